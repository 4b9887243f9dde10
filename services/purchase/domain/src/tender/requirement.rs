//! Requirements (实质性要求): whatever a bid must meet, as most of the experts find it.

/// The places of the requirements that a bid does not meet: more than half of those who judged found so. Each of them says of every
/// requirement, in their order, whether it is met.
#[must_use]
pub fn not_met(verdicts: &[Vec<bool>]) -> Vec<usize> {
    let requirements = verdicts.iter().map(Vec::len).max().unwrap_or_default();
    let against = |at: usize| verdicts.iter().filter(|met| met.get(at) == Some(&false)).count();
    (0..requirements).filter(|at| against(*at) * 2 > verdicts.len()).collect()
}

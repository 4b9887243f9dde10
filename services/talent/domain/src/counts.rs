//! Counts of people (人员统计), and which of them may tell of one.

/// Below this many, people may be recognised in a sum; a choice of this design.
const SMALL: i64 = 5;

/// Whether anybody may be recognised in one of these sums.
#[must_use]
pub fn has_small_groups(sums: &[i64]) -> bool {
    sums.iter().any(|sum| (1..SMALL).contains(sum))
}

#[cfg(test)]
mod tests {
    use super::has_small_groups;

    #[test]
    fn one_to_four_are_few_and_nobody_is_not() {
        assert!(!has_small_groups(&[]) && !has_small_groups(&[0, 5, 60]));
        assert!(has_small_groups(&[60, 1]) && has_small_groups(&[4]));
    }
}

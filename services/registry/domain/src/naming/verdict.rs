//! What a list of findings comes to (核查结论).

use crate::{Finding, Outcome};

/// What the findings come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// 通过: every condition holds.
    Passed,
    /// 不通过: some condition does not hold.
    Refused,
    /// 待人工核实: none fails, and a person must look at some.
    NeedsReview,
}

/// One failure refuses; one question needs a person.
#[must_use]
pub fn verdict(findings: &[Finding]) -> Verdict {
    let any = |outcome| findings.iter().any(|finding| finding.outcome == outcome);
    if any(Outcome::NotMet) {
        Verdict::Refused
    } else if any(Outcome::Ask) {
        Verdict::NeedsReview
    } else {
        Verdict::Passed
    }
}

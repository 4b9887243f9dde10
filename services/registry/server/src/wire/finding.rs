//! Findings as their callers see them.

use onecode_proto::registry::v1 as pb;
use registry_domain::{Finding, Outcome};
use statute::RuleRef;

/// A checklist as the contract has it.
pub(crate) fn findings(findings: Vec<Finding>) -> Vec<pb::Finding> {
    findings.into_iter().map(finding).collect()
}

/// A rule and its version as the contract has them.
pub(crate) fn rule(rule: RuleRef) -> pb::RuleVersion {
    pb::RuleVersion { id: rule.id, version: i32::try_from(rule.version).unwrap_or(i32::MAX) }
}

fn finding(finding: Finding) -> pb::Finding {
    pb::Finding {
        rule: Some(rule(finding.rule)),
        title: finding.title,
        field: finding.field,
        value: finding.value,
        threshold: finding.threshold,
        outcome: outcome(finding.outcome).into(),
    }
}

fn outcome(outcome: Outcome) -> pb::FindingOutcome {
    match outcome {
        Outcome::Met => pb::FindingOutcome::Met,
        Outcome::NotMet => pb::FindingOutcome::NotMet,
        Outcome::Ask => pb::FindingOutcome::Ask,
    }
}

//! Findings as their callers see them, with the text of the rule.

use onecode_proto::registry::v1 as pb;
use registry_domain::party::{Checked, Gap, Requirement};
use registry_domain::{Finding, Outcome, rules};

use super::enums;
use crate::wire::time;

/// Findings of a checklist.
pub(crate) fn checked(list: &[Checked]) -> Vec<pb::PartyFinding> {
    list.iter().map(|checked| finding(checked.requirement, &checked.finding)).collect()
}

/// Findings of a gap list, each with its day.
pub(crate) fn gaps(list: &[Gap]) -> Vec<pb::PartyFinding> {
    let gap = |gap: &Gap| pb::PartyFinding {
        since_date: Some(time::date(gap.since)),
        ..finding(gap.requirement, &gap.finding)
    };
    list.iter().map(gap).collect()
}

fn finding(requirement: Requirement, finding: &Finding) -> pb::PartyFinding {
    pb::PartyFinding {
        requirement: enums::requirement(requirement).into(),
        finding: Some(plain(finding)),
        rule_text: rules().cited(&finding.rule).map(|cited| cited.version.text.clone()).unwrap_or_default(),
        since_date: None,
    }
}

/// A finding as the contract has it.
pub(crate) fn plain(finding: &Finding) -> pb::Finding {
    let outcome = match finding.outcome {
        Outcome::Met => pb::FindingOutcome::Met,
        Outcome::NotMet => pb::FindingOutcome::NotMet,
        Outcome::Ask => pb::FindingOutcome::Ask,
    };
    pb::Finding {
        rule: Some(pb::RuleVersion { id: finding.rule.id.clone(), version: version(finding) }),
        title: finding.title.clone(),
        field: finding.field.clone(),
        value: finding.value.clone(),
        threshold: finding.threshold.clone(),
        outcome: outcome.into(),
    }
}

/// The number of the version that was applied.
pub(super) fn version(finding: &Finding) -> i32 {
    i32::try_from(finding.rule.version).unwrap_or(i32::MAX)
}

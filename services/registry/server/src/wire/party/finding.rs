//! Findings as their callers see them, with the text of the rule.

use onecode_proto::registry::v1 as pb;
use registry_domain::party::{Checked, Gap, Requirement};
use registry_domain::{Finding, rules};

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
        outcome: enums::outcome(finding.outcome).into(),
        rule: finding.rule.id.clone(),
        rule_version: version(finding),
        rule_text: rules().cited(&finding.rule).map(|cited| cited.version.text.clone()).unwrap_or_default(),
        title: finding.title.clone(),
        value: finding.value.clone(),
        threshold: finding.threshold.clone(),
        since_date: None,
    }
}

/// The number of the version that was applied.
pub(super) fn version(finding: &Finding) -> i32 {
    i32::try_from(finding.rule.version).unwrap_or(i32::MAX)
}

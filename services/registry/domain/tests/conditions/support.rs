//! A sound proposal, and what is asked of findings.

use registry_domain::conditions::{LeaderRole, Proposal, ProposedLeader, establishment};
use registry_domain::{Finding, LegalForm, Outcome, Title, rules};
use time::Date;
use time::macros::date;
use vocab::OrganizationClass;

pub(crate) const TODAY: Date = date!(2026 - 11 - 24);

pub(crate) fn leader(role: LeaderRole) -> ProposedLeader {
    ProposedLeader {
        role,
        age_at_appointment: 55,
        consecutive_terms: 1,
        term_years: 5,
        serving_official: false,
        retired_cadre: false,
        legal_representative: role == LeaderRole::Chair,
        other_posts: 0,
        other_legal_representative_posts: 0,
        sentenced_until: None,
        led_revoked_on: None,
    }
}

/// Meets everything that data can prove.
pub(crate) fn sound(kind: OrganizationClass) -> Proposal {
    let title = Title::parse("湖州市钢琴协会").unwrap();
    let documents = [
        "application",
        "supervising-approval",
        "capital-verification",
        "premises-right",
        "leaders-particulars",
        "charter",
    ];
    Proposal {
        supervising_department: Some("culture".into()),
        individual_members: 60,
        activity_funds_fen: 5_000_000,
        premises_months: Some(24),
        full_time_staff: 2,
        non_state_assets_percent: Some(100),
        legal_form: LegalForm::Corporate,
        original_fund_fen: 900_000_000,
        council_size: 9,
        council_term_years: 5,
        supervisors: 1,
        leaders: vec![leader(LeaderRole::Chair), leader(LeaderRole::SecretaryGeneral)],
        documents: documents.map(str::to_owned).into(),
        ..Proposal::new(kind, "330500".parse().unwrap(), title)
    }
}

pub(crate) fn checked(proposal: &Proposal) -> Vec<Finding> {
    establishment(proposal, rules(), TODAY).unwrap()
}

/// The one finding of this title.
pub(crate) fn of<'a>(findings: &'a [Finding], title: &str) -> &'a Finding {
    let mut those = findings.iter().filter(|finding| finding.title == title);
    let only = those.next().unwrap_or_else(|| panic!("no finding {title}"));
    assert!(those.next().is_none(), "{title} is found twice");
    only
}

pub(crate) fn outcome(proposal: &Proposal, title: &str) -> (String, Outcome) {
    let findings = checked(proposal);
    let finding = of(&findings, title);
    (finding.rule.to_string(), finding.outcome)
}

/// `(value, outcome)` of one finding, for values that a function puts into a sound proposal.
pub(crate) fn table<T: Copy + std::fmt::Debug>(
    kind: OrganizationClass,
    title: &str,
    rule: &str,
    put: impl Fn(&mut Proposal, T),
    cases: &[(T, Outcome)],
) {
    for (value, expected) in cases {
        let mut proposal = sound(kind);
        put(&mut proposal, *value);
        assert_eq!(outcome(&proposal, title), (format!("{rule}@1"), *expected), "{title}: {value:?}");
    }
}

pub(crate) fn only(findings: &[Finding], title: &str) -> (String, Outcome) {
    let finding = of(findings, title);
    (finding.rule.to_string(), finding.outcome)
}

//! What the rules say to an appointment, at their thresholds.

use std::collections::BTreeSet;

use registry_domain::officer::{
    Approval, AuditOnFile, Case, Identity, IdentityKind, Known, OfficerRefusal, Role, TermOfOffice, age_on,
    consecutive, findings, late_until, left_recently, masked,
};
use registry_domain::{Outcome, rules};
use time::Date;
use time::macros::date;
use vocab::OrganizationClass;

use Outcome::{Ask, Met, NotMet};

const DAY: Date = date!(2026 - 11 - 24);

fn case() -> Case {
    Case {
        kind: OrganizationClass::SocialGroup,
        role: Role::President,
        legal_representative: false,
        term: TermOfOffice { number: 1, starts_on: DAY, ends_on: date!(2031 - 11 - 24) },
        born_on: Some(date!(1970 - 01 - 01)),
        consecutive_terms: 1,
        serving_official: false,
        retired_cadre: false,
        cadre_approval: Approval::None,
        exception_approval: Approval::None,
        sentence_served_on: None,
        known: Known::default(),
    }
}

/// What a rule says; `None` if it says nothing.
fn outcome(case: &Case, rule: &str) -> Option<Outcome> {
    findings(rules(), case).into_iter().find(|finding| finding.rule.id == rule).map(|finding| finding.outcome)
}

#[test]
fn an_ordinary_president_of_an_association_meets_every_rule() {
    let found = findings(rules(), &case());
    assert_eq!(
        found.iter().map(|finding| finding.rule.id.as_str()).collect::<Vec<_>>(),
        ["PEO-01a", "PEO-01b", "PEO-01c"]
    );
    assert!(found.iter().all(|finding| finding.outcome == Met && finding.rule.version == 1));
}

#[test]
fn seventy_is_young_enough_until_the_day_before_the_seventy_first_birthday() {
    for (born, expected) in [
        (date!(1956 - 11 - 24), Met),    // seventy today
        (date!(1955 - 11 - 25), Met),    // seventy-one tomorrow
        (date!(1955 - 11 - 24), NotMet), // seventy-one today
        (date!(1940 - 01 - 01), NotMet),
    ] {
        assert_eq!(outcome(&Case { born_on: Some(born), ..case() }, "PEO-01a"), Some(expected), "{born}");
    }
}

#[test]
fn an_age_that_nothing_states_is_asked_and_an_approved_one_is_met() {
    assert_eq!(outcome(&Case { born_on: None, ..case() }, "PEO-01a"), Some(Ask));
    let old = Case { born_on: Some(date!(1950 - 01 - 01)), exception_approval: Approval::OnFile, ..case() };
    assert_eq!(outcome(&old, "PEO-01a"), Some(Met));
}

#[test]
fn who_was_born_on_29_february_grows_older_on_1_march() {
    let born = date!(1956 - 02 - 29);
    assert_eq!(age_on(born, date!(2027 - 02 - 28)), 70);
    assert_eq!(age_on(born, date!(2027 - 03 - 01)), 71);
    assert_eq!(age_on(born, date!(2028 - 02 - 29)), 72);
}

#[test]
fn two_terms_in_a_row_are_allowed_and_a_third_needs_an_approval() {
    for (terms, approval, expected) in
        [(2, Approval::None, Met), (3, Approval::None, NotMet), (3, Approval::OnFile, Met)]
    {
        let case = Case { consecutive_terms: terms, exception_approval: approval, ..case() };
        assert_eq!(outcome(&case, "PEO-01b"), Some(expected), "{terms} terms");
    }
}

#[test]
fn a_term_has_five_years_and_not_a_day_more_and_no_approval_helps() {
    for (ends_on, expected) in [(date!(2031 - 11 - 24), Met), (date!(2031 - 11 - 25), NotMet)] {
        let term = TermOfOffice { number: 1, starts_on: DAY, ends_on };
        let case = Case { term, exception_approval: Approval::OnFile, ..case() };
        assert_eq!(outcome(&case, "PEO-01c"), Some(expected), "{ends_on}");
        let foundation = Case { kind: OrganizationClass::Foundation, ..case };
        assert_eq!(outcome(&foundation, "REG-32c"), Some(expected), "{ends_on}");
    }
}

#[test]
fn a_council_member_is_no_leader_and_a_legal_representative_is_one() {
    let member = Case { role: Role::CouncilMember, born_on: Some(date!(1940 - 01 - 01)), ..case() };
    assert_eq!(findings(rules(), &member), []);
    assert_eq!(outcome(&Case { legal_representative: true, ..member }, "PEO-01a"), Some(NotMet));
}

#[test]
fn the_legal_representative_of_an_association_is_that_of_no_other() {
    let with = |associations, others| Case {
        legal_representative: true,
        known: Known { represents_associations: associations, represents_others: others, ..Known::default() },
        ..case()
    };
    assert_eq!(outcome(&with(0, 0), "REG-07"), Some(Met));
    assert_eq!(outcome(&with(1, 0), "REG-07"), Some(NotMet));
    assert_eq!(outcome(&with(0, 3), "REG-07"), Some(Met), "organisations of other kinds do not count");
    let foundation = |case| Case { kind: OrganizationClass::Foundation, ..case };
    assert_eq!(outcome(&foundation(with(0, 1)), "REG-33b"), Some(NotMet), "for a foundation they do");
    assert_eq!(outcome(&foundation(with(0, 0)), "REG-33b"), Some(Ask), "companies are not in the register");
}

#[test]
fn a_new_legal_representative_is_audited_before() {
    for (audit, expected) in [
        (AuditOnFile::NotNeeded, None),
        (AuditOnFile::OnFile, Some(Met)),
        (AuditOnFile::Missing, Some(NotMet)),
        (AuditOnFile::Unknown, Some(Ask)),
    ] {
        let known = Known { audit, ..Known::default() };
        assert_eq!(outcome(&Case { legal_representative: true, known, ..case() }, "REG-10"), expected);
    }
}

#[test]
fn a_retired_cadre_holds_one_post_for_two_terms_with_an_approval() {
    let retired = |posts, terms, approval| Case {
        retired_cadre: true,
        consecutive_terms: terms,
        cadre_approval: approval,
        known: Known { association_posts: posts, ..Known::default() },
        ..case()
    };
    assert_eq!(outcome(&retired(0, 1, Approval::OnFile), "PEO-03a"), Some(Met));
    assert_eq!(outcome(&retired(1, 1, Approval::OnFile), "PEO-03a"), Some(NotMet));
    assert_eq!(outcome(&retired(0, 2, Approval::OnFile), "PEO-03b"), Some(Met));
    assert_eq!(outcome(&retired(0, 3, Approval::OnFile), "PEO-03b"), Some(NotMet));
    assert_eq!(outcome(&retired(0, 1, Approval::None), "PEO-03b"), Some(Ask));
    let old = Case {
        born_on: Some(date!(1955 - 11 - 24)),
        exception_approval: Approval::OnFile,
        ..retired(0, 1, Approval::OnFile)
    };
    assert_eq!(outcome(&old, "PEO-03c"), Some(NotMet), "the exception is not for cadres");
}

#[test]
fn a_serving_official_leads_an_association_with_approval_and_a_foundation_never() {
    let serving = |approval| Case { serving_official: true, cadre_approval: approval, ..case() };
    assert_eq!(outcome(&serving(Approval::None), "PEO-03d"), Some(NotMet));
    assert_eq!(outcome(&serving(Approval::OnFile), "PEO-03d"), Some(Met));
    let foundation = Case { kind: OrganizationClass::Foundation, ..serving(Approval::OnFile) };
    assert_eq!(outcome(&foundation, "REG-33a"), Some(NotMet));
    assert_eq!(outcome(&Case { role: Role::Supervisor, ..foundation }, "REG-33a"), None);
}

#[test]
fn five_years_after_a_sentence_or_a_revocation_the_bar_ends() {
    let foundation = |day| Case {
        kind: OrganizationClass::Foundation,
        sentence_served_on: Some(day),
        known: Known { foundation_revoked_on: Some(day), organization_revoked_on: Some(day), ..Known::default() },
        ..case()
    };
    for rule in ["REG-33c", "REG-33d", "PEO-04a", "PEO-04b"] {
        assert_eq!(outcome(&foundation(date!(2021 - 11 - 23)), rule), Some(Met), "{rule}: more than five years ago");
        assert_eq!(outcome(&foundation(date!(2021 - 11 - 24)), rule), Some(NotMet), "{rule}: five years ago");
    }
    let association = Case { kind: OrganizationClass::SocialGroup, ..foundation(date!(2024 - 01 - 01)) };
    assert_eq!(outcome(&association, "PEO-04b"), Some(Ask), "only charities are meant");
}

#[test]
fn who_represents_a_foundation_represents_nothing_else_in_whichever_order() {
    let known = Known { represents_foundations: 1, ..Known::default() };
    let kinds = [
        OrganizationClass::SocialGroup,
        OrganizationClass::PrivateNonEnterprise,
        OrganizationClass::Foundation,
        OrganizationClass::Other,
    ];
    for kind in kinds {
        let case = Case { kind, legal_representative: true, known: known.clone(), ..case() };
        assert_eq!(outcome(&case, "REG-33b"), Some(NotMet), "{kind:?}");
        let member = Case { legal_representative: false, ..case };
        assert_eq!(outcome(&member, "REG-33b"), None, "{kind:?}");
    }
}

#[test]
fn of_a_foundations_leader_is_asked_what_no_data_prove() {
    let case = Case { kind: OrganizationClass::Foundation, ..case() };
    for rule in ["REG-33c", "PEO-04a", "PEO-04c"] {
        assert_eq!(outcome(&case, rule), Some(Ask), "{rule}");
    }
}

#[test]
fn a_rule_that_was_not_in_force_says_nothing() {
    let term = TermOfOffice { number: 1, starts_on: date!(2010 - 01 - 01), ends_on: date!(2014 - 01 - 01) };
    let case = Case { retired_cadre: true, term, ..case() };
    assert_eq!(outcome(&case, "PEO-03a"), None, "the notice is of 2014");
    assert_eq!(outcome(&case, "PEO-01a"), Some(Met));
}

#[test]
fn no_finding_tells_an_age_or_a_birth_date() {
    let case = Case { born_on: Some(date!(1951 - 03 - 17)), retired_cadre: true, ..case() };
    let told = format!("{:?}", findings(rules(), &case));
    assert!(!told.contains("1951") && !told.contains("75"), "{told}");
}

#[test]
fn what_is_not_met_refuses_before_what_is_asked_and_what_was_confirmed_does_not() {
    let asked = Case { kind: OrganizationClass::Foundation, ..case() };
    let found = findings(rules(), &asked);
    let refusal = |confirmed: &[&str]| OfficerRefusal::of(&found, |rule| confirmed.contains(&rule), "organizations/x");
    assert!(matches!(refusal(&[]), Some(OfficerRefusal::Unconfirmed { asked, .. }) if asked.len() == 3));
    assert_eq!(refusal(&["REG-33c", "PEO-04a", "PEO-04c"]), None);
    let barred = findings(rules(), &Case { serving_official: true, ..asked });
    let refusal = OfficerRefusal::of(&barred, |_| true, "organizations/x");
    assert!(
        matches!(refusal, Some(OfficerRefusal::Barred { unmet, .. }) if unmet.len() == 1),
        "no one confirms that away"
    );
}

#[test]
fn terms_in_a_row_end_where_one_is_missing() {
    let held = |terms: &[u32]| terms.iter().copied().collect::<BTreeSet<u32>>();
    assert_eq!(consecutive(&held(&[]), 1), 1);
    assert_eq!(consecutive(&held(&[1, 2]), 3), 3);
    assert_eq!(consecutive(&held(&[1, 3]), 4), 2);
    assert_eq!(consecutive(&held(&[1, 2]), 4), 1);
}

#[test]
fn a_late_election_can_be_approved_for_one_year() {
    let (until, rule) = late_until(rules(), date!(2024 - 02 - 29)).expect("the rule is in force");
    assert_eq!((until, rule.id()), (date!(2025 - 02 - 28), "PEO-02"));
}

#[test]
fn who_left_within_two_years_is_interested_still() {
    assert_eq!(left_recently(rules(), DAY), Ok(date!(2024 - 11 - 24)));
}

#[test]
fn documents_are_read_in_any_spelling_and_shown_masked() {
    let id = Identity::parse(IdentityKind::ResidentId, "11010519491231002x").expect("a right number");
    assert_eq!((id.reveal(), id.birth_date()), ("11010519491231002X", Some(date!(1949 - 12 - 31))));
    assert_eq!(masked(id.reveal(), 4, 2), "1101************2X");
    assert_eq!(masked("13812345678", 3, 4), "138****5678");
    assert_eq!(masked("1234567", 3, 4), "*******");
    assert_eq!(masked("E12345678", 4, 2), "*******78", "a passport shows no more than hides it");
    assert_eq!(masked("12345", 2, 2), "*****");
    let passport = Identity::parse(IdentityKind::Passport, " ｅ12345678 ").expect("a number");
    assert_eq!((passport.reveal(), passport.birth_date()), ("E12345678", None));
    assert!(Identity::parse(IdentityKind::ResidentId, "110105194912310021").is_err());
    assert!(Identity::parse(IdentityKind::TaiwanPermit, "1234").is_err());
    assert!(!format!("{id:?}{passport:?}").contains("1234"));
}

//! Party building: the coverage rule at its thresholds, who manages whom, since when something is lacking.

use proptest::prelude::*;
use registry_domain::party::{
    CharterClause, Checked, Circumstances, Discipline, Instructor, ManagementCase, ManagingBody, MassOrganizations,
    Membership, OwnOrganization, PartyReport, Requirement, Supervision, Timeline, checklist, classify, gaps, managed,
};
use registry_domain::{Outcome, rules};
use time::Date;
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 24);

fn members(full_members: u32) -> PartyReport {
    PartyReport { full_members, charter_clause: Some(CharterClause::default()), ..PartyReport::default() }
}

fn with(full_members: u32, own_organization: OwnOrganization) -> PartyReport {
    PartyReport { own_organization, discipline: Discipline::Member, ..members(full_members) }
}

fn lacking(report: &PartyReport) -> Vec<(Requirement, String)> {
    let missing = checklist(Some(report), rules(), TODAY).into_iter();
    let missing = missing.filter(|checked| checked.finding.outcome == Outcome::NotMet);
    missing.map(|checked| (checked.requirement, checked.finding.rule.id)).collect()
}

fn outcome(report: &PartyReport, requirement: Requirement) -> Option<Outcome> {
    let checked = checklist(Some(report), rules(), TODAY);
    checked.into_iter().find(|checked| checked.requirement == requirement).map(|checked| checked.finding.outcome)
}

#[test]
fn what_is_asked_depends_on_the_full_members_alone() {
    use Requirement::{Instructor, JointBranch, MassOrganization, OwnOrganization};
    let table: [(u32, &[(Requirement, &str)]); 8] = [
        (0, &[(Instructor, "PB-03"), (MassOrganization, "PB-03")]),
        (1, &[(JointBranch, "PB-02")]),
        (2, &[(JointBranch, "PB-02")]),
        (3, &[(OwnOrganization, "PB-01")]),
        (49, &[(OwnOrganization, "PB-01")]),
        (50, &[(OwnOrganization, "PB-01")]),
        (99, &[(OwnOrganization, "PB-01")]),
        (100, &[(OwnOrganization, "PB-01")]),
    ];
    for (full, expected) in table {
        for probationary_members in [0, 1, 100] {
            let found = lacking(&PartyReport { probationary_members, ..members(full) });
            let found: Vec<(Requirement, &str)> = found.iter().map(|(asked, rule)| (*asked, rule.as_str())).collect();
            assert_eq!(found, expected, "{full} full and {probationary_members} probationary members");
        }
    }
}

#[test]
fn the_form_follows_from_the_size() {
    use Outcome::{Ask, Met, NotMet};
    use OwnOrganization::{Branch, Committee, GeneralBranch};
    let table = [
        (3, [Met, Ask, Ask]),
        (49, [Met, Ask, Ask]),
        (50, [NotMet, Met, Ask]),
        (99, [NotMet, Met, Ask]),
        (100, [NotMet, NotMet, Met]),
        (101, [NotMet, NotMet, Met]),
    ];
    for (full, expected) in table {
        let found = [Branch, GeneralBranch, Committee].map(|form| outcome(&with(full, form), Requirement::Form));
        assert_eq!(found, expected.map(Some), "{full} full members");
    }
    assert_eq!(outcome(&members(100), Requirement::Form), None, "what does not exist has no form");
}

#[test]
fn a_joint_branch_serves_one_or_two_members_and_no_more() {
    for (full, expected) in [(1, Some(Outcome::Met)), (2, Some(Outcome::Met)), (0, None), (3, None)] {
        let joined = PartyReport { in_joint_branch: true, ..members(full) };
        assert_eq!(outcome(&joined, Requirement::JointBranch), expected, "{full} full members");
    }
    let three = PartyReport { in_joint_branch: true, ..members(3) };
    assert_eq!(outcome(&three, Requirement::OwnOrganization), Some(Outcome::NotMet));
    let shrunk = with(2, OwnOrganization::Branch);
    assert_eq!(outcome(&shrunk, Requirement::JointBranch), Some(Outcome::Ask), "a person decides what becomes of it");
}

#[test]
fn without_members_an_instructor_and_one_mass_organisation_are_asked() {
    let instructor = Some(Instructor { department: "township".into(), since: TODAY });
    let sent = PartyReport { instructor, ..members(0) };
    assert_eq!(lacking(&sent), [(Requirement::MassOrganization, "PB-03".to_owned())]);
    let all = MassOrganizations::default();
    for mass_organizations in [
        MassOrganizations { trade_union: true, ..all },
        MassOrganizations { youth_league: true, ..all },
        MassOrganizations { womens_federation: true, ..all },
    ] {
        assert_eq!(lacking(&PartyReport { mass_organizations, ..sent.clone() }), []);
    }
}

#[test]
fn a_party_organisation_needs_discipline_and_every_charter_its_clause() {
    let bare = PartyReport { discipline: Discipline::None, charter_clause: None, ..with(3, OwnOrganization::Branch) };
    let expected = [(Requirement::Discipline, "PB-10".to_owned()), (Requirement::CharterClause, "PB-05".to_owned())];
    assert_eq!(lacking(&bare), expected);
    for discipline in [Discipline::Member, Discipline::Body] {
        assert_eq!(lacking(&PartyReport { discipline, ..with(3, OwnOrganization::Branch) }), []);
    }
    assert_eq!(outcome(&members(2), Requirement::Discipline), None);
}

#[test]
fn who_never_reported_lacks_the_report_and_nothing_else() {
    let found = gaps(None, rules(), TODAY);
    assert_eq!(
        found.iter().map(|finding| (finding.rule.id.as_str(), finding.outcome)).collect::<Vec<_>>(),
        [("PB-05", Outcome::NotMet)]
    );
}

#[test]
fn a_finding_shows_value_threshold_and_the_text_that_says_so() {
    let [finding] = gaps(Some(&members(3)), rules(), TODAY).try_into().unwrap();
    assert_eq!(
        (finding.value.as_str(), finding.threshold.as_str()),
        ("3 名正式党员，未单独建立党组织", "正式党员 3 名以上单独建立党组织")
    );
    assert!(rules().cited(&finding.rule).unwrap().version.text.contains("正式党员3人以上"));
}

#[test]
fn a_day_before_the_rules_asks_nothing() {
    assert_eq!(checklist(Some(&members(3)), rules(), date!(2010 - 01 - 01)), []);
}

#[test]
fn only_a_missing_party_organisation_is_a_ground_of_the_abnormal_list() {
    let grounds = Requirement::ALL.into_iter().filter(|requirement| requirement.is_ground());
    assert_eq!(grounds.collect::<Vec<_>>(), [Requirement::OwnOrganization, Requirement::JointBranch]);
}

#[test]
fn the_four_cases_of_the_article_allow_their_bodies() {
    use ManagingBody::{Community, Comprehensive, Industry, SupervisingUnit, Territory};
    let nothing = Circumstances::default();
    let unit = Circumstances { supervision: Supervision::Unit, ..nothing };
    let silent = Circumstances { supervision: Supervision::UnitWithoutPartyBody, ..nothing };
    let decoupled = Circumstances { decoupled: true, ..unit };
    let community = Circumstances { community: true, ..decoupled };
    let direct = Circumstances { has_party_organization: true, ..nothing };
    let table: [(Circumstances, ManagementCase, i16, &str, &[ManagingBody]); 6] = [
        (unit, ManagementCase::Supervised, 1, "意见(六)", &[SupervisingUnit]),
        (silent, ManagementCase::Supervised, 1, "意见(五)", &[Industry, Territory, Comprehensive]),
        (decoupled, ManagementCase::Decoupled, 2, "意见(六)", &[Industry, Territory, Comprehensive]),
        (direct, ManagementCase::Direct, 3, "意见(六)", &[Territory, Comprehensive]),
        (nothing, ManagementCase::Direct, 3, "意见(五)", &[Territory, Comprehensive]),
        (community, ManagementCase::Community, 4, "意见(六)", &[Community]),
    ];
    for (circumstances, case, number, article, bodies) in table {
        let found = classify(circumstances);
        assert_eq!((found.case, found.case.number(), found.article, found.bodies), (case, number, article, bodies));
    }
}

#[test]
fn an_assigned_body_is_held_to_the_case() {
    let supervised = classify(Circumstances { supervision: Supervision::Unit, ..Circumstances::default() });
    let outcome = |body| managed(&supervised, body, rules(), TODAY).map(|finding| finding.outcome);
    assert_eq!(outcome(Some(ManagingBody::SupervisingUnit)), Some(Outcome::Met));
    assert_eq!(outcome(Some(ManagingBody::Territory)), Some(Outcome::NotMet));
    assert_eq!(outcome(None), Some(Outcome::Ask));
}

#[test]
fn a_gap_is_dated_from_when_it_opened_without_a_break() {
    let report = |from, full| (from, members(full));
    let reports =
        vec![report(date!(2024 - 01 - 01), 2), report(date!(2024 - 06 - 01), 3), report(date!(2025 - 01 - 01), 5)];
    let timeline = Timeline::new(date!(2020 - 01 - 01), reports, &[]);
    let [gap] = timeline.gaps(rules(), TODAY).try_into().unwrap();
    assert_eq!((gap.requirement, gap.since), (Requirement::OwnOrganization, date!(2024 - 06 - 01)));
    let [gap] = timeline.gaps(rules(), date!(2024 - 03 - 01)).try_into().unwrap();
    assert_eq!((gap.requirement, gap.since), (Requirement::JointBranch, date!(2024 - 01 - 01)));
    let [gap] = timeline.gaps(rules(), date!(2023 - 01 - 01)).try_into().unwrap();
    assert_eq!((gap.requirement, gap.since), (Requirement::Report, date!(2020 - 01 - 01)));
}

#[test]
fn leaving_a_joint_branch_opens_a_gap_and_the_rule_must_have_been_in_force() {
    let joined = Membership { joined: date!(2024 - 02 - 01), left: Some(date!(2024 - 09 - 01)) };
    let reports = vec![(date!(2015 - 01 - 01), members(1))];
    let timeline = Timeline::new(date!(2010 - 01 - 01), reports, &[joined]);
    assert_eq!(timeline.gaps(rules(), date!(2024 - 05 - 01)), []);
    assert_eq!(timeline.gaps(rules(), TODAY)[0].since, date!(2024 - 09 - 01));
    assert_eq!(
        timeline.gaps(rules(), date!(2023 - 01 - 01))[0].since,
        date!(2022 - 01 - 01),
        "nothing was asked before"
    );
}

#[test]
fn of_two_reports_for_one_day_the_later_recorded_holds() {
    let day = date!(2024 - 01 - 01);
    let timeline = Timeline::new(day, vec![(day, members(1)), (day, members(7))], &[]);
    assert_eq!(timeline.on(TODAY).map(|report| report.full_members), Some(7));
}

proptest! {
    #[test]
    fn one_rule_about_organisations_applies_to_every_number(full in 0_u32..300, probationary_members in 0_u32..300) {
        let report = PartyReport { probationary_members, ..members(full) };
        let asked = |checked: &Checked| {
            use Requirement::{Instructor, JointBranch, OwnOrganization};
            [OwnOrganization, JointBranch, Instructor].contains(&checked.requirement)
        };
        prop_assert_eq!(checklist(Some(&report), rules(), TODAY).iter().filter(|checked| asked(checked)).count(), 1);
        prop_assert_eq!(lacking(&report), lacking(&members(full)));
    }
}

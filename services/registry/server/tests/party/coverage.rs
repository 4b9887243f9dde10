//! GetPartyCoverage (PB-07), and the gap list beside it, against a plain computation over two hundred organisations.

use std::collections::BTreeMap;

use onecode_proto::registry::v1 as pb;
use registry_domain::party::{
    Discipline, Instructor, MassOrganizations, OwnOrganization, PartyReport, Requirement, checklist,
};
use registry_domain::{Outcome, rules};
use time::macros::date as day;
use vocab::{OrganizationClass, UnifiedCode};

use crate::support::*;

const DIVISIONS: [&str; 3] = [HUZHOU, WUXING, "330522"];

/// A made-up organisation.
#[expect(clippy::struct_excessive_bools, reason = "each is thrown for alone")]
struct Sample {
    name: String,
    division: &'static str,
    kind: pb::OrganizationKind,
    active: bool,
    /// None: it never reported.
    full_members: Option<i32>,
    own: pb::PartyOrganizationForm,
    discipline: pb::PartyDiscipline,
    joint: bool,
    instructor: bool,
    trade_union: bool,
    charter: bool,
}

/// Numbers that look random and are the same in each run.
fn dice(seed: &mut u64) -> impl FnMut(u64) -> u64 {
    move |sides| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) % sides
    }
}

fn sample(serial: u32, roll: &mut impl FnMut(u64) -> u64) -> (OrganizationClass, Sample) {
    let (class, kind) = if roll(2) == 0 {
        (OrganizationClass::SocialGroup, pb::OrganizationKind::SocialGroup)
    } else {
        (OrganizationClass::PrivateNonEnterprise, pb::OrganizationKind::PrivateNonEnterprise)
    };
    let members = [0, 0, 1, 2, 2, 3, 4, 49, 50, 99, 100, 120];
    let full_members = (roll(6) > 0).then(|| members[usize::try_from(roll(12)).unwrap()]);
    let forms = [
        pb::PartyOrganizationForm::None,
        pb::PartyOrganizationForm::None,
        pb::PartyOrganizationForm::Branch,
        pb::PartyOrganizationForm::GeneralBranch,
        pb::PartyOrganizationForm::Committee,
    ];
    let own = if full_members.unwrap_or_default() == 0 { forms[0] } else { forms[usize::try_from(roll(5)).unwrap()] };
    let has_discipline = own != pb::PartyOrganizationForm::None && roll(2) == 0;
    let sample = Sample {
        name: format!("organizations/{}", code_of(class, serial)),
        division: DIVISIONS[usize::try_from(roll(3)).unwrap()],
        kind,
        active: roll(10) > 0,
        full_members,
        own,
        discipline: if has_discipline { pb::PartyDiscipline::Member } else { pb::PartyDiscipline::None },
        joint: roll(4) == 0,
        instructor: roll(3) == 0,
        trade_union: roll(3) == 0,
        charter: roll(2) == 0,
    };
    (class, sample)
}

async fn two_hundred(suite: &testkit::Suite) -> Vec<Sample> {
    let (mut office, mut client) = (register(suite), party(suite));
    let mut seed = 42;
    let mut roll = dice(&mut seed);
    let mut samples = Vec::new();
    for serial in 1..=200 {
        let (class, sample) = sample(serial, &mut roll);
        let request = organization(class, serial, sample.division);
        let created = office.create_organization(request).await.unwrap().into_inner().organization.unwrap();
        if let Some(full_member_count) = sample.full_members {
            let instructor = sample.instructor.then(|| pb::PartyInstructor {
                department: "departments/township".into(),
                since_date: date(2024, 1, 1),
            });
            let report = pb::PartyReport {
                own_organization: sample.own.into(),
                discipline: sample.discipline.into(),
                instructor,
                trade_union: sample.trade_union,
                charter_clause: sample.charter,
                ..bare(full_member_count)
            };
            let request = pb::ReportPartyStatusRequest { parent: sample.name.clone(), report: Some(report) };
            client.report_party_status(request).await.unwrap();
        }
        samples.push((sample, created.etag));
    }
    let joined: Vec<String> =
        samples.iter().filter(|(sample, _)| sample.joint).map(|(sample, _)| sample.name.clone()).collect();
    let request = pb::CreateJointBranchRequest { joint_branch: Some(branch("联合党支部")), organizations: joined };
    client.create_joint_branch(request).await.unwrap();
    for (sample, etag) in samples.iter().filter(|(sample, _)| !sample.active) {
        let request = pb::ChangeOrganizationStatusRequest {
            name: sample.name.clone(),
            status: pb::OrganizationStatus::Suspended.into(),
            basis: "湖民社罚〔2026〕3号".into(),
            etag: etag.clone(),
            ..Default::default()
        };
        office.change_organization_status(request).await.unwrap();
    }
    samples.into_iter().map(|(sample, _)| sample).collect()
}

fn count(samples: &[&Sample], passes: impl Fn(&Sample) -> bool) -> i64 {
    i64::try_from(samples.iter().filter(|sample| passes(sample)).count()).unwrap()
}

/// PB-07, word by word.
fn plain(samples: &[&Sample]) -> pb::PartyCoverage {
    let members = |sample: &Sample| sample.full_members.unwrap_or_default();
    let own = |sample: &Sample| sample.own != pb::PartyOrganizationForm::None;
    let organized = |sample: &Sample| own(sample) || sample.joint;
    let helped = |sample: &Sample| sample.full_members.is_some() && (sample.instructor || sample.trade_union);
    pb::PartyCoverage {
        active_count: count(samples, |_| true),
        reported_count: count(samples, |sample| sample.full_members.is_some()),
        with_members_count: count(samples, |sample| members(sample) >= 1),
        should_set_up_count: count(samples, |sample| members(sample) >= 3),
        set_up_count: count(samples, |sample| members(sample) >= 3 && own(sample)),
        not_set_up_count: count(samples, |sample| members(sample) >= 3 && !own(sample)),
        organization_coverage: Some(pb::PartyRatio {
            numerator: count(samples, |sample| members(sample) >= 1 && organized(sample)),
            denominator: count(samples, |sample| members(sample) >= 1),
        }),
        work_coverage: Some(pb::PartyRatio {
            numerator: count(samples, |sample| organized(sample) || helped(sample)),
            denominator: count(samples, |_| true),
        }),
        ..Default::default()
    }
}

/// What the domain's checklist says a sample lacks.
fn lacking(sample: &Sample) -> Vec<Requirement> {
    let own =
        [OwnOrganization::None, OwnOrganization::Branch, OwnOrganization::GeneralBranch, OwnOrganization::Committee];
    let report = sample.full_members.map(|full| PartyReport {
        full_members: full.try_into().unwrap(),
        own_organization: own[usize::try_from(i32::from(sample.own)).unwrap() - 1],
        in_joint_branch: sample.joint,
        discipline: if sample.discipline == pb::PartyDiscipline::Member {
            Discipline::Member
        } else {
            Discipline::None
        },
        instructor: sample
            .instructor
            .then(|| Instructor { department: "township".into(), since: day!(2024 - 01 - 01) }),
        mass_organizations: MassOrganizations { trade_union: sample.trade_union, ..MassOrganizations::default() },
        charter_clause: sample.charter.then(Default::default),
        ..PartyReport::default()
    });
    let checked = checklist(report.as_ref(), rules(), day!(2026 - 11 - 24)).into_iter();
    checked.filter(|checked| checked.finding.outcome == Outcome::NotMet).map(|checked| checked.requirement).collect()
}

#[tokio::test]
async fn coverage_and_gaps_are_those_of_a_plain_computation() {
    let suite = registry().await;
    let samples = two_hundred(&suite).await;
    let active: Vec<&Sample> = samples.iter().filter(|sample| sample.active).collect();
    let mut client = party(&suite);

    let answer = client.get_party_coverage(pb::GetPartyCoverageRequest::default()).await.unwrap().into_inner();
    let mut groups: BTreeMap<(&str, &str), Vec<&Sample>> = BTreeMap::new();
    for sample in &active {
        groups.entry((sample.division, sample.kind.as_str_name())).or_default().push(sample);
    }
    let mut expected: Vec<pb::PartyCoverage> = groups
        .values()
        .map(|group| pb::PartyCoverage {
            division: group[0].division.into(),
            kind: group[0].kind.into(),
            ..plain(group)
        })
        .collect();
    let key = |row: &pb::PartyCoverage| (row.division.clone(), row.kind);
    let mut rows = answer.rows;
    assert!(rows.is_sorted_by_key(|row| row.division.clone()));
    expected.sort_by_key(key);
    rows.sort_by_key(key);
    assert_eq!(rows, expected);
    assert_eq!(answer.total, Some(plain(&active)));
    let total = answer.total.unwrap();
    assert!(total.not_set_up_count > 0 && total.set_up_count > 0 && total.organization_coverage.unwrap().numerator > 0);

    let county: Vec<&Sample> = active.iter().copied().filter(|sample| sample.division == WUXING).collect();
    let request = pb::GetPartyCoverageRequest { division: WUXING.into() };
    assert_eq!(client.get_party_coverage(request).await.unwrap().into_inner().total, Some(plain(&county)));

    let request = pb::ListPartyGapsRequest { page_size: 500, ..Default::default() };
    let listed = client.list_party_gaps(request).await.unwrap().into_inner().gaps;
    let found: BTreeMap<UnifiedCode, Vec<i32>> = listed
        .iter()
        .map(|gap| (gap.organization[14..].parse().unwrap(), gap.missing.iter().map(|one| one.requirement).collect()))
        .collect();
    let expected: BTreeMap<UnifiedCode, Vec<i32>> = active
        .iter()
        .map(|sample| (sample.name[14..].parse().unwrap(), lacking(sample)))
        .filter(|(_, lacking)| !lacking.is_empty())
        .map(|(code, lacking)| (code, lacking.into_iter().map(|requirement| requirement as i32 + 1).collect()))
        .collect();
    assert_eq!(found, expected);
}

#[tokio::test]
async fn nothing_is_counted_elsewhere_and_a_reader_may_not_count() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let request = pb::GetPartyCoverageRequest::default();
    let answer = party_of(&suite, HANGZHOU).get_party_coverage(request.clone()).await.unwrap().into_inner();
    assert_eq!((answer.rows.len(), answer.total.unwrap().active_count), (0, 0));
    let reader = suite.identities().caller("tax", HUZHOU, &["registry-reader"]);
    let refused = Client::new(suite.client(reader.fresh())).get_party_coverage(request).await.unwrap_err();
    assert_eq!(reason(&refused).1, "PERMISSION_MISSING");
}

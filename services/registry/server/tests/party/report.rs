//! ReportPartyStatus and ListPartyStatusReports: what holds from a day on, kept for ever.

use onecode_proto::registry::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_report_is_shown_as_it_was_recorded() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let mut client = party(&suite);
    let stated = pb::PartyReport {
        probationary_member_count: 2,
        staff_count: 30,
        own_organization: pb::PartyOrganizationForm::GeneralBranch.into(),
        discipline: pb::PartyDiscipline::Body.into(),
        instructor: Some(pb::PartyInstructor {
            department: "departments/township".into(),
            since_date: date(2023, 5, 1),
        }),
        trade_union: true,
        womens_federation: true,
        charter_clause_date: date(2022, 9, 1),
        ..bare(50)
    };
    let answer = report(&mut client, 1, stated.clone()).await;
    let recorded = answer.report.unwrap();
    assert_eq!((recorded.name.as_str(), recorded.number), (format!("{}/partyReports/1", name(1)).as_str(), 1));
    assert_eq!((recorded.department.as_str(), recorded.record_time.is_some()), ("social-work", true));
    assert_eq!(missing(&answer.findings), []);
    let shown = status(&mut client, 1, None).await.report.unwrap();
    assert_eq!(shown, recorded);
    let as_stated = pb::PartyReport { name: String::new(), number: 0, department: String::new(), ..shown };
    assert_eq!(pb::PartyReport { record_time: None, ..as_stated }, stated);
    suite.stop().await;
}

#[tokio::test]
async fn a_repeat_gets_the_first_answer_and_has_no_effect() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let caller = suite.identities().caller("social-work", HUZHOU, &["party-building"]);
    let mut client = Client::new(suite.client(caller.keyed("k1")));
    let first = report(&mut client, 1, bare(3)).await;
    assert_eq!(report(&mut client, 1, bare(3)).await, first);
    assert_eq!(suite.count("select count(*) from registry.party_report").await, 1);
}

#[tokio::test]
async fn every_report_is_kept_and_listed_page_by_page() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let mut client = party(&suite);
    for full in 0..5 {
        report(&mut client, 1, bare(full)).await;
    }
    let page = |page_token: &str| pb::ListPartyStatusReportsRequest {
        parent: name(1),
        page_size: 2,
        page_token: page_token.into(),
    };
    let (mut numbers, mut token) = (Vec::new(), String::new());
    loop {
        let answer = client.list_party_status_reports(page(&token)).await.unwrap().into_inner();
        numbers.extend(answer.reports.iter().map(|report| (report.number, report.full_member_count)));
        token = answer.next_page_token;
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(numbers, [(5, 4), (4, 3), (3, 2), (2, 1), (1, 0)]);
}

#[tokio::test]
async fn racing_reports_get_numbers_of_their_own() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let calls = (0..8).map(|full| {
        let mut client = party(&suite);
        async move { report(&mut client, 1, bare(full)).await.report.unwrap().number }
    });
    let mut numbers = futures::future::join_all(calls).await;
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(suite.count("select count(*) from registry.party_report where latest").await, 1);
}

#[tokio::test]
async fn every_violation_is_named_at_once() {
    let suite = registry().await;
    let request = pb::ReportPartyStatusRequest {
        parent: "organizations/1".into(),
        report: Some(pb::PartyReport {
            valid_from: date(2026, 11, 25),
            full_member_count: -1,
            probationary_member_count: 1_000_001,
            staff_count: -5,
            charter_clause_date: date(2026, 2, 30),
            instructor: Some(pb::PartyInstructor { department: "乡镇".into(), since_date: None }),
            ..Default::default()
        }),
    };
    let refused = party(&suite).report_party_status(request).await.unwrap_err();
    let mut expected = vec!["parent".to_owned()];
    expected.extend(
        [
            "basis",
            "charter_clause_date",
            "charter_clause_date",
            "discipline",
            "full_member_count",
            "instructor.department",
            "instructor.since_date",
            "own_organization",
            "probationary_member_count",
            "staff_count",
            "valid_from",
        ]
        .map(|field| format!("report.{field}")),
    );
    assert_eq!(violated(&refused), expected);
}

#[tokio::test]
async fn what_cannot_be_is_refused() {
    let suite = registry().await;
    let mut client = party(&suite);
    let without_members = of(1, branched(0));
    let refused = client.report_party_status(without_members).await.unwrap_err();
    assert_eq!(violated(&refused), ["report.own_organization"]);
    let discipline = pb::PartyReport { discipline: pb::PartyDiscipline::Member.into(), ..bare(3) };
    let refused = client.report_party_status(of(1, discipline)).await.unwrap_err();
    assert_eq!(violated(&refused), ["report.discipline"]);
}

#[tokio::test]
async fn an_organisation_reports_while_it_is_registered() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let mut client = party(&suite);
    let early = pb::PartyReport { valid_from: date(2020, 2, 29), ..bare(3) };
    let refused = client.report_party_status(of(1, early)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "BEFORE_REGISTRATION".into()));
    assert_eq!(metadata(&refused, "valid_from"), "2020-03-01");
    deregister(&suite, 1, date(2026, 11, 1)).await;
    let late = pb::PartyReport { valid_from: date(2026, 11, 1), ..bare(3) };
    let refused = client.report_party_status(of(1, late)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "ORGANIZATION_ENDED".into()));
    report(&mut client, 1, bare(3)).await;
}

#[tokio::test]
async fn an_instructor_comes_from_a_department_that_exists_then() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let mut client = party(&suite);
    let sent = |department: &str, year| pb::PartyReport {
        instructor: Some(pb::PartyInstructor { department: department.into(), since_date: date(year, 1, 1) }),
        ..bare(0)
    };
    for (department, year) in [("departments/astrology", 2024), ("departments/township", 1999)] {
        let refused = client.report_party_status(of(1, sent(department, year))).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::NotFound, "DEPARTMENT_NOT_FOUND".into()), "{department}");
    }
    report(&mut client, 1, sent("departments/township", 2024)).await;
}

#[tokio::test]
async fn a_stranger_learns_nothing_and_a_reader_writes_nothing() {
    let suite = registry().await;
    registered(&suite, 1).await;
    let mut stranger = party_of(&suite, HANGZHOU);
    let refused = stranger.report_party_status(of(1, bare(3))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
    let request = pb::ListPartyStatusReportsRequest { parent: name(1), ..Default::default() };
    let refused = stranger.list_party_status_reports(request).await.unwrap_err();
    assert_eq!(reason(&refused).1, "ORGANIZATION_NOT_FOUND");
    let reader = suite.identities().caller("tax", HUZHOU, &["registry-reader"]);
    let refused = Client::new(suite.client(reader.fresh())).report_party_status(of(1, bare(3))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
}

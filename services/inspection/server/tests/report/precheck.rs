//! PreCheckAnnualReport: of a draft and of contents that are stored nowhere, by what the suite knows.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::report_entry::Value;
use onecode_proto::registry::v1 as registry;
use onecode_proto::registry::v1::party_building_service_client::PartyBuildingServiceClient;
use tonic::Code;

use crate::support::*;

async fn checked(world: &World, serial: u32, content: Option<pb::ReportContent>) -> pb::PreCheckAnnualReportResponse {
    let request = pb::PreCheckAnnualReportRequest { parent: organization(serial), year: YEAR, content };
    portal(world).pre_check_annual_report(request).await.unwrap().into_inner()
}

fn stated(serial: u32, changed: &[pb::ReportEntry]) -> pb::ReportContent {
    let others = whole(serial).into_iter().filter(|entry| changed.iter().all(|other| other.key != entry.key));
    let entries = others.chain(changed.iter().cloned()).collect();
    pb::ReportContent { entries, rectification_report: false }
}

fn rules(answer: &pb::PreCheckAnnualReportResponse) -> Vec<(&str, &str)> {
    answer
        .findings
        .iter()
        .map(|found| (found.rule.as_str(), found.fields.first().map(String::as_str).unwrap_or_default()))
        .collect()
}

#[tokio::test]
async fn contents_are_checked_and_stored_nowhere() {
    let (world, _) = due(1).await;
    let before = world.suite.audited().await;
    let clean = checked(&world, 1, Some(stated(1, &[]))).await;
    assert_eq!((clean.acceptable, clean.findings.len(), clean.simplified), (true, 0, false));
    assert_eq!(clean.form, "annualReportForms/social-group-2024");
    let wrong = vec![
        number("liabilities_fen", 6_000_000),
        number("volunteers", -1),
        entry("title", Value::Text("别的协会".into())),
    ];
    let answer = checked(&world, 1, Some(stated(1, &wrong))).await;
    let expected = [
        ("AI-09c@1", "volunteers"),
        ("AI-09e@1", "liabilities_fen"),
        ("AI-09e@1", "assets_fen"),
        ("AI-09h@1", "title"),
    ];
    assert_eq!((answer.acceptable, rules(&answer)), (false, expected.to_vec()));
    let sum = &answer.findings[2];
    assert!(sum.description.contains("相差-10000.00元"), "{}", sum.description);
    assert_eq!((sum.severity(), sum.advice.is_empty()), (pb::ReportSeverity::Error, false));
    assert_eq!(world.suite.count("select count(*) from inspection.annual_report").await, 0);
    assert_eq!(world.suite.audited().await, before);
}

#[tokio::test]
async fn a_draft_is_checked_as_it_is_on_record() {
    let (world, _) = due(1).await;
    let none = pb::PreCheckAnnualReportRequest { parent: organization(1), year: YEAR, content: None };
    let refused = portal(&world).pre_check_annual_report(none).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "REPORT_NOT_FOUND".into()));
    let report = draft_with(&world, 1, Vec::new()).await;
    let empty = checked(&world, 1, None).await;
    assert!(!empty.acceptable && empty.findings.len() > 60 && empty.findings[0].rule == "AI-09a@1");
    fill(&world, &report, whole(1)).await;
    assert!(checked(&world, 1, None).await.acceptable);
}

#[tokio::test]
async fn a_rating_of_4a_that_counts_today_simplifies_the_report() {
    let (world, _) = due(1).await;
    let full = checked(&world, 1, Some(pb::ReportContent::default())).await.findings.len();
    let rating = |value: &str, until: &str| {
        format!(
            "insert into inspection.outcome (id, organization, division, kind, resource, value, counts_from, counts_until, created_at)
             values (gen_random_uuid(), '{}', '330500', 'rating_announced', 'ratings/{value}', '{value}', '2024-01-01', {until}, now())",
            code(1)
        )
    };
    let note = |statement: String| {
        let world = &world;
        async move {
            let mut connection = world.suite.database().connection().await;
            sqlx::raw_sql(sqlx::AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
        }
    };
    note(rating("3A", "null")).await;
    note(rating("5A", "'2027-01-03'")).await;
    let still = checked(&world, 1, Some(pb::ReportContent::default())).await;
    assert_eq!((still.simplified, still.findings.len()), (false, full));
    note(rating("4A", "'2027-01-04'")).await;
    let simplified = checked(&world, 1, Some(pb::ReportContent::default())).await;
    assert!(simplified.simplified && simplified.findings.len() + 25 < full, "{}", simplified.findings.len());
    assert!(draft(&world, 1).await.simplified);
}

#[tokio::test]
async fn last_years_figures_and_outcome_and_the_party_report_are_known() {
    let (world, _) = due(1).await;
    let report = reviewed(&world, 1).await;
    conclude(&world, &report, pb::ReportValue::BasicallyQualified).await.unwrap();
    let caller = world.caller("social-work", &["platform-operator"]);
    let mut party = PartyBuildingServiceClient::new(world.suite.client(caller.fresh()));
    let party_report = registry::PartyReport {
        valid_from: date(2026, 12, 1),
        basis: "党建情况报告".into(),
        full_member_count: 4,
        own_organization: registry::PartyOrganizationForm::Branch.into(),
        discipline: registry::PartyDiscipline::Member.into(),
        ..Default::default()
    };
    let request = registry::ReportPartyStatusRequest { parent: organization(1), report: Some(party_report) };
    party.report_party_status(request).await.unwrap();
    let content = |rectification_report| {
        let entries = whole(1);
        Some(pb::ReportContent { entries, rectification_report })
    };
    let next = |content| pb::PreCheckAnnualReportRequest { parent: organization(1), year: YEAR + 1, content };
    let answer = portal(&world).pre_check_annual_report(next(content(false))).await.unwrap().into_inner();
    let found = rules(&answer);
    for expected in [
        ("AI-09f@1", "opening_assets_fen"),
        ("AI-09f@1", "opening_net_assets_fen"),
        ("AI-09@1", ""),
        ("AI-09h@1", "party_members"),
    ] {
        assert!(found.contains(&expected), "{expected:?} {found:?}");
    }
    let answer = portal(&world).pre_check_annual_report(next(content(true))).await.unwrap().into_inner();
    assert!(!rules(&answer).contains(&("AI-09@1", "")));
}

#[tokio::test]
async fn whoever_may_not_read_the_register_checks_nothing() {
    let (world, _) = due(1).await;
    let elsewhere = world.suite.identities().caller("data-bureau", "330100", &["report-filer"]);
    let request = pb::PreCheckAnnualReportRequest { parent: organization(1), year: YEAR, content: None };
    let refused = Reports::new(world.client(elsewhere.fresh())).pre_check_annual_report(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}

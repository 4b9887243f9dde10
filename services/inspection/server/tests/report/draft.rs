//! CreateAnnualReport, UpdateAnnualReport, GetAnnualReport and ListAnnualReports.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::report_entry::Value;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn a_draft_is_filled_in_field_by_field_as_the_caller_saw_it() {
    let (world, campaign) = due(1).await;
    let first = draft_with(&world, 1, vec![number("volunteers", 7), number("activities", 3)]).await;
    assert_eq!(first.name, format!("organizations/{}/annualReports/2026", code(1)));
    assert_eq!((first.state(), first.campaign.as_str()), (pb::AnnualReportState::Draft, campaign.name.as_str()));
    assert_eq!(first.form, "annualReportForms/social-group-2024");
    let elected = entry("elected_on", Value::Date(date(2026, 5, 20).unwrap()));
    let emptied = pb::ReportEntry { key: "volunteers".into(), value: None };
    let second = fill(&world, &first, vec![number("activities", 4), elected.clone(), emptied]).await;
    assert_eq!(second.entries, [elected, number("activities", 4)]);
    assert_eq!(get(&world, &first).await, second);
    let stale = pb::UpdateAnnualReportRequest { name: first.name, etag: first.etag, ..Default::default() };
    let refused = portal(&world).update_annual_report(stale).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "REPORT_CHANGED".into()));
    assert_eq!(metadata(&refused, "etag"), second.etag);
}

#[tokio::test]
async fn what_is_only_validated_leaves_nothing_and_a_repeat_makes_one_draft() {
    let (world, _) = due(1).await;
    let asked = pb::CreateAnnualReportRequest { validate_only: true, ..drafting(1, whole(1)) };
    portal(&world).create_annual_report(asked).await.unwrap();
    assert_eq!(world.suite.count("select count(*) from inspection.annual_report").await, 0);
    let mut keyed = Reports::new(world.client(world.caller("data-bureau", &["report-filer"]).keyed("k1")));
    let first = keyed.create_annual_report(drafting(1, whole(1))).await.unwrap().into_inner();
    assert_eq!(keyed.create_annual_report(drafting(1, whole(1))).await.unwrap().into_inner(), first);
    let refused = portal(&world).create_annual_report(drafting(1, whole(1))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::AlreadyExists, "REPORT_EXISTS".into()));
    let report = first.annual_report.unwrap();
    let request = pb::UpdateAnnualReportRequest {
        name: report.name.clone(),
        etag: report.etag.clone(),
        entries: vec![number("volunteers", 9)],
        validate_only: true,
        ..Default::default()
    };
    portal(&world).update_annual_report(request).await.unwrap();
    assert_eq!(get(&world, &report).await, report);
}

#[tokio::test]
async fn whoever_is_not_asked_makes_no_draft() {
    let (world, _) = due(1).await;
    world.organization(2, HUZHOU).await;
    let refused = portal(&world).create_annual_report(drafting(2, Vec::new())).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "REPORT_NOT_DUE".into()));
    assert_eq!((metadata(&refused, "organization"), metadata(&refused, "year")), (organization(2), "2026".into()));
    let refused = portal(&world).create_annual_report(drafting(3, Vec::new())).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}

#[tokio::test]
async fn everything_wrong_with_a_draft_is_named_at_once() {
    let (world, _) = due(1).await;
    let request = pb::CreateAnnualReportRequest {
        parent: "organizations/1".into(),
        year: 1,
        entries: vec![
            number("volunteers", 1),
            number("volunteers", 2),
            number("", 1),
            entry("summary", Value::Text("字".repeat(5_001))),
            entry("elected_on", Value::Date(onecode_proto::google::r#type::Date { year: 2026, month: 13, day: 1 })),
        ],
        documents: vec![pb::ReportDocument { document: "documents/1".into(), ..Default::default() }],
        supervising_department: "教育局".into(),
        validate_only: false,
    };
    let refused = portal(&world).create_annual_report(request).await.unwrap_err();
    let expected = [
        "documents[0].document",
        "documents[0].paper",
        "entries[1].key",
        "entries[2].key",
        "entries[3].text",
        "entries[4].date",
        "parent",
        "supervising_department",
        "year",
    ];
    assert_eq!(violated(&refused), expected);
    let refused = portal(&world).create_annual_report(drafting(1, vec![number("special_funds", 1)])).await.unwrap_err();
    assert_eq!(violated(&refused), ["entries.special_funds"]);
}

#[tokio::test]
async fn papers_belong_to_the_report_from_then_on() {
    let (world, _) = due(2).await;
    let document = document(&world, "declaration").await;
    let paper = |document: &str| pb::ReportDocument {
        paper: pb::ReportPaper::Declaration.into(),
        document: document.into(),
        sha256: String::new(),
    };
    let request = pb::CreateAnnualReportRequest { documents: vec![paper(&document)], ..drafting(1, Vec::new()) };
    let report = portal(&world).create_annual_report(request).await.unwrap().into_inner().annual_report.unwrap();
    assert_eq!(report.documents.len(), 1);
    assert_eq!((report.documents[0].paper(), report.documents[0].sha256.len()), (pb::ReportPaper::Declaration, 64));
    let again = pb::UpdateAnnualReportRequest {
        name: report.name.clone(),
        etag: report.etag.clone(),
        documents: vec![paper(&document)],
        ..Default::default()
    };
    let again = portal(&world).update_annual_report(again).await.unwrap().into_inner().annual_report.unwrap();
    assert_eq!(again.documents, report.documents);
    let request = pb::CreateAnnualReportRequest { documents: vec![paper(&document)], ..drafting(2, Vec::new()) };
    let refused = portal(&world).create_annual_report(request).await.unwrap_err();
    assert_eq!(reason(&refused).1, "DOCUMENT_ATTACHED_ELSEWHERE");
}

#[tokio::test]
async fn reports_are_listed_without_their_contents() {
    let (world, _) = due(3).await;
    for serial in 1..=3 {
        draft(&world, serial).await;
    }
    let concluded = get(&world, &draft_name(1)).await;
    submit(&world, &concluded).await.unwrap();
    let list = |request: pb::ListAnnualReportsRequest| {
        let mut client = authority(&world);
        async move { client.list_annual_reports(request).await.unwrap().into_inner() }
    };
    let first = list(pb::ListAnnualReportsRequest { page_size: 2, ..Default::default() }).await;
    let rest = pb::ListAnnualReportsRequest { page_size: 2, page_token: first.next_page_token, ..Default::default() };
    let rest = list(rest).await;
    let mut names: Vec<&str> =
        first.annual_reports.iter().chain(&rest.annual_reports).map(|report| report.organization.as_str()).collect();
    names.sort_unstable(); // made in the same instant
    assert_eq!(names, [organization(1), organization(2), organization(3)]);
    assert!(first.annual_reports.iter().all(|report| report.entries.is_empty()));
    let reviewing = pb::ListAnnualReportsRequest {
        state: pb::AnnualReportState::Reviewing.into(),
        year: YEAR,
        organization: organization(1),
        ..Default::default()
    };
    assert_eq!(list(reviewing).await.annual_reports.len(), 1);
    let none = pb::ListAnnualReportsRequest { value: pb::ReportValue::Qualified.into(), ..Default::default() };
    assert_eq!(list(none).await.annual_reports.len(), 0);
}

fn draft_name(serial: u32) -> pb::AnnualReport {
    pb::AnnualReport { name: format!("{}/annualReports/{YEAR}", organization(serial)), ..Default::default() }
}

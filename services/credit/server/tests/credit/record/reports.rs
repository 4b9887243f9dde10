//! Credit reports in three views, and whether one is as it was issued.

use onecode_proto::credit::v1 as pb;
use testkit::refusal::reason;
use tonic::Code;

use super::penalty;
use crate::world::{World, code, date};

async fn filled(world: &World) {
    world.register(&code(1)).await;
    world.caught_up().await;
    world.submit("tax", penalty(&code(1), "1号")).await.unwrap();
    let warning = pb::CreditSubmission { value: "warning".into(), amount_fen: 0, ..penalty(&code(1), "2号") };
    world.submit("tax", warning).await.unwrap();
    world.submit("tax", penalty(&code(1), "3号")).await.unwrap();
    let request = pb::WithdrawCreditRecordRequest {
        organization: format!("organizations/{}", code(1)),
        kind: pb::RecordKind::Penalty.into(),
        document_number: "3号".into(),
        reasons: "处罚决定已经撤销".into(),
        withdrawal_number: "撤1号".into(),
    };
    world.submitting("tax").withdraw_credit_record(request).await.unwrap();
    let honour = pb::CreditSubmission {
        kind: pb::RecordKind::Commendation.into(),
        value: "先进社会组织".into(),
        amount_fen: 0,
        ..penalty(&code(1), "4号")
    };
    world.submit("civil-affairs", honour).await.unwrap();
}

fn numbers(report: &pb::CreditReport) -> Vec<(pb::RecordClass, Vec<&str>)> {
    let numbered = report.sections.iter().map(|section| {
        let mut numbers: Vec<&str> = section.credit_records.iter().map(|it| it.document_number.as_str()).collect();
        numbers.sort_unstable();
        (section.class(), numbers)
    });
    numbered.collect()
}

#[tokio::test]
async fn each_view_shows_what_it_may() {
    use pb::RecordClass::{Basic, Other, Penalty};
    let world = World::start().await;
    filled(&world).await;
    let parent = format!("organizations/{}", code(1));
    let mut anybody = world.reports("tax", "credit-reader");
    let request = pb::IssuePublicCreditReportRequest { parent: parent.clone() };
    let public = anybody.issue_public_credit_report(request).await.unwrap().into_inner().credit_report.unwrap();
    // a warning is minor and is not displayed, and what was withdrawn was never there
    assert_eq!(numbers(&public), [(Basic, vec![""]), (Penalty, vec!["1号"]), (Other, vec!["4号"])]);
    assert_eq!((public.organization_status.as_str(), public.as_of), ("active", date(2026, 11, 24)));
    assert!(!public.cursor.is_empty());
    let request = pb::IssueCreditReportRequest { parent: parent.clone() };
    let whole = anybody.issue_credit_report(request).await.unwrap().into_inner().credit_report.unwrap();
    assert_eq!(numbers(&whole)[1], (Penalty, vec!["1号", "2号"]));
    let mut portal = world.reports("portal", "credit-portal");
    let request = pb::IssueOwnCreditReportRequest { parent };
    let own = portal.issue_own_credit_report(request).await.unwrap().into_inner().credit_report.unwrap();
    assert_eq!(numbers(&own)[1], (Penalty, vec!["1号", "2号", "3号"]));
    let request = pb::IssueOwnCreditReportRequest { parent: format!("organizations/{}", code(9)) };
    let refused = portal.issue_own_credit_report(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "ORGANIZATION_UNKNOWN".into()));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_report_that_was_altered_anywhere_is_recognised() {
    let world = World::start().await;
    filled(&world).await;
    let mut reports = world.reports("tax", "credit-reader");
    let request = pb::IssuePublicCreditReportRequest { parent: format!("organizations/{}", code(1)) };
    let issued = reports.issue_public_credit_report(request).await.unwrap().into_inner().credit_report.unwrap();
    assert_eq!(issued.verification_code.len(), 24);
    let mut altered = issued.clone();
    altered.sections[1].credit_records[0].amount_fen -= 1;
    let moved = pb::CreditReport { cursor: "1".into(), ..issued.clone() };
    let unknown = pb::CreditReport { verification_code: "0".repeat(24), ..issued.clone() };
    for (report, verdict) in [
        (issued.clone(), pb::ReportVerdict::AsIssued),
        (altered, pb::ReportVerdict::Altered),
        (moved, pb::ReportVerdict::Altered),
        (unknown, pb::ReportVerdict::Unknown),
    ] {
        let request = pb::VerifyCreditReportRequest { credit_report: Some(report) };
        let answer = reports.verify_credit_report(request).await.unwrap().into_inner();
        assert_eq!(answer.verdict(), verdict);
        let known = verdict != pb::ReportVerdict::Unknown;
        assert_eq!(answer.cursor, if known { issued.cursor.as_str() } else { "" });
        assert_eq!(answer.issue_time, issued.issue_time.filter(|_| known));
    }
    world.suite.stop().await;
}

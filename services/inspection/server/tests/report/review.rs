//! ReturnAnnualReport and GiveAnnualReportOpinion.

use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

fn returning(report: &pb::AnnualReport, reasons: &str) -> pb::ReturnAnnualReportRequest {
    pb::ReturnAnnualReportRequest { name: report.name.clone(), etag: report.etag.clone(), reasons: reasons.into() }
}

#[tokio::test]
async fn a_report_is_returned_corrected_and_submitted_again() {
    let (world, _) = due(1).await;
    let submitted = submit(&world, &draft(&world, 1).await).await.unwrap();
    let submitted = opine(&world, &submitted, false).await;
    let answer = authority(&world).return_annual_report(returning(&submitted, "请补充活动情况")).await.unwrap();
    let returned = answer.into_inner().annual_report.unwrap();
    assert_eq!((returned.state(), returned.return_reasons.as_str()), (pb::AnnualReportState::Draft, "请补充活动情况"));
    assert_eq!(world.facts::<pb::AnnualReportReturned>().await.len(), 1);
    let corrected = fill(&world, &returned, vec![number("activities", 12)]).await;
    let again = submit(&world, &corrected).await.unwrap();
    assert_eq!((again.state(), again.opinion.clone()), (pb::AnnualReportState::Reviewing, None));
    let opined = opine(&world, &again, true).await;
    assert!(opined.opinion.unwrap().favourable);
}

#[tokio::test]
async fn each_may_do_only_what_is_its_own() {
    let (world, _) = due(1).await;
    let report = submit(&world, &draft(&world, 1).await).await.unwrap();
    let refused = portal(&world).return_annual_report(returning(&report, "退回")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let mut other = Reports::new(world.client(world.caller("tax", &["report-authority"]).fresh()));
    let refused = other.return_annual_report(returning(&report, "退回")).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
    let mut stranger = Reports::new(world.client(world.caller("tax", &["report-supervisor"]).fresh()));
    let opinion = pb::GiveAnnualReportOpinionRequest {
        name: report.name.clone(),
        etag: report.etag.clone(),
        favourable: true,
        reasons: String::new(),
    };
    let refused = stranger.give_annual_report_opinion(opinion.clone()).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
    let silent = pb::GiveAnnualReportOpinionRequest { favourable: false, ..opinion };
    let refused = supervisor(&world).give_annual_report_opinion(silent).await.unwrap_err();
    assert_eq!(violated(&refused), ["reasons"]);
    let refused = authority(&world).return_annual_report(returning(&report, " ")).await.unwrap_err();
    assert_eq!(violated(&refused), ["reasons"]);
}

//! Who may do what, and what another division learns.

use onecode_proto::inspection::v1 as pb;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn each_method_wants_its_permission() {
    let (world, campaign) = due(1).await;
    let report = submit(&world, &draft(&world, 1).await).await.unwrap();
    let nobody = world.caller("tax", &["inspection-reader"]);
    let mut reports = Reports::new(world.client(nobody.fresh()));
    let mut others = Campaigns::new(world.client(nobody.fresh()));
    let (name, etag) = (report.name.clone(), report.etag.clone());
    let refused = [
        reports.get_annual_report(pb::GetAnnualReportRequest { name: name.clone() }).await.unwrap_err(),
        reports.list_annual_reports(pb::ListAnnualReportsRequest::default()).await.unwrap_err(),
        reports.list_annual_report_forms(pb::ListAnnualReportFormsRequest::default()).await.unwrap_err(),
        reports.create_annual_report(drafting(1, Vec::new())).await.unwrap_err(),
        reports.submit_annual_report(submission(&report)).await.unwrap_err(),
        reports.conclude_annual_report(conclusion(&report, pb::ReportValue::Qualified)).await.unwrap_err(),
        reports.reevaluate_annual_report(reevaluation(&report, pb::ReportValue::Qualified)).await.unwrap_err(),
        reports.correct_annual_report_conclusion(correction(&report, pb::ReportValue::Qualified)).await.unwrap_err(),
        reports
            .give_annual_report_opinion(pb::GiveAnnualReportOpinionRequest { name, etag, ..Default::default() })
            .await
            .unwrap_err(),
        others.create_annual_report_campaign(opening(2027)).await.unwrap_err(),
        others
            .enroll_annual_report_campaign(pb::EnrollAnnualReportCampaignRequest { name: campaign.name.clone() })
            .await
            .unwrap_err(),
        others.exempt_from_annual_report(pb::ExemptFromAnnualReportRequest::default()).await.unwrap_err(),
        others.list_report_duties(pb::ListReportDutiesRequest::default()).await.unwrap_err(),
        others.get_annual_report_statistics(pb::GetAnnualReportStatisticsRequest::default()).await.unwrap_err(),
    ];
    for refused in refused {
        assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    }
}

#[tokio::test]
async fn another_division_sees_nothing() {
    let (world, campaign) = due(1).await;
    let report = submit(&world, &draft(&world, 1).await).await.unwrap();
    let caller = world.suite.identities().caller(CIVIL, "330100", &["report-authority"]);
    let mut reports = Reports::new(world.client(caller.fresh()));
    let mut others = Campaigns::new(world.client(caller.fresh()));
    let get = pb::GetAnnualReportRequest { name: report.name.clone() };
    let refused = reports.get_annual_report(get).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "REPORT_NOT_FOUND".into()));
    assert_eq!(metadata(&refused, "annual_report"), report.name);
    let refused = reports.conclude_annual_report(conclusion(&report, pb::ReportValue::Qualified)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "REPORT_NOT_FOUND".into()));
    let listed = reports.list_annual_reports(pb::ListAnnualReportsRequest::default()).await.unwrap().into_inner();
    assert_eq!(listed.annual_reports.len(), 0);
    let duties = pb::ListReportDutiesRequest { parent: campaign.name.clone(), ..Default::default() };
    let refused = others.list_report_duties(duties).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "REPORT_CAMPAIGN_NOT_FOUND".into()));
    assert_eq!(metadata(&refused, "campaign"), campaign.name);
    let enroll = pb::EnrollAnnualReportCampaignRequest { name: campaign.name.clone() };
    assert_eq!(others.enroll_annual_report_campaign(enroll).await.unwrap_err().code(), Code::NotFound);
}

#[tokio::test]
async fn only_the_authority_enrols_and_exempts() {
    let (world, campaign) = due(1).await;
    let caller = world.caller("tax", &["report-authority"]);
    let mut others = Campaigns::new(world.client(caller.fresh()));
    let enroll = pb::EnrollAnnualReportCampaignRequest { name: campaign.name.clone() };
    let refused = others.enroll_annual_report_campaign(enroll).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "REPORT_NOT_AUTHORITY".into()));
    let exempt = pb::ExemptFromAnnualReportRequest {
        name: campaign.name,
        organizations: vec![organization(1)],
        exemption: pb::ReportExemption::Charity.into(),
        reason: String::new(),
    };
    let refused = others.exempt_from_annual_report(exempt).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "REPORT_NOT_AUTHORITY".into()));
}

#[tokio::test]
async fn a_department_of_the_same_name_at_the_province_is_another() {
    let (world, _) = due(1).await;
    let province = |department: &str, role: &str| {
        let caller = world.suite.identities().caller(department, "330000", &[role]);
        Reports::new(world.client(caller.fresh()))
    };
    let mut filer = province("data-bureau", "report-filer");
    let mut authority = province(CIVIL, "report-authority");
    let role = (Code::PermissionDenied, "CASE_ROLE".to_owned());
    let others = (Code::PermissionDenied, "REPORT_NOT_AUTHORITY".to_owned());
    let made = draft(&world, 1).await;
    let (name, etag) = (made.name.clone(), made.etag.clone());
    let edit = pb::UpdateAnnualReportRequest { name: name.clone(), etag, ..Default::default() };
    assert_eq!(reason(&filer.update_annual_report(edit).await.unwrap_err()), role);
    assert_eq!(reason(&filer.submit_annual_report(submission(&made)).await.unwrap_err()), role);
    let submitted = submit(&world, &made).await.unwrap();
    let opinion = pb::GiveAnnualReportOpinionRequest {
        name: submitted.name.clone(),
        etag: submitted.etag.clone(),
        favourable: true,
        reasons: String::new(),
    };
    let mut supervisor = province(SUPERVISOR, "report-supervisor");
    assert_eq!(reason(&supervisor.give_annual_report_opinion(opinion).await.unwrap_err()), role);
    let report = opine(&world, &submitted, true).await;
    let (name, etag) = (report.name.clone(), report.etag.clone());
    let back = pb::ReturnAnnualReportRequest { name, etag, reasons: "退回".into() };
    assert_eq!(reason(&authority.return_annual_report(back).await.unwrap_err()), others);
    let request = conclusion(&report, pb::ReportValue::BasicallyQualified);
    assert_eq!(reason(&authority.conclude_annual_report(request).await.unwrap_err()), others);
    let ordered = conclude(&world, &report, pb::ReportValue::BasicallyQualified).await.unwrap();
    let request = pb::RectifyAnnualReportRequest {
        name: ordered.name.clone(),
        etag: ordered.etag.clone(),
        rectification: Some(pb::AnnualReportRectification { summary: "已整改".into(), date: None }),
        documents: Vec::new(),
    };
    assert_eq!(reason(&filer.rectify_annual_report(request).await.unwrap_err()), role);
    let rectified = rectify(&world, &ordered).await;
    let request = reevaluation(&rectified, pb::ReportValue::Qualified);
    assert_eq!(reason(&authority.reevaluate_annual_report(request.clone()).await.unwrap_err()), others);
    let closed = super::support::authority(&world).reevaluate_annual_report(request).await.unwrap().into_inner();
    let request = correction(&closed.annual_report.unwrap(), pb::ReportValue::Unqualified);
    assert_eq!(reason(&authority.correct_annual_report_conclusion(request).await.unwrap_err()), others);
}

#[tokio::test]
async fn the_year_in_a_name_is_four_digits() {
    let (world, _) = due(1).await;
    let report = draft(&world, 1).await;
    for year in ["+2026", "02026", "-2026", ""] {
        let request = pb::GetAnnualReportRequest { name: format!("{}/annualReports/{year}", report.organization) };
        assert_eq!(violated(&authority(&world).get_annual_report(request).await.unwrap_err()), ["name"], "{year}");
    }
}

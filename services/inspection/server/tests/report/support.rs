//! Associations of Huzhou that report of 2026, those who report for them, and those who decide.

use inspection_domain::report::{Kind, Type, form_of};
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::google::r#type::Date;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::annual_report_campaign_service_client::AnnualReportCampaignServiceClient;
use onecode_proto::inspection::v1::annual_report_service_client::AnnualReportServiceClient;
use onecode_proto::inspection::v1::report_entry::Value;
use onecode_proto::registry::v1::OrganizationKind;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted as violated};
use testkit::{Client, papers};
use time::Duration;
use tonic::Status;

pub(crate) use crate::world::*;

pub(crate) type Reports = AnnualReportServiceClient<Client>;
pub(crate) type Campaigns = AnnualReportCampaignServiceClient<Client>;

pub(crate) const YEAR: i32 = 2026;
pub(crate) const CIVIL: &str = "civil-affairs";
pub(crate) const SUPERVISOR: &str = "education";

/// Reports as the portal of organisations works with them.
pub(crate) fn portal(world: &World) -> Reports {
    Reports::new(world.client(world.caller("data-bureau", &["report-filer"]).fresh()))
}

/// Reports as the registering authority works with them.
pub(crate) fn authority(world: &World) -> Reports {
    Reports::new(world.client(world.caller(CIVIL, &["report-authority"]).fresh()))
}

/// Reports as the supervising unit works with them.
pub(crate) fn supervisor(world: &World) -> Reports {
    Reports::new(world.client(world.caller(SUPERVISOR, &["report-supervisor"]).fresh()))
}

/// Campaigns as the authority works with them.
pub(crate) fn campaigns(world: &World) -> Campaigns {
    Campaigns::new(world.client(world.caller(CIVIL, &["report-authority"]).fresh()))
}

/// What opens the campaign of the associations.
pub(crate) fn opening(year: i32) -> pb::CreateAnnualReportCampaignRequest {
    let campaign = pb::AnnualReportCampaign { year, kind: OrganizationKind::SocialGroup.into(), ..Default::default() };
    pb::CreateAnnualReportCampaignRequest { campaign: Some(campaign), validate_only: false }
}

pub(crate) async fn opened(world: &World, year: i32) -> pb::AnnualReportCampaign {
    let answer = campaigns(world).create_annual_report_campaign(opening(year)).await.unwrap().into_inner();
    answer.campaign.unwrap()
}

/// Enrols the population; what the last answer said.
pub(crate) async fn enrolled(
    world: &World,
    campaign: &pb::AnnualReportCampaign,
) -> pb::EnrollAnnualReportCampaignResponse {
    let request = pb::EnrollAnnualReportCampaignRequest { name: campaign.name.clone() };
    let mut answers = campaigns(world).enroll_annual_report_campaign(request).await.unwrap().into_inner();
    let mut last = None;
    while let Some(answer) = answers.message().await.unwrap() {
        last = Some(answer);
    }
    last.unwrap()
}

/// Some associations that must report of 2026, and it is January 2027.
pub(crate) async fn due(count: u32) -> (World, pb::AnnualReportCampaign) {
    let world = World::start().await;
    world.organizations(count).await;
    let campaign = opened(&world, YEAR).await;
    assert_eq!(enrolled(&world, &campaign).await.enrolled_count, i64::from(count));
    world.suite.clock().advance(Duration::days(40));
    (world, campaign)
}

pub(crate) fn organization(serial: u32) -> String {
    format!("organizations/{}", code(serial))
}

pub(crate) fn entry(key: &str, value: Value) -> pb::ReportEntry {
    pb::ReportEntry { key: key.into(), value: Some(value) }
}

pub(crate) fn number(key: &str, value: i64) -> pb::ReportEntry {
    entry(key, Value::Integer(value))
}

/// Everything filled in, every sum right, as the register knows the association.
pub(crate) fn whole(serial: u32) -> Vec<pb::ReportEntry> {
    let money = |key: &str| match key {
        "current_assets_fen" | "unrestricted_net_assets_fen" | "net_assets_fen" => 30_000_000,
        "assets_fen" => 35_000_000,
        "registered_capital_fen"
        | "fixed_assets_fen"
        | "current_liabilities_fen"
        | "liabilities_fen"
        | "opening_liabilities_fen" => 5_000_000,
        "opening_assets_fen" => 33_000_000,
        "opening_net_assets_fen" => 28_000_000,
        "dues_income_fen" | "income_fen" => 10_000_000,
        "activity_costs_fen" | "costs_fen" => 8_000_000,
        "net_change_fen" => 2_000_000,
        _ => 0,
    };
    let filled = |field: &inspection_domain::report::Field| {
        let value = match (&field.of, field.key.as_str()) {
            (_, "title") => Value::Text(format!("湖州市第{serial}社会组织")),
            (_, "code") => Value::Text(code(serial)),
            (_, "established_on") => Value::Date(Date { year: 2020, month: 3, day: 1 }),
            (Type::Text { .. }, _) => Value::Text("按章程开展活动".into()),
            (Type::Integer { .. }, "staff_full_time") => Value::Integer(3),
            (Type::Integer { .. }, "staff_part_time") => Value::Integer(2),
            (Type::Integer { .. }, "staff_total") => Value::Integer(5),
            (Type::Integer { least, .. }, _) => Value::Integer(*least),
            (Type::Fen { .. }, key) => Value::Integer(money(key)),
            (Type::Date { .. }, _) => Value::Date(Date { year: 2026, month: 5, day: 20 }),
            (Type::Yes, _) => Value::Yes(false),
            (Type::Choice(choices), _) => Value::Text(choices.last().unwrap().clone()),
        };
        entry(&field.key, value)
    };
    form_of(Kind::SocialGroup, YEAR).unwrap().fields().map(filled).collect()
}

/// The draft of an association, filled in with this.
pub(crate) async fn draft_with(world: &World, serial: u32, entries: Vec<pb::ReportEntry>) -> pb::AnnualReport {
    let answer = portal(world).create_annual_report(drafting(serial, entries)).await.unwrap().into_inner();
    answer.annual_report.unwrap()
}

pub(crate) fn drafting(serial: u32, entries: Vec<pb::ReportEntry>) -> pb::CreateAnnualReportRequest {
    pb::CreateAnnualReportRequest {
        parent: organization(serial),
        year: YEAR,
        entries,
        supervising_department: format!("departments/{SUPERVISOR}"),
        ..Default::default()
    }
}

pub(crate) async fn draft(world: &World, serial: u32) -> pb::AnnualReport {
    draft_with(world, serial, whole(serial)).await
}

pub(crate) async fn fill(world: &World, report: &pb::AnnualReport, entries: Vec<pb::ReportEntry>) -> pb::AnnualReport {
    let request = pb::UpdateAnnualReportRequest {
        name: report.name.clone(),
        etag: report.etag.clone(),
        entries,
        ..Default::default()
    };
    portal(world).update_annual_report(request).await.unwrap().into_inner().annual_report.unwrap()
}

pub(crate) fn submission(report: &pb::AnnualReport) -> pb::SubmitAnnualReportRequest {
    pb::SubmitAnnualReportRequest { name: report.name.clone(), etag: report.etag.clone(), validate_only: false }
}

pub(crate) async fn submit(world: &World, report: &pb::AnnualReport) -> Result<pb::AnnualReport, Status> {
    let answer = portal(world).submit_annual_report(submission(report)).await?;
    Ok(answer.into_inner().annual_report.unwrap())
}

pub(crate) async fn opine(world: &World, report: &pb::AnnualReport, favourable: bool) -> pb::AnnualReport {
    let request = pb::GiveAnnualReportOpinionRequest {
        name: report.name.clone(),
        etag: report.etag.clone(),
        favourable,
        reasons: if favourable { String::new() } else { "活动情况与事实不符".into() },
    };
    supervisor(world).give_annual_report_opinion(request).await.unwrap().into_inner().annual_report.unwrap()
}

/// A report that the supervising unit agrees with, waiting for its conclusion.
pub(crate) async fn reviewed(world: &World, serial: u32) -> pb::AnnualReport {
    let submitted = submit(world, &draft(world, serial).await).await.unwrap();
    opine(world, &submitted, true).await
}

pub(crate) fn ground(rule: &str, gravity: pb::ReportGravity) -> pb::ReportGround {
    pb::ReportGround { rule: rule.into(), gravity: gravity.into(), title: String::new() }
}

pub(crate) fn conclusion(report: &pb::AnnualReport, value: pb::ReportValue) -> pb::ConcludeAnnualReportRequest {
    let grounds = match value {
        pb::ReportValue::BasicallyQualified => vec![ground("AI-03g", pb::ReportGravity::Minor)],
        pb::ReportValue::Unqualified => vec![ground("AI-03m", pb::ReportGravity::Serious)],
        pb::ReportValue::Qualified | pb::ReportValue::Unspecified => Vec::new(),
    };
    let reasons = if grounds.is_empty() { String::new() } else { "住所变更后未办理变更登记".into() };
    pb::ConcludeAnnualReportRequest {
        name: report.name.clone(),
        etag: report.etag.clone(),
        value: value.into(),
        grounds,
        decision_number: "湖民年检〔2027〕1号".into(),
        reasons,
    }
}

pub(crate) async fn conclude(
    world: &World,
    report: &pb::AnnualReport,
    value: pb::ReportValue,
) -> Result<pb::AnnualReport, Status> {
    let answer = authority(world).conclude_annual_report(conclusion(report, value)).await?;
    Ok(answer.into_inner().annual_report.unwrap())
}

pub(crate) async fn rectify(world: &World, report: &pb::AnnualReport) -> pb::AnnualReport {
    let rectification = pb::AnnualReportRectification { summary: "已办理住所变更登记".into(), date: None };
    let request = pb::RectifyAnnualReportRequest {
        name: report.name.clone(),
        etag: report.etag.clone(),
        rectification: Some(rectification),
        documents: Vec::new(),
    };
    portal(world).rectify_annual_report(request).await.unwrap().into_inner().annual_report.unwrap()
}

pub(crate) fn reevaluation(report: &pb::AnnualReport, value: pb::ReportValue) -> pb::ReevaluateAnnualReportRequest {
    let asked = conclusion(report, value);
    pb::ReevaluateAnnualReportRequest {
        name: asked.name,
        etag: asked.etag,
        value: asked.value,
        grounds: asked.grounds,
        decision_number: "湖民年检〔2027〕2号".into(),
        reasons: "整改到位".into(),
    }
}

pub(crate) fn correction(
    report: &pb::AnnualReport,
    value: pb::ReportValue,
) -> pb::CorrectAnnualReportConclusionRequest {
    let asked = conclusion(report, value);
    pb::CorrectAnnualReportConclusionRequest {
        name: asked.name,
        etag: asked.etag,
        value: asked.value,
        grounds: asked.grounds,
        decision_number: "湖民年检〔2027〕3号".into(),
        reasons: "公告后查实的情况与报告不符".into(),
    }
}

pub(crate) async fn get(world: &World, report: &pb::AnnualReport) -> pb::AnnualReport {
    let request = pb::GetAnnualReportRequest { name: report.name.clone() };
    authority(world).get_annual_report(request).await.unwrap().into_inner().annual_report.unwrap()
}

/// A document of a kind, uploaded by the portal.
pub(crate) async fn document(world: &World, kind: &str) -> String {
    let caller = world.caller("data-bureau", &["report-filer"]);
    let mut documents = DocumentServiceClient::new(world.suite.client(caller.fresh()));
    let answer = documents.upload_document(futures::stream::iter(papers::upload(kind))).await.unwrap().into_inner();
    answer.document.unwrap().name
}

/// What counts of an association today, as kind and value.
pub(crate) async fn outcomes(world: &World) -> Vec<(String, String)> {
    let query = "select kind, value from inspection.outcome
         where withdrawn_on is null and counts_until is null order by created_at, kind";
    sqlx::query_as(query).fetch_all(&mut world.suite.database().connection().await).await.unwrap()
}

/// What the sweeper does when it comes by.
pub(crate) async fn swept(world: &World) -> inspection_server::ReportSweep {
    inspection_server::ReportSweeper::new(world.suite.uow().clone()).sweep().await.unwrap()
}

//! An association's annual report is pre-checked, corrected, concluded 基本合格 and rectified; another never comes.

use std::fmt::Write as _;
use std::fs;

use inspection_domain::report::{Kind, Type, form_of};
use onecode_proto::google::r#type::Date;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::annual_report_campaign_service_client::AnnualReportCampaignServiceClient;
use onecode_proto::inspection::v1::annual_report_service_client::AnnualReportServiceClient;
use onecode_proto::inspection::v1::outcome_service_client::OutcomeServiceClient;
use onecode_proto::inspection::v1::report_entry::Value;
use onecode_proto::procedure::v1::ListAnnouncementsRequest;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use onecode_proto::registry::v1 as registry;
use onecode_tests::harness::{Deployment, creation, details, eventually, reason};
use testkit::{Caller, Client};
use time::Duration;

use crate::command_line::{command, said};

const HUZHOU: &str = "330500";
pub(crate) const YEAR: i32 = 2026;

pub(crate) type Reports = AnnualReportServiceClient<Client>;

pub(crate) fn caller(suite: &Deployment, department: &str, role: &str) -> Caller {
    suite.site.caller(department, HUZHOU, &[role])
}

pub(crate) fn portal(suite: &Deployment) -> Reports {
    Reports::new(suite.client(caller(suite, "data-bureau", "report-filer").fresh()))
}

pub(crate) fn authority(suite: &Deployment) -> Reports {
    Reports::new(suite.client(caller(suite, "civil-affairs", "report-authority").fresh()))
}

/// Two associations that must report, and the campaign that asks them.
pub(crate) async fn asked(suite: &Deployment) -> (Vec<String>, pb::AnnualReportCampaign) {
    let mut register = suite.organizations(suite.site.registrar().fresh());
    let mut names = Vec::new();
    for number in 1..=2 {
        let mut request = creation(number);
        let association = request.organization.as_mut().expect("there is one");
        association.established_date = Some(Date { year: 2020, month: 3, day: 1 });
        association.registered_capital_fen = 5_000_000;
        names.push(format!("organizations/{}", association.code));
        request.valid_from = Some(Date { year: 2020, month: 3, day: 1 });
        register.create_organization(request).await.expect("it can be registered");
    }
    let client = suite.client(caller(suite, "civil-affairs", "report-authority").fresh());
    let mut campaigns = AnnualReportCampaignServiceClient::new(client);
    let campaign = pb::AnnualReportCampaign {
        year: YEAR,
        kind: registry::OrganizationKind::SocialGroup.into(),
        ..Default::default()
    };
    let request = pb::CreateAnnualReportCampaignRequest { campaign: Some(campaign), validate_only: false };
    let answer = campaigns.create_annual_report_campaign(request).await.expect("it is the first").into_inner();
    let campaign = answer.campaign.expect("the answer holds it");
    let client = suite.client(caller(suite, "civil-affairs", "report-authority").fresh());
    let request = pb::EnrollAnnualReportCampaignRequest { name: campaign.name.clone() };
    let answer = AnnualReportCampaignServiceClient::new(client).enroll_annual_report_campaign(request).await;
    let mut answers = answer.expect("the register answers").into_inner();
    let mut told = pb::EnrollAnnualReportCampaignResponse::default();
    while let Some(answer) = answers.message().await.expect("the stream goes on") {
        told = answer;
    }
    assert_eq!((told.enrolled_count, told.done), (2, true));
    (names, campaign)
}

fn number(key: &str, value: i64) -> pb::ReportEntry {
    pb::ReportEntry { key: key.into(), value: Some(Value::Integer(value)) }
}

/// What the association fills in: its amounts, everything else as little as the form lets.
pub(crate) fn filled(organization: &registry::Organization) -> Vec<pb::ReportEntry> {
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
        "previous_income_fen" => 9_000_000,
        _ => 0,
    };
    let entry = |field: &inspection_domain::report::Field| {
        let value = match (&field.of, field.key.as_str()) {
            (_, "title") => Value::Text(organization.title.clone()),
            (_, "code") => Value::Text(organization.code.clone()),
            (_, "address") => Value::Text(organization.address.clone()),
            (_, "established_on") => Value::Date(Date { year: 2020, month: 3, day: 1 }),
            (Type::Text { .. }, _) => Value::Text("按章程开展活动".into()),
            (Type::Integer { least, .. }, _) => Value::Integer(*least),
            (Type::Fen { .. }, key) => Value::Integer(money(key)),
            (Type::Date { .. }, _) => Value::Date(Date { year: YEAR, month: 5, day: 20 }),
            (Type::Yes, _) => Value::Yes(false),
            (Type::Choice(choices), _) => Value::Text(choices.last().expect("there are choices").clone()),
        };
        pb::ReportEntry { key: field.key.clone(), value: Some(value) }
    };
    form_of(Kind::SocialGroup, YEAR).expect("there is an edition").fields().map(entry).collect()
}

/// The same as a file, with some amounts stated otherwise, and last year's.
fn file(entries: &[pb::ReportEntry], changed: &[(&str, i64)], last_year: &[(&str, i64)]) -> String {
    let mut text = format!("kind = \"social-group\"\nyear = {YEAR}\n\n[fields]\n");
    for entry in entries {
        let changed = changed.iter().find(|(key, _)| *key == entry.key);
        let value = match (changed, entry.value.as_ref().expect("it is filled in")) {
            (Some((_, value)), _) | (None, Value::Integer(value)) => value.to_string(),
            (None, Value::Text(text)) => format!("\"{text}\""),
            (None, Value::Yes(yes)) => yes.to_string(),
            (None, Value::Date(day)) => format!("{}-{:02}-{:02}", day.year, day.month, day.day),
        };
        writeln!(text, "{} = {value}", entry.key).expect("a string takes it");
    }
    text.push_str("\n[last_year]\n");
    for (key, value) in last_year {
        writeln!(text, "{key} = {value}").expect("a string takes it");
    }
    text
}

/// The association checks its figures at home, as often as it likes.
async fn checked_at_home(suite: &Deployment, entries: &[pb::ReportEntry]) {
    let anybody = caller(suite, "data-bureau", "report-filer");
    let form = command(suite, &anybody, &["report", "form", "社会团体", "--year", "2026"]).await;
    assert!(form.status.success() && said(&form).contains("资产总计（分），必填"), "{}", said(&form));
    let last_year = [("income_fen", 9_000_000), ("costs_fen", 8_500_000), ("assets_fen", 33_000_000)];
    let report = suite.site.home().join("report.toml");
    let wrong = [("liabilities_fen", 6_000_000), ("volunteers", -1), ("income_fen", 1_000), ("costs_fen", 800)];
    fs::write(&report, file(entries, &wrong, &last_year)).expect("the folder can be written");
    let judged = command(suite, &anybody, &["report", "check", "report.toml"]).await;
    let told = said(&judged);
    assert_eq!(judged.status.code(), Some(3), "{told}");
    for expected in ["AI-09e@1 assets_fen", "AI-09c@1 volunteers: is negative", "AI-09d@1", "CANNOT BE SUBMITTED"] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    let judged = command(suite, &anybody, &["report", "check", "report.toml", "--lang", "zh"]).await;
    assert!(said(&judged).contains("可能以万元填写"), "{}", said(&judged));
    fs::write(&report, file(entries, &[], &last_year)).expect("the folder can be written");
    let judged = command(suite, &anybody, &["report", "check", "report.toml"]).await;
    assert!(judged.status.success() && said(&judged).contains("can be submitted"), "{}", said(&judged));
}

/// The draft has the mistakes that the pre-check names; corrected, it is taken.
async fn corrected(suite: &Deployment, organization: &str, entries: &[pb::ReportEntry]) -> pb::AnnualReport {
    let mut wrong = entries.to_vec();
    for entry in &mut wrong {
        match entry.key.as_str() {
            "liabilities_fen" => entry.value = Some(Value::Integer(6_000_000)),
            "volunteers" => entry.value = Some(Value::Integer(-1)),
            "address" => entry.value = Some(Value::Text("湖州市新址1号".into())),
            _ => {}
        }
    }
    let content = Some(pb::ReportContent { entries: wrong.clone(), rectification_report: false });
    let request = pb::PreCheckAnnualReportRequest { parent: organization.to_owned(), year: YEAR, content };
    let found = portal(suite).pre_check_annual_report(request).await.expect("the register answers").into_inner();
    let rules: Vec<&str> = found.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!((found.acceptable, rules), (false, vec!["AI-09c@1", "AI-09e@1", "AI-09e@1", "AI-09h@1"]));

    let request = pb::CreateAnnualReportRequest {
        parent: organization.to_owned(),
        year: YEAR,
        entries: wrong,
        supervising_department: "departments/education".into(),
        ..Default::default()
    };
    let answer = portal(suite).create_annual_report(request).await.expect("it is due").into_inner();
    let draft = answer.annual_report.expect("the answer holds it");
    let request =
        pb::SubmitAnnualReportRequest { name: draft.name.clone(), etag: draft.etag.clone(), validate_only: false };
    let refused = portal(suite).submit_annual_report(request).await.expect_err("it has errors");
    assert_eq!(reason(&refused), "REPORT_HAS_ERRORS");
    assert_eq!(details(&refused).precondition_failure().map(|failure| failure.violations.len()), Some(3));
    let request = pb::UpdateAnnualReportRequest {
        name: draft.name,
        etag: draft.etag,
        entries: vec![number("liabilities_fen", 5_000_000), number("volunteers", 12)],
        ..Default::default()
    };
    let answer = portal(suite).update_annual_report(request).await.expect("it is a draft").into_inner();
    let draft = answer.annual_report.expect("the answer holds it");
    let request = pb::SubmitAnnualReportRequest { name: draft.name, etag: draft.etag, validate_only: false };
    let answer = portal(suite).submit_annual_report(request).await.expect("it is right").into_inner();
    let submitted = answer.annual_report.expect("the answer holds it");
    let kept: Vec<&str> = submitted.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(kept, ["AI-09h@1"], "the address differs from the register: a warning, kept for the authority");
    submitted
}

/// Two officials conclude at once; one conclusion is taken.
async fn concluded(suite: &Deployment, submitted: pb::AnnualReport) -> pb::AnnualReport {
    let request = pb::GiveAnnualReportOpinionRequest {
        name: submitted.name,
        etag: submitted.etag,
        favourable: true,
        reasons: String::new(),
    };
    let client = suite.client(caller(suite, "education", "report-supervisor").fresh());
    let answer = Reports::new(client).give_annual_report_opinion(request).await.expect("it is asked").into_inner();
    let report = answer.annual_report.expect("the answer holds it");
    let decision = |value: pb::ReportValue, gravity: pb::ReportGravity| pb::ConcludeAnnualReportRequest {
        name: report.name.clone(),
        etag: report.etag.clone(),
        value: value.into(),
        grounds: vec![pb::ReportGround { rule: "AI-03g".into(), gravity: gravity.into(), title: String::new() }],
        decision_number: "湖民年检〔2027〕1号".into(),
        reasons: "住所变更后未办理变更登记".into(),
    };
    let (mut first, mut second) = (authority(suite), authority(suite));
    let minor = decision(pb::ReportValue::BasicallyQualified, pb::ReportGravity::Minor);
    let (one, other) = tokio::join!(first.conclude_annual_report(minor.clone()), second.conclude_annual_report(minor));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "one of two at once");
    let refused = one.as_ref().err().or(other.as_ref().err()).map(reason);
    assert_eq!(refused.as_deref(), Some("REPORT_CHANGED"));
    let taken = one.or(other).expect("one was taken").into_inner().annual_report.expect("the answer holds it");
    let again = pb::ConcludeAnnualReportRequest {
        etag: taken.etag.clone(),
        ..decision(pb::ReportValue::Unqualified, pb::ReportGravity::Serious)
    };
    let refused = authority(suite).conclude_annual_report(again).await.expect_err("it is concluded");
    assert_eq!(reason(&refused), "REPORT_CONCLUDED");
    assert_eq!(taken.value(), pb::ReportValue::BasicallyQualified);
    taken
}

async fn rectified(suite: &Deployment, report: pb::AnnualReport) {
    let rectification = pb::AnnualReportRectification { summary: "已办理住所变更登记".into(), date: None };
    let request = pb::RectifyAnnualReportRequest {
        name: report.name,
        etag: report.etag,
        rectification: Some(rectification),
        documents: Vec::new(),
    };
    let answer = portal(suite).rectify_annual_report(request).await.expect("it was ordered").into_inner();
    let report = answer.annual_report.expect("the answer holds it");
    let request = pb::ReevaluateAnnualReportRequest {
        name: report.name,
        etag: report.etag,
        value: pb::ReportValue::Qualified.into(),
        grounds: Vec::new(),
        decision_number: "湖民年检〔2027〕9号".into(),
        reasons: "整改到位".into(),
    };
    let answer = authority(suite).reevaluate_annual_report(request).await.expect("it was made").into_inner();
    let ended = answer.annual_report.expect("the answer holds it");
    assert_eq!((ended.state(), ended.value()), (pb::AnnualReportState::Concluded, pb::ReportValue::Qualified));
    let mut public = PublicityServiceClient::new(suite.client(caller(suite, "notary", "public-portal").fresh()));
    let told = public.list_announcements(ListAnnouncementsRequest::default()).await.expect("anybody may").into_inner();
    assert_eq!(told.announcements.len(), 2, "conclusion and evaluation are public");
}

/// The other association never reports; the day after the last day it is on the list.
async fn overdue(suite: &Deployment, organization: &str, campaign: &pb::AnnualReportCampaign) {
    suite.site.pass(Duration::days(150));
    let duties = eventually("the overdue list", async || {
        let client = suite.client(caller(suite, "civil-affairs", "report-authority").fresh());
        let parent = campaign.name.clone();
        let request = pb::ListReportDutiesRequest { parent, overdue: true, ..Default::default() };
        let answer = AnnualReportCampaignServiceClient::new(client).list_report_duties(request).await;
        Some(answer.ok()?.into_inner().duties).filter(|duties| !duties.is_empty())
    });
    let late: Vec<String> = duties.await.into_iter().map(|duty| duty.organization).collect();
    assert_eq!(late, [organization]);
    let client = suite.client(caller(suite, "civil-affairs", "report-authority").fresh());
    let request = pb::ListOutcomesRequest { parent: organization.to_owned(), ..Default::default() };
    let outcomes = OutcomeServiceClient::new(client).list_outcomes(request).await.expect("it may").into_inner();
    let kinds: Vec<pb::OutcomeKind> = outcomes.outcomes.iter().map(pb::Outcome::kind).collect();
    assert_eq!(kinds, [pb::OutcomeKind::ReportMissed]);
}

pub(crate) async fn rectified_or_overdue(suite: &Deployment) {
    let (names, campaign) = asked(suite).await;
    let entries = filled(creation(1).organization.as_ref().expect("there is one"));
    suite.site.pass(Duration::days(40)); // the year is over
    checked_at_home(suite, &entries).await;
    let submitted = corrected(suite, &names[0], &entries).await;
    let concluded = concluded(suite, submitted).await;
    rectified(suite, concluded).await;
    overdue(suite, &names[1], &campaign).await;
}

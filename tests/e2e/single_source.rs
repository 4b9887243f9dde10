//! A large project is to have a single source: the public reads why, a competitor objects, and the notice is cleared before the award.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::single_source_service_client::SingleSourceServiceClient;
use onecode_tests::harness::{Deployment, reason};
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use crate::contract::{catalogue, official, planned_by, projects};

type Sources = SingleSourceServiceClient<Client>;

const HUZHOU: &str = "330500";
/// From this budget on an award rests on a notice (GP-14c), in fen.
const BUDGET: i64 = 400_000_000;
/// Codes of companies, whose last characters fit the others.
const SOURCE: &str = "91350100M000100Y43";
const COMPETITOR: &str = "911101080828461726";

fn by(suite: &Deployment, caller: &Caller) -> Sources {
    Sources::new(suite.client(caller.fresh()))
}

fn buying(suite: &Deployment) -> Sources {
    by(suite, &official(suite, "purchase-officer", "buyer"))
}

/// The system of a company, under its code.
fn company(suite: &Deployment, code: &str) -> Sources {
    by(suite, &suite.site.caller(&code.to_lowercase(), HUZHOU, &["tender-bidder"]))
}

/// Put before the public with three opinions, until the earliest day.
async fn published(suite: &Deployment, project: &pb::PurchaseProject) -> pb::SingleSourceNotice {
    let opinion = |institution: &str| pb::SingleSourceOpinion {
        institution: institution.into(),
        professional_title: "教授".into(),
        opinion: "该服务没有替代".into(),
    };
    let notice = pb::SingleSourceNotice {
        project: project.name.clone(),
        supplier_code: SOURCE.into(),
        supplier_title: "湖州某服务公司".into(),
        opinions: ["湖州师范学院", "浙江大学", "湖州学院"].map(opinion).into(),
        ..Default::default()
    };
    let request = pb::PublishSingleSourceNoticeRequest { single_source_notice: Some(notice), validate_only: false };
    let answer = buying(suite).publish_single_source_notice(request).await.expect("it is whole").into_inner();
    answer.single_source_notice.expect("the answer holds it")
}

async fn clear(suite: &Deployment, notice: &pb::SingleSourceNotice) -> Result<pb::SingleSourceNotice, Status> {
    let request = pb::ClearSingleSourceNoticeRequest { name: notice.name.clone(), etag: notice.etag.clone() };
    let answer = buying(suite).clear_single_source_notice(request).await?.into_inner();
    Ok(answer.single_source_notice.expect("the answer holds it"))
}

async fn award(suite: &Deployment, project: &pb::PurchaseProject, code: &str) -> Result<pb::PurchaseProject, Status> {
    let award = pb::ProjectAward {
        supplier_code: code.into(),
        supplier_title: "湖州某服务公司".into(),
        amount_fen: BUDGET,
        award_date: Some(suite.site.day(0)),
        document_number: "成交〔2026〕3号".into(),
        ..Default::default()
    };
    let request = pb::RecordAwardRequest {
        name: project.name.clone(),
        etag: project.etag.clone(),
        award: Some(award),
        proved_conditions: Vec::new(),
    };
    let answer = projects(suite).record_award(request).await?.into_inner();
    Ok(answer.project.expect("the answer holds it"))
}

/// A competitor objects, which nobody but it and the buyer learns of.
async fn objected(suite: &Deployment, notice: &pb::SingleSourceNotice) -> pb::SingleSourceObjection {
    let request = pb::FileSingleSourceObjectionRequest {
        notice: notice.name.clone(),
        objector_code: COMPETITOR.into(),
        ground: "本单位也能提供该项服务".into(),
    };
    let filed = company(suite, COMPETITOR).file_single_source_objection(request).await.expect("it is in time");
    let filed = filed.into_inner().objection.expect("the answer holds it");
    let request = pb::GetSingleSourceObjectionRequest { name: filed.name.clone() };
    let curious = company(suite, SOURCE).get_single_source_objection(request).await.expect_err("it is another's");
    assert_eq!(reason(&curious), "SINGLE_SOURCE_NOT_FOUND");
    let request = pb::ListSingleSourceObjectionsRequest { notice: notice.name.clone(), ..Default::default() };
    let listed = buying(suite).list_single_source_objections(request).await.expect("it is the buyer's").into_inner();
    assert_eq!(listed.objections, std::slice::from_ref(&filed));
    filed
}

/// The buyer dismisses it, and the competitor reads why.
async fn dismissed(suite: &Deployment, objection: &pb::SingleSourceObjection) {
    let request = pb::DecideSingleSourceObjectionRequest {
        name: objection.name.clone(),
        outcome: pb::SingleSourceObjectionOutcome::Dismissed.into(),
        answer: "经补充论证，没有替代".into(),
    };
    buying(suite).decide_single_source_objection(request).await.expect("it is open");
    let request = pb::GetSingleSourceObjectionRequest { name: objection.name.clone() };
    let told = company(suite, COMPETITOR).get_single_source_objection(request).await.expect("it is its own");
    let told = told.into_inner().objection.expect("the answer holds it");
    assert_eq!(told.outcome(), pb::SingleSourceObjectionOutcome::Dismissed);
    assert_eq!(told.answer, "经补充论证，没有替代");
}

pub(crate) async fn objected_cleared_and_awarded(suite: &Deployment) {
    catalogue(suite).await;
    let buyer = official(suite, "purchase-officer", "buyer");
    let project = planned_by(suite, &buyer, pb::ProcurementMethod::SingleSource, BUDGET).await;
    let bare = award(suite, &project, SOURCE).await.expect_err("nobody was asked");
    assert_eq!(reason(&bare), "SINGLE_SOURCE_NOTICE_REQUIRED");
    let notice = published(suite, &project).await;
    let portal = suite.site.caller("data-bureau", HUZHOU, &["public-portal"]);
    let request = pb::GetSingleSourceNoticeRequest { name: notice.name.clone() };
    let read = by(suite, &portal).get_single_source_notice(request).await.expect("anybody may read it").into_inner();
    assert_eq!(read.single_source_notice.as_ref(), Some(&notice));

    let objection = objected(suite, &notice).await;
    let early = clear(suite, &notice).await.expect_err("others may object");
    assert_eq!(reason(&early), "SINGLE_SOURCE_UNSETTLED");
    suite.site.pass(Duration::days(8));
    let open = clear(suite, &notice).await.expect_err("an objection is open");
    assert_eq!(reason(&open), "SINGLE_SOURCE_UNSETTLED");
    dismissed(suite, &objection).await;
    let cleared = clear(suite, &notice).await.expect("every objection is decided");
    assert_eq!(cleared.status(), pb::SingleSourceNoticeStatus::Cleared);
    let other = award(suite, &project, COMPETITOR).await.expect_err("the notice names another one");
    assert_eq!(reason(&other), "SINGLE_SOURCE_NOTICE_REQUIRED");
    let awarded = award(suite, &project, SOURCE).await.expect("it was cleared");
    assert_eq!(awarded.status(), pb::ProjectStatus::Awarded);
    assert_eq!(awarded.award.expect("it is awarded").supplier_code, SOURCE);
}

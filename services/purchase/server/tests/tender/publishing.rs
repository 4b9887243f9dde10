//! Notices: what is declared, for how long, and questions.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::project_service_client::ProjectServiceClient;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::Code;

use crate::city::{HUZHOU, date};
use crate::world::World;

#[tokio::test]
async fn everything_that_is_wrong_with_a_draft_is_named_at_once() {
    let world = World::start().await;
    let project = world.planned(pb::ProcurementMethod::OpenTender).await;
    let stated = world.stated(&project);
    let mut wrong = pb::Tender { project: "projects/1".into(), terms: String::new(), least_bids: 0, ..stated.clone() };
    wrong.criteria[1].key = "Plan".into();
    wrong.criteria[2].most_points = 2_999;
    wrong.bid_deadline = Some(world.stamp(Duration::ZERO));
    let found = violated_sorted(&world.create(wrong).await.unwrap_err());
    let expected = [
        "tender.bid_deadline",
        "tender.criteria",
        "tender.criteria[1].key",
        "tender.least_bids",
        "tender.project",
        "tender.question_deadline",
        "tender.terms",
    ];
    assert_eq!(found, expected);
    let mut unlawful = pb::Tender { least_bids: 2, ..stated };
    unlawful.criteria[0].most_points = 999;
    unlawful.criteria[1].most_points = 6_001;
    let found = violated_sorted(&world.create(unlawful).await.unwrap_err());
    assert_eq!(
        found,
        ["tender.criteria", "tender.least_bids"],
        "an open tender wants three, and ten points for the price"
    );
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_notice_is_as_long_as_the_law_says_on_the_day_of_publication() {
    let world = World::start().await;
    let project = world.planned(pb::ProcurementMethod::OpenTender).await;
    let stamp = |days| Some(world.stamp(Duration::days(days)));
    let stated = pb::Tender { least_bids: 3, bid_deadline: stamp(20), ..world.stated(&project) };
    let draft = world.create(stated).await.unwrap();
    world.advance(Duration::days(1));
    let refused = world.publish(&draft).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_NOTICE_TOO_SHORT".into()));
    assert_eq!(
        (metadata(&refused, "rule"), metadata(&refused, "first_date")),
        ("GP-09a@1".into(), "2026-12-15".into())
    );
    let project = world.planned(pb::ProcurementMethod::OpenTender).await;
    let stated = pb::Tender { least_bids: 3, bid_deadline: stamp(20), ..world.stated(&project) };
    let published = world.publish(&world.create(stated).await.unwrap()).await.unwrap();
    assert_eq!(published.rules, ["GP-09a@1", "GP-09c@1"]);
    assert_eq!(published.public_key.len(), 32);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_notice_that_nobody_could_ask_about_is_not_published() {
    let world = World::start().await;
    let project = world.planned(pb::ProcurementMethod::CompetitiveConsultation).await;
    let stamp = |days| Some(world.stamp(Duration::days(days)));
    let stated = pb::Tender { question_deadline: stamp(1), bid_deadline: stamp(20), ..world.stated(&project) };
    let draft = world.create(stated).await.unwrap();
    world.advance(Duration::days(1));
    let refused = world.publish(&draft).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_QUESTIONS_CLOSED".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_tender_takes_three_hundred_questions() {
    let world = World::start().await;
    let tender = world.published().await;
    let many = "insert into purchase.tender_question (tender, number, question, created_by, created_at)
                select id, number, 'q', 'somebody', updated_at from purchase.tender, generate_series(1, 299) as number";
    sqlx::query(many).execute(&mut world.city.suite.database().connection().await).await.unwrap();
    let ask = pb::AskTenderQuestionRequest { name: tender.name.clone(), question: "课时如何计算？".into() };
    let last = world.portal().ask_tender_question(ask.clone()).await.unwrap().into_inner().question.unwrap();
    assert_eq!(last.number, 300);
    let refused = world.portal().ask_tender_question(ask).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_TOO_MANY_QUESTIONS".into()));
    assert_eq!(world.get(&tender).await.questions.len(), 300);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_project_has_one_tender_at_a_time_and_nothing_else_is_done_to_it() {
    let world = World::start().await;
    let project = world.planned(pb::ProcurementMethod::CompetitiveConsultation).await;
    let draft = world.create(world.stated(&project)).await.unwrap();
    let twice = world.create(world.stated(&project)).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "PROJECT_STATE".into()));
    let published = world.publish(&draft).await.unwrap();
    let twice = world.create(world.stated(&project)).await.unwrap_err();
    assert_eq!((reason(&twice).1, metadata(&twice, "tender")), ("TENDER_UNDER_WAY".into(), published.name.clone()));
    let request = pb::EndProjectRequest {
        name: project.name.clone(),
        etag: project.etag.clone(),
        outcome: pb::ProjectStatus::Cancelled.into(),
        end_date: date(2026, 11, 24),
        reason: "不再采购".into(),
    };
    let mut projects = ProjectServiceClient::new(world.city.client(world.buyer().fresh()));
    assert_eq!(reason(&projects.end_project(request.clone()).await.unwrap_err()).1, "TENDER_UNDER_WAY");
    let end = pb::EndTenderRequest {
        name: published.name.clone(),
        etag: published.etag.clone(),
        outcome: pb::TenderStatus::Cancelled.into(),
        reason: "采购任务取消".into(),
    };
    let cancelled = world.buying().end_tender(end).await.unwrap().into_inner().tender.unwrap();
    assert_eq!((cancelled.status(), cancelled.end_reason.as_str()), (pb::TenderStatus::Cancelled, "采购任务取消"));
    let shares = "select count(*) from purchase.tender_share where sealed is not null";
    assert_eq!(world.city.suite.count(shares).await, 0, "what was sealed can never be opened");
    let mut projects = ProjectServiceClient::new(world.city.client(world.buyer().fresh()));
    projects.end_project(request).await.unwrap();
    world.city.suite.stop().await;
}

#[tokio::test]
async fn other_methods_and_other_buyers_are_refused_and_drafts_are_hidden() {
    let world = World::start().await;
    let project = world.planned(pb::ProcurementMethod::SingleSource).await;
    let refused = world.create(world.stated(&project)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "TENDER_METHOD".into()));
    let project = world.planned(pb::ProcurementMethod::CompetitiveConsultation).await;
    let draft = world.create(world.stated(&project)).await.unwrap();
    let other = world.official("education", "purchase-officer", "other");
    let request = pb::PublishTenderRequest { name: draft.name.clone(), etag: draft.etag.clone() };
    let refused = world.by(&other).publish_tender(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "TENDER_NOT_FOUND".into()));
    let listed = world.by(&other).list_tenders(pb::ListTendersRequest::default()).await.unwrap().into_inner();
    assert_eq!(listed.tenders, []);
    let published = world.publish(&draft).await.unwrap();
    let refused = world.by(&other).publish_tender(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "TENDER_OTHER_BUYER".into()));
    let listed = world.by(&other).list_tenders(pb::ListTendersRequest::default()).await.unwrap().into_inner();
    assert_eq!((listed.tenders.len(), listed.tenders[0].terms.as_str()), (1, ""));
    assert_eq!(published.terms, "课程研究\n十二个月");
    let stale = world.publish(&draft).await.unwrap_err();
    assert_eq!((reason(&stale).0, metadata(&stale, "etag")), (Code::Aborted, published.etag));
    let reader = world.city.suite.identities().caller("data-bureau", HUZHOU, &["tender-bidder"]);
    let refused = world.by(&reader).create_tender(pb::CreateTenderRequest::default()).await.unwrap_err();
    assert_eq!(reason(&refused).1, "PERMISSION_MISSING");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn questions_are_asked_and_answered_in_time_before_everybody() {
    let world = World::start().await;
    let tender = world.published().await;
    let ask = pb::AskTenderQuestionRequest { name: tender.name.clone(), question: "课时如何计算？".into() };
    let asked = world.portal().ask_tender_question(ask.clone()).await.unwrap().into_inner().question.unwrap();
    let answer = |question_number| pb::AnswerTenderQuestionRequest {
        name: tender.name.clone(),
        question_number,
        answer: "四十五分钟一课时".into(),
    };
    world.buying().answer_tender_question(answer(asked.number)).await.unwrap();
    let twice = world.buying().answer_tender_question(answer(1)).await.unwrap_err();
    assert_eq!(reason(&twice).1, "TENDER_QUESTION_ANSWERED");
    assert_eq!(
        reason(&world.buying().answer_tender_question(answer(2)).await.unwrap_err()).1,
        "TENDER_QUESTION_NOT_FOUND"
    );
    let found = world.get(&tender).await.questions;
    assert_eq!((found.len(), found[0].answer.as_str()), (1, "四十五分钟一课时"));
    world.advance(Duration::days(5));
    let late = world.portal().ask_tender_question(ask).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "TENDER_QUESTIONS_CLOSED".into()));
    world.city.suite.stop().await;
}

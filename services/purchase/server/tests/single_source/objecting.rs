//! Objections: filed in time and once, seen by few, decided by the buyer.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::SingleSourceObjectionOutcome::{Dismissed, Upheld};
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::city::date;
use crate::world::{COMPANIES, World, notice};

#[tokio::test]
async fn an_objection_that_is_dismissed_lets_the_project_be_awarded() {
    let world = World::start().await;
    let (project, published) = world.published().await;
    let filed = world.object("data-bureau", &published, COMPANIES[1]).await.unwrap();
    assert_eq!(filed.outcome(), pb::SingleSourceObjectionOutcome::Unspecified);
    assert_eq!(filed.answer_last_date, date(2026, 12, 8));
    let early = world.clear(&published).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "SINGLE_SOURCE_UNSETTLED".into()));
    assert_eq!(metadata(&early, "last_date"), "2026-12-01");
    world.advance(8);
    let open = world.clear(&published).await.unwrap_err();
    assert_eq!((reason(&open).1, metadata(&open, "open")), ("SINGLE_SOURCE_UNSETTLED".into(), "1".into()));
    let refused = world.award(&project, COMPANIES[0]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "SINGLE_SOURCE_NOTICE_REQUIRED".into()));
    let decided = world.decide(&filed, Dismissed).await.unwrap();
    assert_eq!(decided.single_source_notice.as_ref(), Some(&published), "it tells of no objection");
    assert_eq!(decided.objection.unwrap().outcome(), Dismissed);
    let again = world.decide(&filed, Upheld).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "SINGLE_SOURCE_STATE".into()));
    assert_eq!(metadata(&again, "subject"), filed.name);
    let cleared = world.clear(&published).await.unwrap();
    assert_eq!(cleared.status(), pb::SingleSourceNoticeStatus::Cleared);
    let awarded = world.award(&project, COMPANIES[0]).await.unwrap();
    assert_eq!(awarded.award.unwrap().supplier_code, COMPANIES[0]);
    assert_eq!(world.city.suite.facts::<pb::SingleSourceNoticeCleared>().await.len(), 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn an_objection_is_filed_until_the_last_day_and_once() {
    let world = World::start().await;
    let (_, published) = world.published().await;
    world.advance(7);
    let filed = world.object("data-bureau", &published, COMPANIES[1]).await.unwrap();
    let twice = world.object("data-bureau", &published, COMPANIES[1]).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "SINGLE_SOURCE_OBJECTION_MADE".into()));
    assert_eq!(metadata(&twice, "objection"), filed.name);
    world.advance(1);
    let late = world.object("data-bureau", &published, COMPANIES[2]).await.unwrap_err();
    assert_eq!(reason(&late), (Code::FailedPrecondition, "SINGLE_SOURCE_OBJECTION_LATE".into()));
    assert_eq!(metadata(&late, "last_date"), "2026-12-01");
    let wrong =
        pb::FileSingleSourceObjectionRequest { notice: "1".into(), objector_code: "9135".into(), ground: " ".into() };
    let refused = world.portal("data-bureau").file_single_source_objection(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["ground", "notice", "objector_code"]);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn an_objection_that_is_upheld_fails_the_notice_and_the_others_are_answered_all_the_same() {
    let world = World::start().await;
    let (project, published) = world.published().await;
    let first = world.object("data-bureau", &published, COMPANIES[1]).await.unwrap();
    let second = world.object("data-bureau", &published, COMPANIES[2]).await.unwrap();
    let decided = world.decide(&first, Upheld).await.unwrap().single_source_notice.unwrap();
    assert_eq!(decided.status(), pb::SingleSourceNoticeStatus::Failed);
    assert_eq!(decided.end_reason, "补充论证结论");
    assert_eq!(world.get(&published).await, decided);
    let answered = world.decide(&second, Upheld).await.unwrap();
    assert_eq!(answered.single_source_notice.as_ref(), Some(&decided), "it fails once");
    let over = world.object("another-portal", &published, COMPANIES[1]).await.unwrap_err();
    assert_eq!(reason(&over), (Code::FailedPrecondition, "SINGLE_SOURCE_STATE".into()));
    world.advance(8);
    let never = world.clear(&decided).await.unwrap_err();
    assert_eq!(metadata(&never, "status"), "failed");
    let refused = world.award(&project, COMPANIES[0]).await.unwrap_err();
    assert_eq!(reason(&refused).1, "SINGLE_SOURCE_NOTICE_REQUIRED");
    assert_eq!(world.city.suite.facts::<pb::SingleSourceNoticeFailed>().await.len(), 1);
    world.publish(notice(&project, COMPANIES[1])).await.unwrap();
    world.city.suite.stop().await;
}

#[tokio::test]
async fn an_objection_is_told_to_the_system_that_filed_it_the_buyer_and_the_supervisors() {
    let world = World::start().await;
    let (_, published) = world.published().await;
    let facts = world.city.suite.published().await;
    let filed = world.object("data-bureau", &published, COMPANIES[1]).await.unwrap();
    assert_eq!(world.city.suite.published().await, facts, "no fact tells of it");
    assert_eq!(world.get(&published).await, published, "nor does the notice");
    let get = || pb::GetSingleSourceObjectionRequest { name: filed.name.clone() };
    let told = world.portal("data-bureau").get_single_source_objection(get()).await.unwrap();
    assert_eq!(told.into_inner().objection.unwrap(), filed);
    let hidden = world.portal("another-portal").get_single_source_objection(get()).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "SINGLE_SOURCE_NOT_FOUND".into()));
    let own = world.object("another-portal", &published, COMPANIES[1]).await.unwrap();
    assert_ne!(own.name, filed.name, "what another system filed for a body hinders nobody");
    let denied = world.buying().get_single_source_objection(get()).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".into()));

    let list = |page_size: i32, page_token: &str| pb::ListSingleSourceObjectionsRequest {
        notice: published.name.clone(),
        page_size,
        page_token: page_token.to_owned(),
    };
    let supervised =
        || pb::ListSupervisedSingleSourceObjectionsRequest { notice: published.name.clone(), ..Default::default() };
    let finance = world.official("finance", "tender-complaint-officer", "fin");
    let all = world.by(&finance).list_supervised_single_source_objections(supervised()).await.unwrap().into_inner();
    assert_eq!((all.objections.len(), all.next_page_token), (2, String::new()));
    let page = world.buying().list_single_source_objections(list(1, "")).await.unwrap().into_inner();
    let rest = world.buying().list_single_source_objections(list(1, &page.next_page_token)).await.unwrap();
    let rest = rest.into_inner();
    assert_eq!(([page.objections, rest.objections].concat(), rest.next_page_token), (all.objections, String::new()));
    let county = world.city.suite.identities().official("finance", "330521", &["tender-complaint-officer"], "c");
    let refused = world.by(&county).list_supervised_single_source_objections(supervised()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "SINGLE_SOURCE_NOT_FOUND".into()));
    let denied = world.portal("data-bureau").list_single_source_objections(list(0, "")).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let tax = world.official("tax", "purchase-officer", "tax");
    let refused = world.by(&tax).list_single_source_objections(list(0, "")).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PROJECT_OTHER_BUYER".into()), "another buyer");
    let refused = world.by(&tax).list_supervised_single_source_objections(supervised()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let request = pb::DecideSingleSourceObjectionRequest {
        name: filed.name.clone(),
        outcome: Upheld.into(),
        answer: "不归税务".into(),
    };
    let refused = world.by(&tax).decide_single_source_objection(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PROJECT_OTHER_BUYER".into()));
    world.city.suite.stop().await;
}

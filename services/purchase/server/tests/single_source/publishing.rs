//! What a notice must say, who reads it, and how it binds its project.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use crate::city::date;
use crate::world::{COMPANIES, THRESHOLD, World, notice};

#[tokio::test]
async fn a_notice_says_what_the_project_does_and_is_public() {
    let world = World::start().await;
    let (project, published) = world.published().await;
    assert_eq!(published.status(), pb::SingleSourceNoticeStatus::Published);
    assert_eq!((published.last_date, published.answer_last_date), (date(2026, 12, 1), date(2026, 12, 8)));
    assert_eq!((&published.reason, published.budget_fen), (&project.single_source_reason, THRESHOLD));
    assert_eq!(published.rules, ["GP-14a@1", "GP-14b@1", "GP-14d@1"]);
    assert_eq!((published.opinions.len(), &published.opinions[1].institution[..]), (3, "浙江大学"));
    assert_eq!(world.get(&published).await, published);
    let told = world.city.suite.facts::<pb::SingleSourceNoticePublished>().await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].single_source_notice.as_ref(), Some(&published));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn everything_wrong_of_a_notice_is_named_at_once() {
    let world = World::start().await;
    let project = world.large().await;
    let whole = notice(&project, COMPANIES[0]);
    let bare = pb::SingleSourceOpinion {
        institution: String::new(),
        professional_title: "授".repeat(51),
        opinion: "\n".into(),
    };
    let wrong = pb::SingleSourceNotice {
        project: "projects/1".into(),
        supplier_code: "91350100M000100Y44".into(),
        supplier_title: String::new(),
        opinions: vec![bare, whole.opinions[0].clone()],
        last_date: date(2026, 11, 30),
        ..Default::default()
    };
    let refused = world.publish(wrong).await.unwrap_err();
    assert_eq!(
        violated_sorted(&refused),
        [
            "single_source_notice.last_date",
            "single_source_notice.opinions",
            "single_source_notice.opinions[0].institution",
            "single_source_notice.opinions[0].opinion",
            "single_source_notice.opinions[0].professional_title",
            "single_source_notice.project",
            "single_source_notice.supplier_code",
            "single_source_notice.supplier_title",
        ]
    );
    let two = pb::SingleSourceNotice { opinions: whole.opinions[..2].to_vec(), ..whole.clone() };
    assert_eq!(violated_sorted(&world.publish(two).await.unwrap_err()), ["single_source_notice.opinions"]);
    let later = pb::SingleSourceNotice { last_date: date(2026, 12, 4), ..whole };
    let published = world.publish(later).await.unwrap();
    assert_eq!((published.last_date, published.answer_last_date), (date(2026, 12, 4), date(2026, 12, 11)));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_notice_is_of_a_planned_project_of_the_buyer_that_has_a_single_source_once() {
    let world = World::start().await;
    let open = world.planned(pb::ProcurementMethod::OpenTender, THRESHOLD).await;
    let refused = world.publish(notice(&open, COMPANIES[0])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "SINGLE_SOURCE_METHOD".into()));
    let (project, published) = world.published().await;
    let twice = world.publish(notice(&project, COMPANIES[1])).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::FailedPrecondition, "SINGLE_SOURCE_NOTICE_STANDING".into()));
    assert_eq!(metadata(&twice, "single_source_notice"), published.name);
    let tax = world.official("tax", "purchase-officer", "tax");
    let single_source_notice = Some(notice(&project, COMPANIES[0]));
    let request = pb::PublishSingleSourceNoticeRequest { single_source_notice, validate_only: false };
    let others = world.by(&tax).publish_single_source_notice(request).await.unwrap_err();
    assert_eq!(reason(&others), (Code::PermissionDenied, "PROJECT_OTHER_BUYER".into()));
    let (name, etag) = (published.name.clone(), published.etag.clone());
    let request = pb::WithdrawSingleSourceNoticeRequest { name, etag, reason: "撤".into() };
    let others = world.by(&tax).withdraw_single_source_notice(request).await.unwrap_err();
    assert_eq!(reason(&others), (Code::PermissionDenied, "PROJECT_OTHER_BUYER".into()));
    let withdrawn = world.withdraw(&published).await.unwrap();
    assert_eq!(withdrawn.status(), pb::SingleSourceNoticeStatus::Withdrawn);
    assert_eq!(withdrawn.end_reason, "改用其他采购方式");
    let stale = world.withdraw(&published).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "SINGLE_SOURCE_CHANGED".into()));
    let over = world.withdraw(&withdrawn).await.unwrap_err();
    assert_eq!(reason(&over), (Code::FailedPrecondition, "SINGLE_SOURCE_STATE".into()));
    world.publish(notice(&project, COMPANIES[1])).await.unwrap();
    assert_eq!(world.city.suite.facts::<pb::SingleSourceNoticeWithdrawn>().await.len(), 1);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_project_keeps_what_its_notice_says() {
    let world = World::start().await;
    let (project, published) = world.published().await;
    let update = async |wanted: pb::PurchaseProject, paths: &[&str]| {
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        let update_mask = Some(prost_types::FieldMask { paths });
        let request = pb::UpdateProjectRequest { project: Some(wanted), update_mask };
        world.projects().update_project(request).await.map(|answer| answer.into_inner().project.unwrap())
    };
    let other = pb::PurchaseProject {
        title: "课程采购".into(),
        description: "另一项服务".into(),
        budget_fen: 1,
        single_source_reason: "另".into(),
        ..project.clone()
    };
    let method = pb::ProcurementMethod::OpenTender.into();
    let open = pb::PurchaseProject { method, single_source_reason: String::new(), ..project.clone() };
    let kept: [(&pb::PurchaseProject, &[&str]); 5] = [
        (&other, &["title"]),
        (&other, &["description"]),
        (&other, &["budget_fen"]),
        (&other, &["single_source_reason"]),
        (&open, &["method", "single_source_reason"]),
    ];
    for (wanted, paths) in kept {
        let refused = update(wanted.clone(), paths).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "SINGLE_SOURCE_NOTICE_STANDING".into()), "{paths:?}");
    }
    let end = |etag: &str| pb::EndProjectRequest {
        name: project.name.clone(),
        etag: etag.to_owned(),
        outcome: pb::ProjectStatus::Cancelled.into(),
        end_date: date(2026, 11, 24),
        reason: "不再采购".into(),
    };
    let refused = world.projects().end_project(end(&project.etag)).await.unwrap_err();
    assert_eq!(reason(&refused).1, "SINGLE_SOURCE_NOTICE_STANDING");
    let titled = pb::PurchaseProject { buyer_title: "湖州市民政局办公室".into(), ..project.clone() };
    let changed = update(titled, &["buyer_title"]).await.unwrap();
    world.withdraw(&published).await.unwrap();
    let cheaper = update(pb::PurchaseProject { budget_fen: 1, ..changed }, &["budget_fen"]).await.unwrap();
    world.projects().end_project(end(&cheaper.etag)).await.unwrap();
    world.city.suite.stop().await;
}

#[tokio::test]
async fn notices_are_listed_by_state_and_project_without_opinions() {
    let world = World::start().await;
    let (project, first) = world.published().await;
    world.withdraw(&first).await.unwrap();
    let second = world.publish(notice(&project, COMPANIES[0])).await.unwrap();
    let (_, other) = world.published().await;
    let list = async |request: pb::ListSingleSourceNoticesRequest| {
        let portal = world.city.suite.identities().caller("data-bureau", "330000", &["public-portal"]);
        world.by(&portal).list_single_source_notices(request).await.map(tonic::Response::into_inner)
    };
    let standing = pb::ListSingleSourceNoticesRequest {
        division: "330500".into(),
        status: pb::SingleSourceNoticeStatus::Published.into(),
        project: project.name.clone(),
        ..Default::default()
    };
    let found = list(standing).await.unwrap().single_source_notices;
    assert_eq!(found, [pb::SingleSourceNotice { opinions: Vec::new(), ..second }]);
    let page = list(pb::ListSingleSourceNoticesRequest { page_size: 2, ..Default::default() }).await.unwrap();
    let (page_size, page_token) = (2, page.next_page_token);
    let rest = pb::ListSingleSourceNoticesRequest { page_size, page_token, ..Default::default() };
    let rest = list(rest).await.unwrap();
    assert_eq!((rest.single_source_notices.len(), rest.next_page_token), (1, String::new()));
    let shown = [page.single_source_notices, rest.single_source_notices].concat();
    assert!(shown.iter().any(|one| one.name == other.name));
    let wrong = pb::ListSingleSourceNoticesRequest {
        division: "3305".into(),
        status: 9,
        project: "1".into(),
        page_size: 201,
        page_token: "x".into(),
    };
    let refused = list(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["division", "page_size", "page_token", "project", "status"]);
    world.city.suite.stop().await;
}

#[tokio::test]
async fn nothing_is_published_while_the_working_days_are_not_known() {
    let world = World::start().await;
    let project = world.large().await;
    world.advance(36);
    let refused = world.publish(notice(&project, COMPANIES[0])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "SINGLE_SOURCE_CALENDAR_UNKNOWN".into()));
    assert_eq!(metadata(&refused, "date"), "2026-12-30");
    world.city.suite.stop().await;
}

//! Decisions side by side.

use std::collections::BTreeSet;

use futures::future::join_all;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::ApplicationState;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

/// Sixty-four fields of work.
fn titles() -> impl Iterator<Item = String> {
    let fields = ["桑蚕", "丝绸", "茶叶", "毛笔", "竹艺", "渔业", "陶瓷", "园艺"];
    let kinds =
        ["文化研究会", "产业研究会", "技术研究会", "历史研究会", "流通协会", "种植协会", "工程学会", "教育学会"];
    fields.into_iter().flat_map(move |field| kinds.into_iter().map(move |kind| format!("湖州市{field}{kind}")))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_four_applications_approved_at_once_get_sixty_four_codes_and_certificates() {
    let town = Town::new().await;
    let ready = join_all(titles().zip(0_u32..).map(|(title, at)| {
        let application = association(&title, 2 * at + 1);
        async {
            let ready = town.ready(application, PAPERS).await;
            // That names are like one another is looked into before they all are there.
            let request = pb::RecordAnswersRequest {
                name: ready.name,
                etag: ready.etag,
                answers: [("NAME-02".to_owned(), true)].into(),
                reasons: "名称近似，业务领域不同".into(),
            };
            town.registrar().record_answers(request).await.unwrap().into_inner().application.unwrap()
        }
    }))
    .await;
    assert_eq!(ready.len(), 64);
    let approved = join_all(ready.iter().map(|one| town.approve(&one.name, ""))).await;
    let approved: Vec<pb::Application> = approved.into_iter().map(Result::unwrap).collect();
    let codes: BTreeSet<&str> = approved.iter().map(|one| one.organization.as_str()).collect();
    assert_eq!(codes.len(), 64);
    for code in codes {
        let code = code.strip_prefix("organizations/").unwrap();
        assert!(vocab::UnifiedCode::parse(code).is_ok(), "{code}");
    }
    let certificates: BTreeSet<String> = approved.into_iter().map(|one| one.decision.unwrap().certificate).collect();
    assert_eq!(certificates.len(), 64);
    assert_eq!(town.suite.count("select count(distinct number) from registry.certificate").await, 64);
    assert_eq!(town.suite.count("select count(*) from registry.post").await, 128);
    assert_eq!(town.suite.count("select count(distinct code) from registry.organization").await, 64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_officers_who_decide_at_once_one_wins() {
    let town = Town::new().await;
    let ready = town.ready(association("湖州市桑蚕文化研究会", 1), PAPERS).await;
    let refuse = pb::RefuseApplicationRequest {
        name: ready.name.clone(),
        etag: ready.etag.clone(),
        number: "湖民社不登〔2026〕1号".into(),
        reasons: "没有必要成立".into(),
        ground: "REG-06.2".into(),
    };
    let approve = pb::ApproveApplicationRequest {
        name: ready.name.clone(),
        etag: ready.etag.clone(),
        number: "湖民社登〔2026〕12号".into(),
        reasons: String::new(),
    };
    let (mut one, mut other) = (town.registrar(), town.registrar());
    let (approved, refused) = tokio::join!(one.approve_application(approve), other.refuse_application(refuse));
    let state = town.get(&ready.name).await.state();
    let lost = match (approved, refused) {
        (Ok(_), Err(lost)) => (ApplicationState::Approved, lost),
        (Err(lost), Ok(_)) => (ApplicationState::Refused, lost),
        both => panic!("one wins and one loses: {both:?}"),
    };
    assert_eq!(state, lost.0);
    assert_eq!(reason(&lost.1, Code::Aborted), "CASE_CHANGED");
    let organizations = i64::from(state == ApplicationState::Approved);
    assert_eq!(town.suite.count("select count(*) from registry.organization").await, organizations);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_applications_for_one_name_one_is_approved() {
    let town = Town::new().await;
    let title = "湖州市桑蚕文化研究会";
    let (one, other) =
        (town.ready(association(title, 1), PAPERS).await, town.ready(association(title, 3), PAPERS).await);
    let (first, second) = tokio::join!(town.approve(&one.name, ""), town.approve(&other.name, ""));
    let lost = match (first, second) {
        (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
        both => panic!("one wins and one loses: {both:?}"),
    };
    assert_eq!(
        (reason(&lost, Code::FailedPrecondition), metadata(&lost, "rules")),
        ("CONDITIONS_UNMET".into(), "NAME-02".into())
    );
    assert_eq!(town.suite.count("select count(*) from registry.organization").await, 1);
    assert_eq!(town.suite.count("select count(*) from registry.post").await, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_associations_with_one_legal_representative_one_is_approved() {
    let town = Town::new().await;
    let one = town.ready(association("湖州市桑蚕文化研究会", 1), PAPERS).await;
    let other = town.ready(association("湖州市丝绸文化研究会", 1), PAPERS).await;
    let (first, second) = tokio::join!(town.approve(&one.name, ""), town.approve(&other.name, ""));
    let lost = match (first, second) {
        (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
        both => panic!("one wins and one loses: {both:?}"),
    };
    assert_eq!(lost.code(), Code::FailedPrecondition, "{lost:?}");
    assert!(["REG-07"].contains(&metadata(&lost, "rules").as_str()), "{lost:?}");
    assert_eq!(town.suite.count("select count(*) from registry.organization").await, 1);
}

//! The same call twice has one effect and one answer.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application_service_client::ApplicationServiceClient;
use tonic::Code;

use crate::town::*;

#[tokio::test]
async fn every_step_repeated_with_its_key_is_answered_alike_and_taken_once() {
    let town = Town::new().await;
    let portal = town.caller("data-bureau", &["application-portal"]);
    let keyed =
        |caller: &testkit::Caller, key: &str| ApplicationServiceClient::new(town.suite.client(caller.keyed(key)));
    let request = pb::CreateApplicationRequest {
        application: Some(association("湖州市桑蚕文化研究会", 1)),
        validate_only: false,
    };
    let mut client = keyed(&portal, "create");
    let draft = client.create_application(request.clone()).await.unwrap().into_inner();
    assert_eq!(client.create_application(request).await.unwrap().into_inner(), draft);
    assert_eq!(town.suite.count("select count(*) from registry.application").await, 1);
    let other = pb::CreateApplicationRequest {
        application: Some(association("湖州市丝绸文化研究会", 3)),
        validate_only: false,
    };
    let refused = client.create_application(other).await.unwrap_err();
    assert_eq!(reason(&refused, Code::AlreadyExists), "IDEMPOTENCY_KEY_REUSED");

    let draft = draft.application.unwrap();
    let documents = town.documents(PAPERS).await;
    let request = pb::SubmitApplicationRequest { name: draft.name.clone(), etag: draft.etag, documents };
    let mut client = keyed(&portal, "submit");
    let submitted = client.submit_application(request.clone()).await.unwrap().into_inner();
    assert_eq!(client.submit_application(request).await.unwrap().into_inner(), submitted);
    let reviewing = town.accept(&submitted.application.unwrap(), "social-work", &[]).await;
    let supervising = town.caller("development-reform", &["application-reviewer"]);
    let opinion = pb::GiveOpinionRequest { name: reviewing.name.clone(), favourable: true, ..Default::default() };
    let mut client = keyed(&supervising, "opine");
    let given = client.give_opinion(opinion.clone()).await.unwrap().into_inner();
    assert_eq!(client.give_opinion(opinion).await.unwrap().into_inner(), given);
    town.agreed(&reviewing).await;
    let answers = ["NAME-02", "REG-06a", "REG-06b", "REG-06c", "REG-06d", "REG-06e", "REG-03a", "REG-03d"];
    let request = pb::RecordAnswersRequest {
        name: reviewing.name.clone(),
        etag: town.get(&reviewing.name).await.etag,
        answers: answers.into_iter().map(|key| (key.to_owned(), true)).collect(),
        reasons: "现场核实".into(),
    };
    let mut client = keyed(&town.suite.registrar(), "answer");
    let answered = client.record_answers(request.clone()).await.unwrap().into_inner();
    assert_eq!(client.record_answers(request).await.unwrap().into_inner(), answered, "a map has one encoding");
    town.answer(&reviewing).await;

    let request = pb::ApproveApplicationRequest {
        name: reviewing.name.clone(),
        etag: town.get(&reviewing.name).await.etag,
        number: "湖民社登〔2026〕12号".into(),
        reasons: String::new(),
    };
    let mut client = keyed(&town.suite.registrar(), "approve");
    let approved = client.approve_application(request.clone()).await.unwrap().into_inner();
    assert_eq!(client.approve_application(request.clone()).await.unwrap().into_inner(), approved);
    let again = town.registrar().approve_application(request).await.unwrap_err();
    assert_eq!(reason(&again, Code::Aborted), "CASE_CHANGED", "another key is another approval");
    for table in ["select count(*) from registry.organization", "select count(*) from registry.certificate"] {
        assert_eq!(town.suite.count(table).await, 1, "{table}");
    }
    assert_eq!(town.suite.count("select count(*) from registry.post").await, 2);
    let steps = town.case(&reviewing).await.steps.into_iter().map(|step| step.action).collect::<Vec<_>>();
    assert_eq!(steps, ["open", "submit", "accept", "opine", "opine", "answer", "approve"]);
}

//! Applications under way, and clients of the three services.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::case_service_client::CaseServiceClient;
use onecode_proto::procedure::v1::deadline_service_client::DeadlineServiceClient;
use onecode_proto::procedure::v1::task_service_client::TaskServiceClient;
use testkit::{Caller, Client, Suite};
use uuid::Uuid;

pub(crate) use crate::office::*;

pub(crate) const ESTABLISHMENT: &str = "establishment";
pub(crate) const PAPERS: [&str; 5] =
    ["application", "charter", "leaders-particulars", "capital-verification", "premises-right"];

pub(crate) async fn registry() -> Suite {
    crate::register::register().await
}

/// An officer of the registrar's head, who may do everything with terms.
pub(crate) fn head(suite: &Suite) -> Caller {
    suite.identities().caller(REGISTRAR, HUZHOU, &["platform-operator"])
}

/// The registrar of Hangzhou.
pub(crate) fn neighbour(suite: &Suite) -> Caller {
    suite.identities().caller(REGISTRAR, HANGZHOU, &["platform-operator"])
}

pub(crate) fn cases(suite: &Suite, caller: &Caller) -> CaseServiceClient<Client> {
    CaseServiceClient::new(suite.client(caller.fresh()))
}

pub(crate) fn tasks(suite: &Suite, caller: &Caller) -> TaskServiceClient<Client> {
    TaskServiceClient::new(suite.client(caller.fresh()))
}

pub(crate) fn deadlines(suite: &Suite, caller: &Caller) -> DeadlineServiceClient<Client> {
    DeadlineServiceClient::new(suite.client(caller.fresh()))
}

/// An establishment that was handed in.
pub(crate) async fn submitted(suite: &Suite) -> Uuid {
    let id = opened(suite, ESTABLISHMENT).await;
    moved(suite, id, submission(&PAPERS)).await;
    id
}

/// An establishment that was accepted and is reviewed.
pub(crate) async fn accepted(suite: &Suite) -> Uuid {
    let id = submitted(suite).await;
    moved(suite, id, act(REGISTRAR, "accept")).await;
    id
}

/// The case as the registrar sees it.
pub(crate) async fn shown(suite: &Suite, id: Uuid) -> pb::Case {
    let request = pb::GetCaseRequest { name: format!("cases/{id}") };
    cases(suite, &suite.registrar()).get_case(request).await.unwrap().into_inner().case.unwrap()
}

/// The term of a key in a case, the last one begun.
pub(crate) async fn term(suite: &Suite, id: Uuid, key: &str) -> pb::Deadline {
    let case = shown(suite, id).await;
    case.deadlines.into_iter().rev().find(|deadline| deadline.key == key).unwrap()
}

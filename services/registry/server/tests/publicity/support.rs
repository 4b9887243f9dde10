//! A case before the public, and those who object.

use casework::{Announced, Announcement, Publication, Published};
use fault::Fault;
use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::publicity_service_client::PublicityServiceClient;
use procedure::Verdict;
use testkit::{Caller, Suite};
use tonic::Status;
use uow::Tx;
use uuid::Uuid;

pub(crate) use crate::office::*;

pub(crate) type Client = PublicityServiceClient<testkit::Client>;

pub(crate) const SIMPLIFIED: &str = "simplified-deregistration";
pub(crate) const TEXT: &str = "该协会尚欠本公司货款三万元，请勿注销。";

pub(crate) async fn registry() -> Suite {
    crate::register::register().await
}

pub(crate) fn client(suite: &Suite, caller: &Caller) -> Client {
    PublicityServiceClient::new(suite.client(caller.fresh()))
}

/// Somebody's portal, in another city.
pub(crate) fn public(suite: &Suite) -> Client {
    client(suite, &suite.identities().caller("notary", HANGZHOU, &["public-portal"]))
}

pub(crate) fn registrar(suite: &Suite) -> Client {
    client(suite, &suite.registrar())
}

/// An officer of the registrar who may read what people said.
pub(crate) fn reader(suite: &Suite) -> Caller {
    suite.identities().caller(REGISTRAR, HUZHOU, &["registry-registrar", "registry-personal-reader"])
}

async fn publish(tx: &mut Tx, (id, publication): &(Uuid, Publication)) -> Result<Published, Fault> {
    office().publicise(tx, *id, publication.clone()).await
}

async fn announce(tx: &mut Tx, (id, announcement): &(Uuid, Announcement)) -> Result<Announced, Fault> {
    office().announce(tx, *id, announcement.clone()).await
}

pub(crate) fn publication(rule: &'static str) -> Publication {
    Publication {
        kind: SIMPLIFIED,
        title: "湖州市甲协会简易注销公告".into(),
        body: "湖州市甲协会承诺债务已经结清，申请简易注销。".into(),
        rule,
    }
}

pub(crate) async fn tried_publishing(suite: &Suite, id: Uuid, rule: &'static str) -> Result<Published, Fault> {
    let command = (id, publication(rule));
    let named = |done: Published| pb::GetPublicityRequest { name: format!("{} {}", done.name, done.closes_on) };
    let reply = suite.uow().write(&call(suite, REGISTRAR), &command, publish, named).await?;
    let (name, closes_on) = reply.name.split_once(' ').unwrap();
    let id = name.strip_prefix("publicities/").unwrap().parse().unwrap();
    let iso = time::macros::format_description!("[year]-[month]-[day]");
    let closes_on = time::Date::parse(closes_on, iso).unwrap();
    let rule = registry_domain::rules().on(rule, closes_on).unwrap().reference();
    Ok(Published { id, name: name.to_owned(), closes_on, rule })
}

pub(crate) fn announcement(kind: &'static str, organization: &str) -> Announcement {
    Announcement {
        kind,
        organization: organization.into(),
        title: "湖州市甲协会成立公告".into(),
        body: "湖州市甲协会准予成立。".into(),
        rule: "REG-12",
    }
}

/// Announces, and returns the name.
pub(crate) async fn announced(suite: &Suite, id: Uuid, announcement: Announcement) -> String {
    let named = |done: Announced| pb::GetPublicityRequest { name: done.name };
    suite.uow().write(&call(suite, REGISTRAR), &(id, announcement), announce, named).await.unwrap().name
}

/// A simplified deregistration that was accepted and put before the public today; the case and the publicity.
pub(crate) async fn before_the_public(suite: &Suite) -> (Uuid, String) {
    let id = opened(suite, SIMPLIFIED).await;
    moved(suite, id, submission(&["application", "resolution", "promise"])).await;
    assert_eq!(moved(suite, id, act(REGISTRAR, "accept")).await.state, "public-notice");
    (id, tried_publishing(suite, id, "ZB-01a").await.unwrap().name)
}

/// Both who are asked agree.
pub(crate) async fn agreed(suite: &Suite, id: Uuid) {
    moved(suite, id, opinion(EDUCATION, Verdict::Favourable)).await;
    moved(suite, id, opinion(TAX, Verdict::Favourable)).await;
}

pub(crate) fn objection(publicity: &str) -> pb::FileObjectionRequest {
    pb::FileObjectionRequest { publicity: publicity.into(), text: TEXT.into() }
}

/// Objects, and returns the receipt.
pub(crate) async fn objected(suite: &Suite, publicity: &str) -> String {
    public(suite).file_objection(objection(publicity)).await.unwrap().into_inner().receipt
}

pub(crate) async fn objections(client: &mut Client, publicity: &str) -> Vec<pb::Objection> {
    let request = pb::ListObjectionsRequest { parent: publicity.into(), ..Default::default() };
    client.list_objections(request).await.unwrap().into_inner().objections
}

pub(crate) fn answer(objection: &pb::Objection, state: pb::ObjectionState) -> pb::AnswerObjectionRequest {
    pb::AnswerObjectionRequest {
        name: objection.name.clone(),
        state: state.into(),
        reasons: "经核实，该债务已于上月结清。".into(),
    }
}

pub(crate) async fn answered(
    client: &mut Client,
    objection: &pb::Objection,
    state: pb::ObjectionState,
) -> Result<pb::Objection, Status> {
    client.answer_objection(answer(objection, state)).await.map(|reply| reply.into_inner().objection.unwrap())
}

pub(crate) async fn status(suite: &Suite, receipt: &str) -> Result<pb::ObjectionStatus, Status> {
    let request = pb::GetObjectionByReceiptRequest { receipt: receipt.into() };
    public(suite).get_objection_by_receipt(request).await.map(|reply| reply.into_inner().objection_status.unwrap())
}

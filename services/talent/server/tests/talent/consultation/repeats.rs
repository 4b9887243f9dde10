//! Calls that are repeated have one effect: whoever got no answer asks once more.

use onecode_proto::talent::v1 as pb;
use testkit::Caller;

use crate::consultation::world::{Consultations, World, opinion};

/// Calls twice with one key; the answers are the same.
macro_rules! twice {
    ($client:expr, $method:ident, $request:expr) => {{
        let (mut client, request) = ($client, $request);
        let first = client.$method(request.clone()).await.unwrap().into_inner();
        assert_eq!(client.$method(request).await.unwrap().into_inner(), first);
        first
    }};
}

fn keyed(world: &World, caller: &Caller) -> Consultations {
    Consultations::new(world.city.client(caller.keyed("k")))
}

#[tokio::test]
async fn every_step_is_done_once() {
    let world = World::start().await;
    let before = world.city.suite.audited().await;
    let working = || keyed(&world, &world.organiser());
    let rehearsed = pb::CreateConsultationRequest { consultation: Some(world.stated()), validate_only: true };
    working().create_consultation(rehearsed).await.unwrap();
    let request = pb::CreateConsultationRequest { consultation: Some(world.stated()), validate_only: false };
    let draft = twice!(working(), create_consultation, request).consultation.unwrap();
    let request = pb::UpdateConsultationRequest { consultation: Some(draft) };
    let draft = twice!(working(), update_consultation, request).consultation.unwrap();
    let name = draft.name.clone();
    let request = pb::OpenConsultationRequest { name: name.clone(), etag: draft.etag };
    twice!(working(), open_consultation, request);
    let said = Some(opinion(&world.organizations[0], pb::OpinionStance::For, "赞成"));
    let request = pb::SubmitOpinionRequest { parent: name.clone(), opinion: said };
    let said = twice!(keyed(&world, &world.system("data-bureau")), submit_opinion, request).opinion.unwrap();
    world.days(8);
    let request = pb::ReplyToOpinionRequest {
        name: said.name,
        etag: said.etag,
        adoption: pb::OpinionAdoption::Adopted.into(),
        reply: "已吸收".into(),
    };
    twice!(working(), reply_to_opinion, request);
    let request = pb::ConcludeConsultationRequest {
        name: name.clone(),
        etag: world.get(&name).await.etag,
        summary: "已办结".into(),
        issued_document_number: String::new(),
    };
    twice!(working(), conclude_consultation, request);
    assert_eq!(world.city.suite.audited().await - before, 6);
    world.stop().await;
}

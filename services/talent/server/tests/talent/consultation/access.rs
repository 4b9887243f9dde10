//! Who may do what, and see what.

use onecode_proto::talent::v1 as pb;
use testkit::refusal::reason;
use tonic::Code;

use crate::city::HUZHOU;
use crate::consultation::world::{World, opinion};

#[tokio::test]
async fn a_draft_is_its_departments_alone() {
    let world = World::start().await;
    let draft = world.create(world.stated()).await.unwrap();
    let get = || pb::GetConsultationRequest { name: draft.name.clone() };
    for mut client in [world.reader(), world.portal()] {
        let hidden = client.get_consultation(get()).await.unwrap_err();
        assert_eq!(reason(&hidden), (Code::NotFound, "CONSULTATION_NOT_FOUND".into()));
        let listed = client.list_consultations(pb::ListConsultationsRequest::default()).await.unwrap();
        assert_eq!(listed.into_inner().consultations, []);
    }
    world.open(&draft).await.unwrap();
    let shown = world.reader().get_consultation(get()).await.unwrap().into_inner().consultation.unwrap();
    assert_eq!(shown, world.get(&draft.name).await);
    world.stop().await;
}

#[tokio::test]
async fn an_opinion_is_seen_by_its_system_and_the_department_and_later_by_all_if_it_may_be() {
    let world = World::start().await;
    let name = world.opened().await.name;
    let shy = opinion(&world.organizations[0], pb::OpinionStance::Against, "不赞成");
    let shy = world.submit(&name, pb::Opinion { may_publish: false, ..shy }).await.unwrap();
    let frank = world.submit(&name, opinion(&world.organizations[1], pb::OpinionStance::For, "")).await.unwrap();
    let get = |opinion: &pb::Opinion| pb::GetOpinionRequest { name: opinion.name.clone() };
    let other = || world.by(&world.system("education"));
    for (opinion, mut client) in [(&shy, other()), (&frank, other()), (&shy, world.reader()), (&frank, world.reader())]
    {
        let hidden = client.get_opinion(get(opinion)).await.unwrap_err();
        assert_eq!(reason(&hidden), (Code::NotFound, "CONSULTATION_OPINION_NOT_FOUND".into()));
    }
    for client in [other(), world.portal(), world.reader()] {
        let early = world.opinions(client.clone(), &name).await.unwrap_err();
        assert_eq!(reason(&early), (Code::PermissionDenied, "CONSULTATION_OTHER_DEPARTMENT".into()));
        let early = world.summary(client, &name).await.unwrap_err();
        assert_eq!(reason(&early).1, "CONSULTATION_OTHER_DEPARTMENT");
    }
    assert_eq!(world.portal().get_opinion(get(&shy)).await.unwrap().into_inner().opinion.unwrap(), shy);
    assert_eq!(world.opinions(world.working(), &name).await.unwrap(), [shy.clone(), frank.clone()]);
    world.days(8);
    world.reply(&shy, pb::OpinionAdoption::NotAdopted, "已有规定").await.unwrap();
    world.conclude(&name).await.unwrap();
    let public = world.opinions(world.reader(), &name).await.unwrap();
    assert_eq!(public, std::slice::from_ref(&frank));
    let hidden = world.reader().get_opinion(get(&shy)).await.unwrap_err();
    assert_eq!(reason(&hidden).0, Code::NotFound);
    assert_eq!(world.reader().get_opinion(get(&frank)).await.unwrap().into_inner().opinion.unwrap(), frank);
    assert_eq!(world.opinions(world.working(), &name).await.unwrap().len(), 2);
    world.stop().await;
}

#[tokio::test]
async fn each_step_has_its_permission_and_its_department() {
    let world = World::start().await;
    let open = world.opened().await;
    let said =
        world.submit(&open.name, opinion(&world.organizations[0], pb::OpinionStance::For, "赞成")).await.unwrap();
    let missing =
        |status: &tonic::Status| assert_eq!(reason(status), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    let create = pb::CreateConsultationRequest { consultation: Some(world.stated()), validate_only: false };
    missing(&world.portal().create_consultation(create).await.unwrap_err());
    missing(&world.working().submit_opinion(pb::SubmitOpinionRequest::default()).await.unwrap_err());
    missing(&world.portal().reply_to_opinion(pb::ReplyToOpinionRequest::default()).await.unwrap_err());
    missing(&world.reader().list_unanswered(pb::ListUnansweredRequest::default()).await.unwrap_err());
    let stranger = world.city.suite.identities().official("education", HUZHOU, &["consultation-organiser"], "he");
    let withdraw =
        pb::WithdrawConsultationRequest {
            name: open.name.clone(), etag: open.etag.clone(), reason: "不是我的".into()
        };
    let unanswered = pb::ListUnansweredRequest { parent: open.name.clone(), ..Default::default() };
    let reply = pb::ReplyToOpinionRequest {
        name: said.name.clone(),
        etag: said.etag.clone(),
        adoption: pb::OpinionAdoption::Adopted.into(),
        reply: String::new(),
    };
    let mut theirs = world.by(&stranger);
    let refused = [
        theirs.withdraw_consultation(withdraw).await.unwrap_err(),
        theirs.list_unanswered(unanswered).await.unwrap_err(),
        theirs.reply_to_opinion(reply).await.unwrap_err(),
    ];
    for status in refused {
        assert_eq!(reason(&status), (Code::PermissionDenied, "CONSULTATION_OTHER_DEPARTMENT".into()));
    }
    world.stop().await;
}

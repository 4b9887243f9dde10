//! Establishment: parallel review, checklist, decision, and what it leaves in the register.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::ApplicationState;
use onecode_proto::registry::v1::name_service_client::NameServiceClient;
use tonic::Code;
use tonic_types::StatusExt;

use crate::papers::*;
use crate::town::*;

#[tokio::test]
async fn an_association_is_established_by_the_review_of_four_departments() {
    let town = Town::new().await;
    let draft = town.create(association("湖州市桑蚕文化研究会", 1)).await;
    assert_eq!(draft.state(), ApplicationState::Draft);
    assert!(draft.case.starts_with("cases/"));
    let submitted = town.submit(&draft, PAPERS).await;
    assert_eq!(submitted.state(), ApplicationState::Submitted);
    let reviewing = town.accept(&submitted, "social-work", &["public-security"]).await;
    assert_eq!(reviewing.state(), ApplicationState::Reviewing);

    let early = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(reason(&early, Code::FailedPrecondition), "OPINIONS_OUTSTANDING");
    for department in ["development-reform", "social-work", "public-security"] {
        town.opine(&reviewing.name, department, true).await.unwrap();
    }
    let open = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(
        reason(&open, Code::FailedPrecondition),
        "CONDITIONS_OPEN",
        "{:?}",
        town.findings(&reviewing.name).await
    );
    town.answer(&reviewing).await;

    let approved = town.approve(&reviewing.name, "").await.unwrap();
    assert_eq!(approved.state(), ApplicationState::Approved);
    let decision = approved.decision.unwrap();
    assert!(decision.approved);
    assert!(decision.rules.iter().any(|rule| rule.id == "REG-01a" || rule.id == "REG-01c"));
    assert!(decision.certificate.starts_with(&approved.organization));

    let organization = town.organization(&approved.organization).await;
    assert_eq!(organization.title, "湖州市桑蚕文化研究会");
    assert_eq!(organization.status(), pb::OrganizationStatus::Active);
    assert_eq!(organization.division, HUZHOU);
    assert_eq!(organization.registration_authority, "湖州市民政局");
    assert_eq!(organization.supervising_unit, "湖州市发展和改革委员会");
    assert_eq!(organization.established_date, date(2026, 11, 24));
    assert!(organization.code.starts_with("51330500MJ3"));
}

#[tokio::test]
async fn what_an_establishment_leaves_is_all_there() {
    let town = Town::new().await;
    let code = town.established("湖州市桑蚕文化研究会", 1).await;
    let posts = town.posts(&code).await;
    assert_eq!(posts.len(), 2);
    assert_eq!(posts.iter().filter(|post| post.legal_representative).count(), 1);
    assert!(posts.iter().all(|post| post.basis == "湖民社登〔2026〕12号"), "posts rest on the decision");
    assert_eq!(town.certificates(&code).await.len(), 1);
    assert_eq!(town.charters(&code).await.len(), 1);
    let facts = "select count(*) from (select type from uow.event union all select type from uow.outbox) facts
        where type in ('onecode.registry.v1.ApplicationDecided', 'onecode.procedure.v1.AnnouncementPublished')";
    assert_eq!(town.suite.count(facts).await, 2);
}

#[tokio::test]
async fn conditions_that_are_not_met_or_not_answered_are_each_named_and_nothing_happens() {
    let town = Town::new().await;
    let mut poor = association("湖州市桑蚕文化研究会", 1);
    let Some(pb::application::Content::Establishment(content)) = &mut poor.content else { unreachable!() };
    content.individual_members = 3;
    content.unit_members = 0;
    content.registered_capital_fen = 100;
    let ready = town.ready(poor, PAPERS).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CONDITIONS_UNMET");
    assert_eq!(metadata(&refused, "rules"), "REG-01a,REG-02b");
    let unmet = refused.get_details_precondition_failure().unwrap().violations;
    assert_eq!(unmet.iter().map(|one| one.r#type.as_str()).collect::<Vec<_>>(), ["REG-01a", "REG-02b"]);
    assert!(unmet[0].description.contains("3 名个人会员"), "{unmet:?}");
    for table in ["select count(*) from registry.organization", "select count(*) from registry.post"] {
        assert_eq!(town.suite.count(table).await, 0);
    }
    assert_eq!(town.get(&ready.name).await, ready);
}

#[tokio::test]
async fn an_answer_of_no_stands_against_the_approval_until_it_is_replaced() {
    let town = Town::new().await;
    let ready = town.ready(association("湖州市桑蚕文化研究会", 1), PAPERS).await;
    let answered = async |met: bool| {
        let request = pb::RecordAnswersRequest {
            name: ready.name.clone(),
            etag: town.get(&ready.name).await.etag,
            answers: [("REG-06d".to_owned(), met)].into(),
            reasons: "核对验资报告原件".into(),
        };
        town.registrar().record_answers(request).await.unwrap();
    };
    answered(false).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(
        (reason(&refused, Code::FailedPrecondition), metadata(&refused, "rules")),
        ("CONDITIONS_UNMET".to_owned(), "REG-06".to_owned())
    );
    answered(true).await;
    town.approve(&ready.name, "").await.unwrap();
}

#[tokio::test]
async fn a_refusal_names_a_ground_of_the_kind_and_its_reasons() {
    let town = Town::new().await;
    let reviewing = town.reviewing(association("湖州市桑蚕文化研究会", 1), PAPERS).await;
    let refuse = |ground: &str| pb::RefuseApplicationRequest {
        name: reviewing.name.clone(),
        etag: reviewing.etag.clone(),
        number: "湖民社不登〔2026〕1号".into(),
        reasons: "同一行政区域内已有业务范围相同的社会团体".into(),
        ground: ground.into(),
    };
    let wrong = town.registrar().refuse_application(refuse("REG-21.1")).await.unwrap_err();
    assert_eq!(wrong.code(), Code::InvalidArgument, "a ground of private non-enterprise units: {wrong:?}");
    let refused = town.registrar().refuse_application(refuse("REG-06.2")).await.unwrap();
    let refused = refused.into_inner().application.unwrap();
    assert_eq!(refused.state(), ApplicationState::Refused);
    let decision = refused.decision.unwrap();
    assert_eq!((decision.approved, decision.ground.as_str()), (false, "REG-06.2"));
    assert_eq!((decision.number.as_str(), decision.certificate.as_str()), ("湖民社不登〔2026〕1号", ""));
    assert!(refused.organization.is_empty());

    let submitted = town.submit(&town.create(association("湖州市丝绸文化研究会", 3)).await, PAPERS).await;
    let request = pb::DeclineApplicationRequest {
        name: submitted.name.clone(),
        etag: submitted.etag.clone(),
        reasons: "申请登记时弄虚作假".into(),
        ground: "REG-06.4".into(),
    };
    let declined = town.registrar().decline_application(request).await.unwrap().into_inner().application.unwrap();
    assert_eq!(declined.state(), ApplicationState::Refused);
    assert_eq!(declined.decision.unwrap().ground, "REG-06.4");

    let request = pb::ListRefusalGroundsRequest { kind: pb::OrganizationKind::SocialGroup.into() };
    let grounds = town.registrar().list_refusal_grounds(request).await.unwrap().into_inner().grounds;
    assert!(grounds.iter().any(|ground| ground.id == "REG-06.2" && ground.rule.is_some()));
    assert!(grounds.iter().all(|ground| !ground.id.starts_with("REG-21")));
}

#[tokio::test]
async fn a_reserved_name_is_the_applicants_and_used_up_by_the_approval() {
    let town = Town::new().await;
    let title = "湖州市桑蚕文化研究会";
    let held = reserved(&town, &town.suite.registrar(), title).await.unwrap();
    let ready = town.ready(association(title, 1), PAPERS).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(metadata(&refused, "rules"), "NAME-04", "somebody else holds the name: {refused:?}");

    let mut holder = association(title, 3);
    let Some(pb::application::Content::Establishment(content)) = &mut holder.content else { unreachable!() };
    content.name_reservation.clone_from(&held.name);
    let ready = town.ready(holder, PAPERS).await;
    town.approve(&ready.name, "").await.unwrap();
    assert_eq!(town.suite.count("select count(*) from registry.name_reservation where state = 'consumed'").await, 1);
}

#[tokio::test]
async fn a_name_stays_reserved_for_an_application_that_was_handed_in_while_it_was() {
    let town = Town::new().await;
    let title = "湖州市桑蚕文化研究会";
    let held = reserved(&town, &town.suite.registrar(), title).await.unwrap();
    let mut holder = association(title, 1);
    let Some(pb::application::Content::Establishment(content)) = &mut holder.content else { unreachable!() };
    content.name_reservation.clone_from(&held.name);
    let reviewing = town.reviewing(holder, PAPERS).await;
    town.suite.clock().advance(time::Duration::days(31));
    let refused = reserved(&town, &town.suite.registrar(), title).await.unwrap_err();
    assert_eq!(reason(&refused, Code::AlreadyExists), "NAME_RESERVED", "{refused:?}");
    let mut names = NameServiceClient::new(town.suite.client(town.suite.registrar().fresh()));
    let listed = names.list_name_reservations(pb::ListNameReservationsRequest::default()).await.unwrap().into_inner();
    assert_eq!(listed.reservations[0].application, reviewing.name);
    assert_eq!(listed.reservations[0].state(), pb::NameReservationState::Held);

    let request = pb::WithdrawApplicationRequest {
        name: reviewing.name.clone(),
        etag: town.get(&reviewing.name).await.etag,
        ..Default::default()
    };
    town.portal().withdraw_application(request).await.unwrap();
    reserved(&town, &town.suite.registrar(), title).await.unwrap();
}

#[tokio::test]
async fn a_reservation_serves_only_its_holder_and_its_own_name() {
    let town = Town::new().await;
    let title = "湖州市桑蚕文化研究会";
    let portal = town.caller("tax", &["registry-registrar"]);
    let held = reserved(&town, &portal, title).await.unwrap();
    let with = |title: &str, serial| {
        let mut application = association(title, serial);
        let Some(pb::application::Content::Establishment(content)) = &mut application.content else { unreachable!() };
        content.name_reservation.clone_from(&held.name);
        application
    };
    let ready = town.ready(with(title, 1), PAPERS).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(metadata(&refused, "rules"), "NAME-04", "another department holds it: {refused:?}");
    let other = town.ready(with("湖州市丝绸文化研究会", 3), PAPERS).await;
    town.approve(&other.name, "").await.unwrap();
    let states = "select count(*) from registry.name_reservation where state = 'held' and application is null";
    assert_eq!(town.suite.count(states).await, 1, "what was reserved for another name is not used up");
}

async fn reserved(town: &Town, caller: &testkit::Caller, title: &str) -> Result<pb::NameReservation, tonic::Status> {
    let mut names = NameServiceClient::new(town.suite.client(caller.fresh()));
    let request = pb::ReserveNameRequest {
        title: title.into(),
        kind: pb::OrganizationKind::SocialGroup.into(),
        division: HUZHOU.into(),
        matter: "拟成立".into(),
        ..Default::default()
    };
    Ok(names.reserve_name(request).await?.into_inner().reservation.unwrap())
}

#[tokio::test]
async fn a_private_non_enterprise_unit_is_held_to_the_conditions_of_its_kind() {
    let town = Town::new().await;
    let unit = |percent: i32, serial: u32| {
        let mut application = association("湖州市桑梓养老服务中心", serial);
        let Some(pb::application::Content::Establishment(content)) = &mut application.content else { unreachable!() };
        content.kind = pb::OrganizationKind::PrivateNonEnterprise.into();
        content.legal_form = pb::LegalForm::Corporate.into();
        content.non_state_assets_percent = Some(percent);
        application
    };
    let ready = town.ready(unit(66, 1), PAPERS).await;
    let refused = town.approve(&ready.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CONDITIONS_UNMET");
    assert_eq!(metadata(&refused, "rules"), "REG-20a");
    let ready = town.ready(unit(67, 3), PAPERS).await;
    let approved = town.approve(&ready.name, "").await.unwrap();
    assert!(approved.organization.starts_with("organizations/52330500MJ3"), "{}", approved.organization);
}

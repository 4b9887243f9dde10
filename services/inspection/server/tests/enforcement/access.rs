//! Who may do what, and what others learn.

use onecode_proto::inspection::v1 as pb;

use crate::support::*;

#[tokio::test]
async fn each_part_of_a_case_is_for_those_who_hold_it() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.file(stated(&organization(&world, 1).await)).await.unwrap();
    let client = |role: &'static str| Cases::new(world.client(world.caller(CIVIL, &[role]).fresh()));
    let (name, etag) = (seen.name.clone(), seen.etag.clone());
    let approve = pb::ApprovePenaltyFilingRequest { name: name.clone(), etag: etag.clone() };
    let refused = client("enforcement-officer").approve_penalty_filing(approve).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    assert_eq!(metadata(&refused, "permission"), "inspection.penalty.decide");
    let conclude = pb::ConcludePenaltyRequest { name: name.clone(), etag: etag.clone(), conclusion: None };
    let refused = client("enforcement-head").conclude_penalty(conclude).await.unwrap_err();
    assert_eq!(metadata(&refused, "permission"), "inspection.penalty.investigate");
    let review = pb::ReviewPenaltyRequest { name: name.clone(), etag: etag.clone(), passed: true, opinion: "x".into() };
    let refused = client("enforcement-head").review_penalty(review).await.unwrap_err();
    assert_eq!(metadata(&refused, "permission"), "inspection.penalty.review");
    let get = pb::GetPenaltyRequest { name };
    let refused = client("inspection-reader").get_penalty(get).await.unwrap_err();
    assert_eq!(metadata(&refused, "permission"), "inspection.penalty.read");
}

#[tokio::test]
async fn another_division_sees_nothing_and_the_one_above_sees_and_does_nothing() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let county = Office { division: "330521", ..civil };
    let refused = county.suspend(&seen, "鉴定").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "PENALTY_NOT_FOUND".into()));
    let request = pb::GetPenaltyRequest { name: seen.name.clone() };
    let refused = county.cases().get_penalty(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "PENALTY_NOT_FOUND".into()));
    let list = pb::ListEvidenceRequest { parent: seen.name.clone(), ..Default::default() };
    let refused = county.cases().list_evidence(list).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "PENALTY_NOT_FOUND".into()));
    assert_eq!(
        county.cases().list_penalties(pb::ListPenaltiesRequest::default()).await.unwrap().into_inner().penalties,
        []
    );
    let province = Office { division: "330000", ..civil };
    assert!(province.cases().get_penalty(request).await.is_ok());
    let refused = province.suspend(&seen, "鉴定").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "OTHER_AUTHORITY".into()));
}

#[tokio::test]
async fn another_department_of_the_division_reads_and_does_not_act() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let tax = Office { department: TAX, ..civil };
    assert_eq!(tax.get(&seen).await.name, seen.name);
    let refused = tax.suspend(&seen, "鉴定").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    let refused = tax.annul(&seen, pb::AnnulmentGround::Court, "1", "别人的案件").await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
}

#[tokio::test]
async fn a_ban_of_another_division_is_not_there() {
    let world = World::start().await;
    let county = Office { division: "330521", ..civil(&world) };
    let other = Office { division: "330522", ..county };
    let ban = pb::Ban {
        title: "无证协会".into(),
        illegal_case: pb::IllegalCase::Unregistered.into(),
        body: pb::BodyKind::Ordinary.into(),
        conduct: "擅自活动".into(),
        place: "德清县".into(),
        place_division: "330521".into(),
        ..Default::default()
    };
    let filed = county.bans().file_ban(pb::FileBanRequest { ban: Some(ban) }).await.unwrap().into_inner().ban.unwrap();
    let request = pb::GetBanRequest { name: filed.name.clone() };
    let refused = other.bans().get_ban(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "BAN_NOT_FOUND".into()));
    let approve = pb::ApproveBanFilingRequest { name: filed.name, etag: filed.etag };
    let city = Office { division: HUZHOU, ..county };
    let refused = city.bans().approve_ban_filing(approve).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "OTHER_AUTHORITY".into()));
}

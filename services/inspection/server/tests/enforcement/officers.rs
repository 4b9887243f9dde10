//! AssignOfficers: certified, free of ties, at least two.

use onecode_proto::inspection::v1 as pb;

use crate::support::*;

async fn filed(world: &World) -> (Office<'_>, pb::Penalty) {
    let (civil, party) = (civil(world), organization(world, 1).await);
    let seen = civil.file(stated(&party)).await.unwrap();
    let seen = civil.approve(&seen).await.unwrap();
    (civil, seen)
}

#[tokio::test]
async fn two_certified_officers_are_assigned_and_replaced() {
    let world = World::start().await;
    let (civil, seen) = filed(&world).await;
    let officers = civil.two().await;
    let assigned = civil.assign(&seen, &officers).await.unwrap();
    let shown = civil.get(&assigned).await;
    assert_eq!((shown.etag.as_str(), shown.officers.len()), (assigned.etag.as_str(), 2));
    let third = civil.officer("3", |_| ()).await;
    let anew = vec![officers[0].clone(), third];
    civil.assign(&assigned, &anew).await.unwrap();
    assert_eq!(civil.get(&seen).await.officers.len(), 2);
    let released = "select count(*) from inspection.case_officer where released_on is not null";
    assert_eq!(world.suite.count(released).await, 1);
}

#[tokio::test]
async fn one_alone_or_one_with_an_assistant_are_too_few() {
    let world = World::start().await;
    let (civil, seen) = filed(&world).await;
    let officer = civil.officer("1", |_| ()).await;
    let assistant = civil.officer("2", |inspector| inspector.assistant = true).await;
    for team in [vec![officer.clone()], vec![officer, assistant]] {
        let refused = civil.assign(&seen, &team).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "TOO_FEW_OFFICERS".into()));
        assert_eq!((metadata(&refused, "found"), metadata(&refused, "least")), ("1".into(), "2".into()));
    }
}

#[tokio::test]
async fn an_officer_with_an_expired_certificate_is_named() {
    let world = World::start().await;
    let (civil, seen) = filed(&world).await;
    let officer = civil.officer("1", |_| ()).await;
    let expired = civil.officer("2", |inspector| inspector.certificate_valid_to = date(2026, 11, 24)).await;
    let refused = civil.assign(&seen, &[officer, expired.clone()]).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "OFFICER_UNCERTIFIED".into()));
    assert_eq!(metadata(&refused, "inspectors"), expired);
}

#[tokio::test]
async fn a_certificate_that_expires_during_the_case_stops_its_conclusion() {
    let world = World::start().await;
    let (civil, seen) = filed(&world).await;
    let officer = civil.officer("1", |_| ()).await;
    let expiring = civil.officer("2", |inspector| inspector.certificate_valid_to = date(2026, 11, 27)).await;
    let team = [officer, expiring.clone()];
    let seen = civil.assign(&seen, &team).await.unwrap();
    civil.add(&seen.name, civil.record(&team)).await.unwrap();
    civil.pass(3);
    let conclusion =
        pb::PenaltyConclusion { report: "事实清楚".into(), sanctions: vec![warning()], ..Default::default() };
    let refused = civil.conclude(&seen, conclusion).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "OFFICER_UNCERTIFIED".into()));
    assert_eq!(metadata(&refused, "inspectors"), expiring);
}

#[tokio::test]
async fn an_officer_who_is_recused_from_the_party_is_named() {
    let world = World::start().await;
    let (civil, seen) = filed(&world).await;
    let officers = civil.two().await;
    let recusal = pb::Recusal {
        organization: seen.organization.clone(),
        ground: pb::RecusalGround::Relative.into(),
        valid_from: date(2026, 1, 1),
        ..Default::default()
    };
    let request = pb::CreateRecusalRequest { parent: officers[1].clone(), recusal: Some(recusal) };
    Inspectors::new(civil.client()).create_recusal(request).await.unwrap();
    let refused = civil.assign(&seen, &officers).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "OFFICER_RECUSED".into()));
    assert_eq!(metadata(&refused, "inspectors"), officers[1]);
    let other = civil.file(stated(&organization(&world, 2).await)).await.unwrap();
    let other = civil.approve(&other).await.unwrap();
    assert!(civil.assign(&other, &officers).await.is_ok(), "from this party nobody is recused");
}

#[tokio::test]
async fn officers_of_another_department_are_not_there() {
    let world = World::start().await;
    let (civil, seen) = filed(&world).await;
    let strangers = [world.inspector(TAX, "SW-1").await, world.inspector(TAX, "SW-2").await];
    let refused = civil.assign(&seen, &strangers).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "INSPECTOR_NOT_FOUND".into()));
    let twice = vec![strangers[0].clone(), strangers[0].clone()];
    assert_eq!(violated_sorted(&civil.assign(&seen, &twice).await.unwrap_err()), ["officers[1]"]);
}

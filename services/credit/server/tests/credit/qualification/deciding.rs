//! Lists of a year: many at once, all or none, each decision once.

use super::support::*;

#[tokio::test]
async fn a_list_grants_all_of_its_applications_or_none() {
    let world = World::start().await;
    let mut ready = Vec::new();
    for serial in [3, 1, 2] {
        let code = registered(&world, serial).await;
        let applied = apply(&world, &code, Kind::Charity).await;
        ready.push(confirmed(&world, &applied).await);
    }
    let mut request = granting(&ready.iter().collect::<Vec<_>>());
    request.applications[1].etag = "\"old\"".into();
    let refused = office(&world, "civil-affairs").grant_qualifications(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::Aborted, "QUALIFICATION_APPLICATION_CHANGED".into()));
    assert_eq!(metadata(&refused, "qualification_application"), ready[1].name);
    assert!(qualified(&world, Kind::Charity, (2026, 11, 24)).await.is_empty());

    let list = grant(&world, &ready.iter().collect::<Vec<_>>()).await.unwrap();
    let codes = [code(1), code(2), code(3)];
    let on_it: Vec<&str> = list.entries.iter().map(|one| &one.organization["organizations/".len()..]).collect();
    assert_eq!(on_it, codes, "in the order of their codes");
    assert_eq!(qualified(&world, Kind::Charity, (2026, 11, 24)).await, codes);
    let request = pb::ListQualificationBatchesRequest { year: 2026, division: HUZHOU.into(), ..Default::default() };
    let lists = public(&world).list_qualification_batches(request.clone()).await.unwrap().into_inner();
    assert_eq!((lists.qualification_batches.len(), lists.qualification_batches[0].entry_count), (1, 3));
    let request = pb::ListQualificationBatchesRequest { year: 2025, ..request };
    let none = public(&world).list_qualification_batches(request).await.unwrap().into_inner();
    assert!(none.qualification_batches.is_empty());
    let request = pb::GetQualificationBatchRequest { name: list.name.clone() };
    let got = public(&world).get_qualification_batch(request).await.unwrap().into_inner();
    assert_eq!(got.qualification_batch.unwrap(), list);
    world.suite.stop().await;
}

#[tokio::test]
async fn of_two_decisions_at_once_one_is_taken() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let applied = apply(&world, &code, Kind::Charity).await;
    let ready = confirmed(&world, &applied).await;
    let all = [&ready];
    let (one, other) = tokio::join!(grant(&world, &all), grant(&world, &all));
    let refused: Vec<Status> = [one, other].into_iter().filter_map(Result::err).collect();
    let [refused] = refused.as_slice() else { panic!("{refused:?}") };
    assert_eq!(reason(refused), (Code::Aborted, "QUALIFICATION_APPLICATION_CHANGED".into()));
    assert_eq!(world.suite.count("select count(*) from credit.qualification").await, 1);
    assert_eq!(world.suite.count("select count(*) from credit.qualification_batch").await, 1);

    let held = qualification(&world, &again(&world, &applied).await.qualification).await;
    let cancel = || async {
        let request = pb::CancelQualificationRequest {
            name: held.name.clone(),
            etag: held.etag.clone(),
            ground: "terminated".into(),
            document_number: "湖民慈〔2026〕9号".into(),
            reasons: "连续二年未从事慈善活动".into(),
            ..Default::default()
        };
        authority(&world, "civil-affairs").cancel_qualification(request).await
    };
    let (one, other) = tokio::join!(cancel(), cancel());
    let refused: Vec<Status> = [one, other].into_iter().filter_map(Result::err).collect();
    let [refused] = refused.as_slice() else { panic!("{refused:?}") };
    assert_eq!(reason(refused), (Code::Aborted, "QUALIFICATION_CHANGED".into()));
    assert_eq!(world.suite.count("select count(*) from credit.qualification_cancellation").await, 1);
    world.suite.stop().await;
}

#[tokio::test]
async fn the_same_key_grants_once() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let applied = apply(&world, &code, Kind::Charity).await;
    let ready = confirmed(&world, &applied).await;
    let caller = world.caller("civil-affairs", &["credit-qualification-officer"]);
    let mut office = Applications::new(world.client(caller.keyed("grant-1")));
    let first = office.grant_qualifications(granting(&[&ready])).await.unwrap().into_inner();
    let second = office.grant_qualifications(granting(&[&ready])).await.unwrap().into_inner();
    assert_eq!(first, second);
    assert_eq!(told(&world, "QualificationGranted").await, 1);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_renewal_begins_where_the_one_before_ends() {
    let world = World::start().await;
    let code = registered(&world, 1).await;
    let old = recorded(&world, &code, Kind::TaxExemption, 2022, None).await;
    assert_eq!((old.until_date, old.rule.as_str()), (date(2027, 1, 1), "TX-03a@1"));
    let applied = apply(&world, &code, Kind::TaxExemption).await;
    assert_eq!(applied.renews, old.name);
    let ready = confirmed(&world, &applied).await;
    let list = grant(&world, &[&ready]).await.unwrap();
    let held = qualification(&world, &list.entries[0].qualification).await;
    assert_eq!((held.valid_from, held.until_date), (date(2027, 1, 1), date(2032, 1, 1)));
    assert_eq!(held.state(), pb::QualificationState::ToCome);
    let again = apply_with(&world, &code, Kind::TaxExemption, &[]).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "QUALIFICATION_IN_FORCE".into()));
    assert_eq!(metadata(&again, "earliest"), "2031-10-01");
    world.suite.stop().await;
}

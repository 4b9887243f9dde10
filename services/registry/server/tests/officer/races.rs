//! Appointments side by side: the database lets one through.

use futures::future::join_all;
use tonic::Code;

use crate::support::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_person_becomes_legal_representative_of_one_of_sixteen_associations() {
    let suite = registry().await;
    let mut parents = Vec::new();
    for serial in 1..=16 {
        parents.push(association(&suite, serial).await);
    }
    let outcomes = join_all(parents.iter().map(|parent| {
        let mut client = registrar(&suite);
        async move { client.appoint_officer(appoint(parent, representative(1))).await }
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for status in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(refused(&status), (Code::FailedPrecondition, "APPOINTMENT_BARRED".into(), "REG-07".into()));
    }
    assert_eq!(suite.count("select count(*) from registry.person").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_sixteen_people_becomes_legal_representative_of_an_association() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let outcomes = join_all((1..=16).map(|serial| {
        let (mut client, parent) = (registrar(&suite), parent.clone());
        async move { client.appoint_officer(appoint(&parent, representative(serial))).await }
    }))
    .await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let held = "select count(*) from registry.post where legal_representative and ended_on is null";
    assert_eq!(suite.count(held).await, 1);
}

#[tokio::test]
async fn the_database_itself_refuses_a_second_legal_representative() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    appointed(&mut registrar(&suite), &parent, representative(1)).await;
    let copy = "insert into registry.post select gen_random_uuid(), organization, organization_kind, person, 'supervisor',
        legal_representative, term_number, consecutive_terms, starts_on, ends_on, ended_on, serving_official, retired_cadre,
        cadre_approval, exception_approval, basis, end_basis, rules, revision, created_at, updated_at from registry.post";
    let second = sqlx::query(copy).execute(&mut suite.database().connection().await).await.unwrap_err();
    let constraint = second.as_database_error().and_then(|error| error.constraint()).unwrap_or_default().to_owned();
    assert!(constraint.starts_with("post_") && constraint.ends_with("_key"), "{constraint}");
}

//! Of two at once one is refused, and numbers have neither gaps nor twins.

use std::collections::BTreeSet;

use futures::future::join_all;

use crate::support::*;

#[tokio::test]
async fn of_two_decisions_at_once_one_is_made() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.told(&organization(&world, 1).await, vec![warning()]).await;
    civil.pass(9);
    let outcomes = join_all((0..4).map(|_| civil.decide(&seen, decision(vec![warning()])))).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for refused in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!(reason(&refused), (Code::Aborted, "ETAG_MISMATCH".into()));
    }
    assert_eq!(world.suite.count("select count(*) from inspection.decision_given").await, 1);
    assert_eq!(world.suite.count("select max(last)::bigint from inspection.decision_number").await, 1);
}

/// Whatever the code does, the database lets one decision, one delivery, one annulment stand.
#[tokio::test]
async fn the_database_lets_one_decision_stand() {
    let world = World::start().await;
    let civil = civil(&world);
    civil.decided(&organization(&world, 1).await, vec![warning()]).await;
    let again = "insert into inspection.penalty_entry (penalty, number, entry, actor, created_at)
        select penalty, number + 100, entry, actor, created_at from inspection.penalty_entry where entry ->> 'kind' = 'decided'";
    let mut connection = world.suite.database().connection().await;
    let refused = sqlx::query(again).execute(&mut connection).await.unwrap_err();
    let constraint = refused.as_database_error().and_then(|error| error.constraint()).unwrap().to_owned();
    assert_eq!(constraint, "penalty_entry_once_key");
    let twin = "insert into inspection.decision_given (division, mark, year, number, proceeding, created_at)
        select division, mark, year, number, gen_random_uuid(), created_at from inspection.decision_given";
    let refused = sqlx::query(twin).execute(&mut connection).await.unwrap_err();
    assert_eq!(refused.as_database_error().and_then(|error| error.constraint()), Some("decision_given_pkey"));
}

#[tokio::test]
async fn decisions_at_once_of_different_cases_have_numbers_one_after_the_other() {
    let world = World::start().await;
    let civil = civil(&world);
    let mut told = Vec::new();
    for serial in 1..=6 {
        told.push(civil.investigated_by(&organization(&world, serial).await, serial).await);
    }
    civil.pass(9);
    let decided = join_all(told.iter().map(|seen| civil.decide(seen, decision(vec![warning()])))).await;
    let numbers: BTreeSet<String> =
        decided.into_iter().map(|seen| seen.unwrap().decision.unwrap().document_number).collect();
    let expected: BTreeSet<String> = (1..=6).map(|number| format!("湖民罚决〔2026〕{number}号")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn evidence_is_added_side_by_side() {
    let world = World::start().await;
    let civil = civil(&world);
    let seen = civil.investigated(&organization(&world, 1).await).await;
    let officers = civil.get(&seen).await.officers;
    let added = join_all((0..4).map(|_| civil.add(&seen.name, civil.record(&officers)))).await;
    assert!(added.iter().all(Result::is_ok));
    assert_eq!(civil.get(&seen).await.evidence_count, 5);
}

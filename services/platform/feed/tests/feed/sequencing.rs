//! Giving positions, without accidents.

use feed::{Sequencer, sequence};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::books;
use crate::town::{Change, Town};

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_writers_leave_a_dense_feed_of_whole_units() {
    let town = Town::new().await;
    let stop = CancellationToken::new();
    let mut sequencer = JoinSet::new();
    sequencer.spawn(Sequencer::new(town.database.url()).unwrap().run(stop.clone()));
    town.busy(12).await;
    town.until_sequenced().await;
    books::check(&town).await;
    stop.cancel();
    sequencer.join_all().await.into_iter().for_each(Result::unwrap);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sequencers_that_race_number_nothing_twice() {
    let town = Town::new().await;
    let mut sequencers = JoinSet::new();
    for _ in 0..2 {
        sequencers.spawn(Sequencer::new(town.database.url()).unwrap().run(CancellationToken::new()));
    }
    town.busy(12).await;
    town.until_sequenced().await;
    books::check(&town).await;
    assert_eq!(
        town.count(
            "select count(*) from pg_locks l join pg_database d on d.oid = l.database
        where l.locktype = 'advisory' and d.datname = current_database()"
        )
        .await,
        1,
        "one of them leads"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn leaders_forced_to_work_at_once_take_turns() {
    let town = Town::new().await;
    let stop = CancellationToken::new();
    let mut leaders = JoinSet::new();
    for _ in 0..4 {
        let (mut connection, stop) = (town.database.connection().await, stop.clone());
        leaders.spawn(async move {
            let mut count = 0;
            while !stop.is_cancelled() {
                count += sequence(&mut connection).await.unwrap().count;
            }
            count
        });
    }
    town.busy(12).await;
    town.until_sequenced().await;
    stop.cancel();
    let shares = leaders.join_all().await;
    assert_eq!(shares.iter().sum::<i64>(), town.count("select count(*) from uow.event").await);
    assert!(shares.iter().filter(|share| **share > 0).count() > 1, "more than one of them worked: {shares:?}");
    books::check(&town).await;
}

#[tokio::test]
async fn refused_writes_leave_no_hole() {
    let town = Town::new().await;
    for turn in 0..20 {
        let change = Change { refused: turn % 3 == 0, ..Change::of(&["a", "b"]) };
        assert_eq!(town.write(&change).await.is_err(), change.refused);
    }
    town.sequence().await;
    assert_eq!(town.count("select position from uow.feed").await, 13 * 6);
    books::check(&town).await;
}

#[tokio::test]
async fn units_whose_facts_interleave_are_put_in_the_order_in_which_they_ended() {
    let town = Town::new().await;
    let (ended_first, ended_last) = (Uuid::from_u128(1), Uuid::from_u128(2));
    for unit in [ended_last, ended_first, ended_first, ended_last] {
        town.execute(&format!(
            "insert into uow.outbox (id, call_id, source, aggregatetype, aggregateid, type, payload, division, created_at)
             values (gen_random_uuid(), '{unit}', 'test', 'subjects', 'a', 'test', '', '330500', now())"
        ))
        .await;
    }
    town.sequence().await;
    let mut connection = town.database.connection().await;
    let order: Vec<Uuid> =
        sqlx::query_scalar("select call_id from uow.event order by position").fetch_all(&mut connection).await.unwrap();
    assert_eq!(order, [ended_first, ended_first, ended_last, ended_last]);
}

#[tokio::test]
async fn a_unit_larger_than_a_step_is_numbered_in_one() {
    let town = Town::new().await;
    town.write(&Change::of(&["a"])).await.unwrap();
    town.write(&Change { facts: 5_000, ..Change::of(&["b"]) }).await.unwrap();
    town.write(&Change::of(&["a"])).await.unwrap();
    let mut connection = town.database.connection().await;
    assert_eq!(sequence(&mut connection).await.unwrap().count, 5_003);
    assert_eq!(sequence(&mut connection).await.unwrap().position, 5_006);
}

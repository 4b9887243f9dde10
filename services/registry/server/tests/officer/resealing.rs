//! After a rotation everything is sealed with the new key, in bounded batches, and the old key may go.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use feed::Feed;
use seal::{Place, Ring};
use sqlx::PgConnection;
use testkit::Suite;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::register::config;
use crate::support::*;

fn ring(active: &str, keys: &[(&str, u8)]) -> Ring {
    let key = |byte: u8| STANDARD.encode([byte; 32]);
    let keys: Vec<String> = keys.iter().map(|(id, byte)| format!("{id} = \"{}\"\n", key(*byte))).collect();
    Ring::parse(&format!("active = \"{active}\"\nlookup = \"{}\"\n[keys]\n{}", key(9), keys.concat())).unwrap()
}

/// What a part with another ring does at its start.
async fn started_with(suite: &Suite, ring: Ring) {
    let stop = CancellationToken::new();
    let config = registry_server::Config { ring, ..config() };
    let feed = Feed::new(suite.uow().reads().clone());
    let part = registry_server::part(suite.uow().clone(), feed, stop.clone(), config);
    let task = part.tasks.into_iter().find(|task| task.name == "resealing").unwrap();
    (task.start)(stop).await.unwrap();
}

async fn sealed_with(suite: &Suite, key: &'static str) -> i64 {
    let count = "select count(*) from registry.person
        where position(convert_to($1, 'UTF8') in name) = 3 and position(convert_to($1, 'UTF8') in id_number) = 3";
    sqlx::query_scalar(count).bind(key).fetch_one(&mut suite.database().connection().await).await.unwrap()
}

/// People whom nobody needs to have appointed.
async fn plant(conn: &mut PgConnection, ring: &Ring, count: u128) {
    for serial in 1..=count {
        let id = Uuid::from_u128(serial);
        let seal = |column| ring.seal(&Place::new("registry.person", column, id), b"x").unwrap();
        sqlx::query(
            "insert into registry.person (id, id_kind, id_hash, name, id_number, created_at, updated_at)
             values ($1, 'passport', $2, $3, $4, now(), now())",
        )
        .bind(id)
        .bind(serial.to_be_bytes().to_vec())
        .bind(seal("name"))
        .bind(seal("id_number"))
        .execute(&mut *conn)
        .await
        .unwrap();
    }
}

#[tokio::test]
async fn everything_is_sealed_anew_in_batches_and_opens_without_the_old_key() {
    let before = ring("k1", &[("k1", 1)]);
    let suite = registry_with(before.clone()).await;
    let parent = association(&suite, 1).await;
    appointed(&mut registrar(&suite), &parent, appointment(1)).await;
    let mut conn = suite.database().connection().await;
    plant(&mut conn, &before, 450).await;
    started_with(&suite, ring("k2", &[("k1", 1), ("k2", 2)])).await;
    assert_eq!((sealed_with(&suite, "k1").await, sealed_with(&suite, "k2").await), (0, 451));
    let batches = "select count(*) from uow.audit where method = 'registry/reseal-personal-data'";
    assert_eq!(suite.count(batches).await, 3, "batches of two hundred");
    let (id, phone): (Uuid, Vec<u8>) = sqlx::query_as("select id, phone from registry.person where phone is not null")
        .fetch_one(&mut conn)
        .await
        .unwrap();
    let opened = ring("k2", &[("k2", 2)]).open(&Place::new("registry.person", "phone", id), &phone).unwrap();
    assert_eq!(opened.expose(), b"13812345678");

    started_with(&suite, ring("k2", &[("k2", 2)])).await;
    assert_eq!(suite.count(batches).await, 3, "nothing is left to do");
}

#[tokio::test]
async fn what_no_key_opens_is_left_and_the_rest_done() {
    let suite = registry_with(ring("k1", &[("k1", 1)])).await;
    let mut conn = suite.database().connection().await;
    plant(&mut conn, &ring("lost", &[("lost", 7)]), 1).await;
    let parent = association(&suite, 1).await;
    appointed(&mut registrar(&suite), &parent, appointment(1)).await;
    started_with(&suite, ring("k2", &[("k1", 1), ("k2", 2)])).await;
    assert_eq!((sealed_with(&suite, "k2").await, sealed_with(&suite, "lost").await), (1, 1));
}

#[tokio::test]
async fn the_leaders_of_applications_are_sealed_anew_too() {
    let before = ring("k1", &[("k1", 1)]);
    let suite = registry_with(before.clone()).await;
    let mut conn = suite.database().connection().await;
    let place = Place::new("registry.application", "leaders", Uuid::from_u128(1));
    sqlx::query(
        "insert into registry.application (id, kind, state, division, organization, organization_kind, title,
             supervising_department, applicant_department, content, leaders, official_accounts, answers, created_at, updated_at)
         values ($1, 'establishment', 'submitted', '330500', '', 'social_group', '', '', '', '', $2, '{}', '{}', now(), now())",
    )
    .bind(place.row)
    .bind(before.seal(&place, b"leaders").unwrap())
    .execute(&mut conn)
    .await
    .unwrap();
    started_with(&suite, ring("k2", &[("k1", 1), ("k2", 2)])).await;
    let leaders: Vec<u8> =
        sqlx::query_scalar("select leaders from registry.application").fetch_one(&mut conn).await.unwrap();
    assert_eq!(ring("k2", &[("k2", 2)]).open(&place, &leaders).unwrap().expose(), b"leaders");
}

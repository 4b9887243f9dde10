//! After a rotation what is sealed of complaints is sealed with the new key, in bounded batches, and the old key may go.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rpc::Peers;
use seal::Ring;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;

use crate::support::*;

fn ring(active: &str, keys: &[(&str, u8)]) -> Ring {
    let key = |byte: u8| STANDARD.encode([byte; 32]);
    let keys: Vec<String> = keys.iter().map(|(id, byte)| format!("{id} = \"{}\"\n", key(*byte))).collect();
    Ring::parse(&format!("active = \"{active}\"\nlookup = \"{}\"\n[keys]\n{}", key(9), keys.concat())).unwrap()
}

/// What a part with another ring does at its start.
async fn started_with(world: &World, ring: Ring) {
    let stop = CancellationToken::new();
    let config = inspection_server::Config::new(crate::world::office(), ring);
    let part = inspection_server::part(world.suite.uow().clone(), &Peers::new(), stop.clone(), config);
    let task = part.tasks.into_iter().find(|task| task.name == "resealing-complaints").unwrap();
    (task.start)(stop).await.unwrap();
}

async fn sealed_with(conn: &mut PgConnection, key: &'static str) -> (i64, i64) {
    sqlx::query_as(
        "select count(*) filter (where position(convert_to($1, 'UTF8') in statement) = 3),
             count(*) filter (where position(convert_to($1, 'UTF8') in reporter) = 3)
         from inspection.complaint",
    )
    .bind(key)
    .fetch_one(conn)
    .await
    .unwrap()
}

#[tokio::test]
async fn everything_is_sealed_anew_and_opens_without_the_old_key() {
    let world = World::start_with(|config| config.ring = ring("k1", &[("k1", 1)])).await;
    let (filed, complaint) = taken_on(&world, named(&[unregistered("湖州养生会", HUZHOU)])).await;
    informed(&world, &complaint).await;
    asked(&world, &filed).await.unwrap();
    file(&world, anonymous(&[unregistered("湖州养生社", HUZHOU)])).await;
    let mut conn = world.suite.database().connection().await;
    assert_eq!((sealed_with(&mut conn, "k1").await, sealed_with(&mut conn, "k2").await), ((2, 1), (0, 0)));
    started_with(&world, ring("k2", &[("k1", 1), ("k2", 2)])).await;
    assert_eq!((sealed_with(&mut conn, "k1").await, sealed_with(&mut conn, "k2").await), ((0, 0), (2, 1)));
    let reviews = "select count(*) from inspection.complaint_review where position('k2'::bytea in reasons) = 3";
    assert_eq!(world.suite.count(reviews).await, 1);
    let batches = "select count(*) from uow.audit where method = 'inspection/reseal-complaints'";
    assert_eq!(world.suite.count(batches).await, 2, "one of complaints, one of reviews");
    started_with(&world, ring("k2", &[("k2", 2)])).await;
    assert_eq!(world.suite.count(batches).await, 2, "nothing is left to do");
    let id = uuid::Uuid::parse_str(complaint.name.trim_start_matches("complaints/")).unwrap();
    let sealed: Vec<u8> = sqlx::query_scalar("select reporter from inspection.complaint where id = $1")
        .bind(id)
        .fetch_one(&mut conn)
        .await
        .unwrap();
    let place = seal::Place::new("inspection.complaint", "reporter", id);
    let opened = ring("k2", &[("k2", 2)]).open(&place, &sealed).unwrap();
    assert!(String::from_utf8_lossy(opened.expose()).contains(NAME));
}

#[tokio::test]
async fn what_no_key_opens_is_left_and_the_rest_done() {
    let world = World::start_with(|config| config.ring = ring("k1", &[("k1", 1)])).await;
    for title in ["湖州养生会", "湖州养生社"] {
        file(&world, named(&[unregistered(title, HUZHOU)])).await;
    }
    let mut conn = world.suite.database().connection().await;
    let damage = "update inspection.complaint set statement = set_byte(statement, 40, 255 - get_byte(statement, 40))
        where id = (select min(id::text)::uuid from inspection.complaint)";
    sqlx::query(damage).execute(&mut conn).await.unwrap();
    started_with(&world, ring("k2", &[("k1", 1), ("k2", 2)])).await;
    assert_eq!((sealed_with(&mut conn, "k1").await, sealed_with(&mut conn, "k2").await), ((1, 1), (1, 1)));
}

//! After a rotation everything is sealed with the new key, and the old key may go.

use rpc::Peers;
use seal::{Place, Ring};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::honour::world::{NAME, POST, World};

const FIRST: &str = "k1 = \"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\"\n";
const SECOND: &str = "k2 = \"AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=\"\n";

fn ring(active: &str, keys: &[&str]) -> Ring {
    let lookup = "CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk=";
    Ring::parse(&format!("active = \"{active}\"\nlookup = \"{lookup}\"\n[keys]\n{}", keys.concat())).unwrap()
}

/// What a part with another ring does at its start.
async fn started_with(world: &World, ring: Ring) {
    let stop = CancellationToken::new();
    let uow = world.city.suite.uow().clone();
    let issuer = talent_server::Issuer::ephemeral("https://talent.test").unwrap();
    let config = talent_server::Config { ring, issuer };
    let part = talent_server::part(uow, &Peers::new(), stop.clone(), config);
    let task = part.tasks.into_iter().find(|task| task.name == "resealing-talent").unwrap();
    (task.start)(stop).await.unwrap();
}

#[tokio::test]
async fn persons_are_sealed_anew_and_open_without_the_old_key() {
    let world = World::sealed_with(ring("k1", &[FIRST])).await;
    let code = world.city.register(1, "湖州市护理协会").await;
    world.figure(&code).await;
    started_with(&world, ring("k2", &[FIRST, SECOND])).await;
    let after = ring("k2", &[SECOND]);
    let mut conn = world.city.suite.database().connection().await;
    for (table, query) in [
        ("talent.nomination", "select id, person_name, person_post from talent.nomination"),
        ("talent.honour", "select id, person_name, person_post from talent.honour"),
    ] {
        let (id, name, post): (Uuid, Vec<u8>, Vec<u8>) = sqlx::query_as(query).fetch_one(&mut conn).await.unwrap();
        for (column, envelope, text) in [("person_name", name, NAME), ("person_post", post, POST)] {
            let opened = after.open(&Place::new(table, column, id), &envelope).unwrap();
            assert_eq!(opened.expose(), text.as_bytes(), "{table}.{column}");
        }
    }
    let batches = "select count(*) from uow.audit where method = 'talent/reseal-personal-data'";
    assert_eq!(world.city.suite.count(batches).await, 2);
    started_with(&world, after).await;
    assert_eq!(world.city.suite.count(batches).await, 2, "nothing is left to do");
    world.stop().await;
}

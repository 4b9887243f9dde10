//! After a rotation everything is sealed with the new key, and the old key may go.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use onecode_proto::talent::v1 as pb;
use rpc::Peers;
use seal::{Place, Ring};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::staff::site::Site;

fn ring(active: &str, keys: &[(&str, u8)]) -> Ring {
    let key = |byte: u8| STANDARD.encode([byte; 32]);
    let keys: Vec<String> = keys.iter().map(|(id, byte)| format!("{id} = \"{}\"\n", key(*byte))).collect();
    Ring::parse(&format!("active = \"{active}\"\nlookup = \"{}\"\n[keys]\n{}", key(9), keys.concat())).unwrap()
}

/// What a part with another ring does at its start.
async fn started_with(site: &Site, ring: Ring) {
    let stop = CancellationToken::new();
    let uow = site.city.suite.uow().clone();
    let issuer = talent_server::Issuer::ephemeral("https://talent.test").unwrap();
    let config = talent_server::Config { ring, issuer };
    let part = talent_server::part(uow, &Peers::new(), stop.clone(), config);
    let task = part.tasks.into_iter().find(|task| task.name == "resealing-talent").unwrap();
    (task.start)(stop).await.unwrap();
}

#[tokio::test]
async fn people_and_certificates_are_sealed_anew_and_open_without_the_old_key() {
    let site = Site::sealed_with(ring("k1", &[("k1", 1)])).await;
    let organization = site.organization(1).await;
    let engagement = site.record(&organization, 1, pb::EngagementKind::FullTime).await.unwrap();
    site.certificate(&engagement.person, pb::QualificationKind::SocialWorker).await;
    started_with(&site, ring("k2", &[("k1", 1), ("k2", 2)])).await;
    let after = ring("k2", &[("k2", 2)]);
    let mut conn = site.city.suite.database().connection().await;
    let (id, name): (Uuid, Vec<u8>) =
        sqlx::query_as("select id, name from talent.person").fetch_one(&mut conn).await.unwrap();
    let opened = after.open(&Place::new("talent.person", "name", id), &name).unwrap();
    assert_eq!(opened.expose(), "欧阳静之".as_bytes());
    let (id, number): (Uuid, Vec<u8>) =
        sqlx::query_as("select id, number from talent.qualification").fetch_one(&mut conn).await.unwrap();
    let opened = after.open(&Place::new("talent.qualification", "number", id), &number).unwrap();
    assert_eq!(opened.expose(), b"ZJ2026-0012345");
    let batches = "select count(*) from uow.audit where method = 'talent/reseal-personal-data'";
    assert_eq!(site.count(batches).await, 2);
    started_with(&site, after).await;
    assert_eq!(site.count(batches).await, 2, "nothing is left to do");
    site.city.suite.stop().await;
}

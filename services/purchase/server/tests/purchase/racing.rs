//! Calls that are repeated or come at once have one effect.

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::reason;

use crate::world::{HUZHOU, SMALL, World, adoption, date, draft, import};

#[tokio::test]
async fn sixteen_repeats_of_a_draft_make_one() {
    let world = World::start().await;
    let officer = world.drafter(HUZHOU);
    let calls = (0..16).map(|_| {
        let mut client = world.by(officer.keyed("k"));
        async move { client.create_catalog(draft(2026)).await.unwrap().into_inner().catalog.unwrap().name }
    });
    let names = join_all(calls).await;
    assert!(names.iter().all(|name| *name == names[0]));
    assert_eq!((world.suite.audited().await, world.suite.published().await), (1, 1));
    let other = world.by(officer.keyed("k")).create_catalog(draft(2027)).await.unwrap_err();
    assert_eq!(reason(&other).1, "IDEMPOTENCY_KEY_REUSED");
    world.suite.stop().await;
}

#[tokio::test]
async fn repeats_of_an_import_an_adoption_and_an_exclusion_have_one_effect() {
    let world = World::start().await;
    let made = world.drafted(HUZHOU, 2026).await;
    let officer = world.drafter(HUZHOU);
    let adopter = world.other(HUZHOU);
    let mut etag = String::new();
    for _ in 0..2 {
        let reply = world.by(officer.keyed("i")).import_catalog_entries(import(&made, SMALL)).await.unwrap();
        etag = reply.into_inner().catalog.unwrap().etag;
    }
    let request = adoption(&pb::Catalog { etag, ..made }, date(2026, 1, 1));
    for _ in 0..2 {
        world.by(adopter.keyed("a")).adopt_catalog(request.clone()).await.unwrap();
    }
    let entry = pb::NegativeEntry {
        code: "A0101".into(),
        category: "GP-03a".into(),
        basis: "湖财〔2026〕8号".into(),
        valid_from: date(2026, 11, 24),
        ..Default::default()
    };
    let request = pb::CreateNegativeEntryRequest { negative_entry: Some(entry), validate_only: false };
    for _ in 0..2 {
        world.by(officer.keyed("n")).create_negative_entry(request.clone()).await.unwrap();
    }
    assert_eq!((world.suite.audited().await, world.suite.published().await), (4, 4));
    world.suite.stop().await;
}

#[tokio::test]
async fn of_two_drafts_for_the_same_day_one_is_adopted() {
    let world = World::start().await;
    let drafts = [world.filled(HUZHOU, 2026, SMALL).await, world.filled(HUZHOU, 2026, SMALL).await];
    let calls = (0..8).map(|turn| world.adopt(HUZHOU, adoption(&drafts[turn % 2], date(2026, 1, 1))));
    let outcomes = join_all(calls).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    for refused in outcomes.into_iter().filter_map(Result::err) {
        assert!(["CATALOG_NOT_LATER", "CATALOG_CHANGED"].contains(&reason(&refused).1.as_str()), "{refused:?}");
    }
    assert_eq!(world.facts::<pb::CatalogAdopted>().await.len(), 1);
    world.suite.stop().await;
}

#[tokio::test]
async fn of_exclusions_of_one_code_that_come_at_once_one_is_made() {
    let world = World::start().await;
    world.adopted(HUZHOU, 2026, SMALL).await;
    let calls = (0..8).map(|_| {
        let mut client = world.officer(HUZHOU);
        let entry = pb::NegativeEntry {
            code: "A0101".into(),
            category: "GP-03a".into(),
            basis: "湖财〔2026〕8号".into(),
            valid_from: date(2026, 11, 24),
            ..Default::default()
        };
        let request = pb::CreateNegativeEntryRequest { negative_entry: Some(entry), validate_only: false };
        async move { client.create_negative_entry(request).await.is_ok() }
    });
    assert_eq!(join_all(calls).await.into_iter().filter(|made| *made).count(), 1);
    world.suite.stop().await;
}

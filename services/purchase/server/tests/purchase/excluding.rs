//! The additional negative list of a division.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated};
use tonic::{Code, Status};

use crate::world::{COUNTY, HUZHOU, REAL, World, date};

fn entry(code: &str) -> pb::NegativeEntry {
    pb::NegativeEntry {
        code: code.into(),
        category: "GP-03a".into(),
        basis: "湖财〔2026〕8号".into(),
        valid_from: date(2026, 11, 24),
        ..Default::default()
    }
}

async fn create(world: &World, division: &str, entry: pb::NegativeEntry) -> Result<pb::NegativeEntry, Status> {
    let request = pb::CreateNegativeEntryRequest { negative_entry: Some(entry), validate_only: false };
    Ok(world.officer(division).create_negative_entry(request).await?.into_inner().negative_entry.unwrap())
}

async fn listed(world: &World, division: &str, day: i32) -> Vec<String> {
    let request =
        pb::ListNegativeEntriesRequest { division: division.into(), date: date(2026, 12, day), ..Default::default() };
    let reply = world.reader(HUZHOU).list_negative_entries(request).await.unwrap().into_inner();
    reply.negative_entries.into_iter().map(|entry| entry.code).collect()
}

#[tokio::test]
async fn an_entry_is_excluded_with_its_basis_listed_and_ended() {
    let world = World::start().await;
    let missing = create(&world, HUZHOU, entry("A0101")).await.unwrap_err();
    assert_eq!(reason(&missing), (Code::NotFound, "CATALOG_NOT_IN_FORCE".into()));
    let catalog = world.adopted(HUZHOU, 2026, REAL).await;
    let unknown = create(&world, HUZHOU, entry("Z1")).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::NotFound, "CATALOG_ENTRY_NOT_FOUND".into()));
    let made = create(&world, HUZHOU, entry("A0101")).await.unwrap();
    assert_eq!((made.title.as_str(), made.rule.as_str()), ("公共安全隐患排查治理服务", "GP-03a@1"));
    assert_eq!((made.catalog.as_str(), made.division.as_str()), (catalog.name.as_str(), HUZHOU));
    let twice = create(&world, HUZHOU, entry("A0101")).await.unwrap_err();
    assert_eq!(reason(&twice), (Code::AlreadyExists, "NEGATIVE_ENTRY_EXISTS".into()));
    assert_eq!(metadata(&twice, "negative_entry"), made.name);
    create(&world, COUNTY, entry("A0102")).await.unwrap();
    assert_eq!(listed(&world, COUNTY, 1).await, ["A0101", "A0102"], "what binds the county");
    assert_eq!(listed(&world, HUZHOU, 1).await, ["A0101"]);
    let end = pb::EndNegativeEntryRequest {
        name: made.name.clone(),
        etag: made.etag.clone(),
        end_date: date(2026, 12, 10),
        reason: "政策调整".into(),
    };
    let ended = world.officer(HUZHOU).end_negative_entry(end.clone()).await.unwrap().into_inner();
    let ended = ended.negative_entry.unwrap();
    assert_eq!((ended.valid_to, ended.end_reason.as_str()), (date(2026, 12, 10), "政策调整"));
    assert_eq!((listed(&world, HUZHOU, 9).await.len(), listed(&world, HUZHOU, 10).await.len()), (1, 0));
    let stale = world.officer(HUZHOU).end_negative_entry(end.clone()).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "NEGATIVE_ENTRY_CHANGED".into()));
    let again = pb::EndNegativeEntryRequest { etag: ended.etag, ..end };
    let again = world.officer(HUZHOU).end_negative_entry(again).await.unwrap_err();
    assert_eq!(reason(&again).1, "NEGATIVE_ENTRY_ENDED");
    assert_eq!(world.facts::<pb::NegativeEntryAdded>().await.len(), 2);
    assert_eq!(world.facts::<pb::NegativeEntryEnded>().await[0].end_date, date(2026, 12, 10));
    let later = pb::NegativeEntry { valid_from: date(2026, 12, 10), ..entry("A0101") };
    assert!(create(&world, HUZHOU, later).await.is_ok(), "it may be excluded anew from then on");
    world.suite.stop().await;
}

#[tokio::test]
async fn what_has_not_begun_never_holds_once_it_is_ended() {
    let world = World::start().await;
    world.adopted(HUZHOU, 2026, REAL).await;
    let made =
        create(&world, HUZHOU, pb::NegativeEntry { valid_from: date(2026, 12, 5), ..entry("A0101") }).await.unwrap();
    let end = pb::EndNegativeEntryRequest {
        name: made.name,
        etag: made.etag,
        end_date: date(2026, 11, 30),
        reason: "误列".into(),
    };
    let elsewhere = world.officer(COUNTY).end_negative_entry(end.clone()).await.unwrap_err();
    assert_eq!(reason(&elsewhere), (Code::PermissionDenied, "NEGATIVE_ENTRY_OTHER_DIVISION".into()));
    world.officer(HUZHOU).end_negative_entry(end).await.unwrap();
    assert_eq!((listed(&world, HUZHOU, 5).await.len(), listed(&world, HUZHOU, 6).await.len()), (0, 0));
    assert!(create(&world, HUZHOU, entry("A0101")).await.is_ok());
    world.suite.stop().await;
}

#[tokio::test]
async fn every_wrong_field_of_an_exclusion_is_named() {
    let world = World::start().await;
    let wrong = pb::NegativeEntry {
        code: "a".into(),
        category: "GP-99".into(),
        valid_from: date(2026, 11, 23),
        valid_to: date(2026, 11, 23),
        ..Default::default()
    };
    let refused = create(&world, HUZHOU, wrong).await.unwrap_err();
    let fields = ["basis", "category", "code", "valid_from", "valid_to"].map(|field| format!("negative_entry.{field}"));
    let mut found = violated(&refused);
    found.sort();
    assert_eq!(found, fields);
    world.suite.stop().await;
}

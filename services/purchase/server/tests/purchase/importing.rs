//! Rows are taken together or not at all, and every wrong field of each is named.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::violated;

use crate::world::{HUZHOU, REAL, SMALL, World, draft, import};

async fn codes(world: &World, catalog: &pb::Catalog) -> Vec<String> {
    let request = pb::ListCatalogEntriesRequest { parent: catalog.name.clone(), ..Default::default() };
    let reply = world.officer(HUZHOU).list_catalog_entries(request).await.unwrap().into_inner();
    reply.entries.into_iter().map(|entry| entry.code).collect()
}

#[tokio::test]
async fn one_wrong_row_changes_nothing_and_its_key_may_be_used_again() {
    let world = World::start().await;
    let before = world.filled(HUZHOU, 2026, SMALL).await;
    let written = world.suite.audited().await;
    let officer = world.drafter(HUZHOU);
    let wrong = "code,name,level,parent,remark\nB,辅助服务,1,,\nB01,,2,A,\nb2,会务,9,B,\nB,又一次,1,,\n";
    let reply = world.by(officer.keyed("k")).import_catalog_entries(import(&before, wrong)).await.unwrap().into_inner();
    assert_eq!((reply.imported, reply.catalog.as_ref()), (false, Some(&before)));
    let told: Vec<(i32, &str, Vec<&str>)> = reply
        .outcomes
        .iter()
        .map(|row| (row.row, row.code.as_str(), row.problems.iter().map(|problem| problem.field.as_str()).collect()))
        .collect();
    let expected = [
        (1, "B", vec![]),
        (2, "B01", vec!["name", "parent"]),
        (3, "b2", vec!["code", "level"]),
        (4, "B", vec!["code"]),
    ];
    assert_eq!(told, expected);
    assert_eq!(reply.outcomes[3].problems[0].description, "is in row 1 already");
    assert_eq!(codes(&world, &before).await, ["A", "A01", "A0101", "A0102"]);
    assert_eq!(world.suite.audited().await, written, "what had no effect leaves no record");
    let right = "code,name,level,parent\nB,辅助服务,1,\nB01,会务,2,B\n";
    let reply = world.by(officer.keyed("k")).import_catalog_entries(import(&before, right)).await.unwrap().into_inner();
    assert!(reply.imported);
    assert_eq!(codes(&world, &before).await, ["B", "B01"]);
    world.suite.stop().await;
}

#[tokio::test]
async fn what_is_no_table_is_refused() {
    let world = World::start().await;
    let draft = world.drafted(HUZHOU, 2026).await;
    for content in ["", "code,name\nA,公共服务", "code,name,level,parent,price\nA,公共服务,1,,5"] {
        let refused = world.officer(HUZHOU).import_catalog_entries(import(&draft, content)).await.unwrap_err();
        assert_eq!(violated(&refused), ["content"], "{content}");
    }
    world.suite.stop().await;
}

#[tokio::test]
async fn the_real_rows_can_be_tried_first() {
    let world = World::start().await;
    let draft = world.drafted(HUZHOU, 2026).await;
    let request = pb::ImportCatalogEntriesRequest { validate_only: true, ..import(&draft, REAL) };
    let reply = world.officer(HUZHOU).import_catalog_entries(request).await.unwrap().into_inner();
    assert_eq!((reply.imported, reply.catalog.unwrap().entry_count), (true, 212));
    assert!(codes(&world, &draft).await.is_empty());
    world.suite.stop().await;
}

#[tokio::test]
async fn a_draft_may_begin_with_the_entries_of_another_version() {
    let world = World::start().await;
    let adopted = world.adopted(HUZHOU, 2025, REAL).await;
    let request = pb::CreateCatalogRequest { source_catalog: adopted.name.clone(), ..draft(2026) };
    let copy = world.officer(HUZHOU).create_catalog(request).await.unwrap().into_inner().catalog.unwrap();
    assert_eq!((copy.version, copy.entry_count), (2, 212));
    assert_eq!(codes(&world, &copy).await.len(), 200, "the first page");
    world.suite.stop().await;
}

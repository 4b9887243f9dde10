//! How versions of a catalogue differ.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::reason;
use tonic::Code;

use crate::world::{HUZHOU, PROVINCE, REAL, SMALL, World, draft};

async fn diff(world: &World, name: &str, base: &str) -> pb::DiffCatalogsResponse {
    let request = pb::DiffCatalogsRequest { name: name.into(), base: base.into() };
    world.reader(HUZHOU).diff_catalogs(request).await.unwrap().into_inner()
}

fn told(reply: &pb::DiffCatalogsResponse) -> Vec<(pb::CatalogChangeKind, &str, &str)> {
    reply.changes.iter().map(told_of).collect()
}

fn told_of(change: &pb::CatalogChange) -> (pb::CatalogChangeKind, &str, &str) {
    let before = change.before.as_ref().map_or("", |entry| entry.code.as_str());
    let after = change.after.as_ref().map_or("", |entry| entry.code.as_str());
    (change.kind(), before, after)
}

#[tokio::test]
async fn a_version_is_compared_with_the_one_before_unless_another_is_named() {
    let world = World::start().await;
    let first = world.adopted(HUZHOU, 2024, SMALL).await;
    let changed = "code,name,level,parent\nA,公共服务,1,\nA01,教育公共服务,2,A\nA0101,课程研究服务,3,A01\nA02,文化服务,2,A\n\
                   A0201,会议服务,3,A02\n";
    let second = world.adopted(HUZHOU, 2025, changed).await;
    let reply = diff(&world, &second.name, "").await;
    let expected = [
        (pb::CatalogChangeKind::Renamed, "A01", "A01"),
        (pb::CatalogChangeKind::Added, "", "A02"),
        (pb::CatalogChangeKind::Moved, "A0102", "A0201"),
    ];
    assert_eq!(told(&reply), expected);
    assert_eq!((reply.unchanged_count, reply.base.as_ref().unwrap().name.as_str()), (2, first.name.as_str()));
    let third = world.adopted(HUZHOU, 2026, changed).await;
    assert!(diff(&world, &third.name, "").await.changes.is_empty());
    assert_eq!(told(&diff(&world, &third.name, &first.name).await), expected);
    let back = diff(&world, &first.name, &second.name).await;
    assert_eq!(told(&back)[2], (pb::CatalogChangeKind::Removed, "A02", ""));
    world.suite.stop().await;
}

#[tokio::test]
async fn a_draft_is_compared_with_what_was_adopted_last_and_with_other_divisions() {
    let world = World::start().await;
    let province = world.adopted(PROVINCE, 2026, REAL).await;
    let own = world.filled(HUZHOU, 2026, REAL).await;
    let request = pb::DiffCatalogsRequest { name: own.name.clone(), base: String::new() };
    let refused = world.reader(HUZHOU).diff_catalogs(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CATALOG_NOT_COMPARABLE".into()));
    let reply = diff(&world, &own.name, &province.name).await;
    assert_eq!((reply.changes.len(), reply.unchanged_count), (0, 212));
    world.adopted(HUZHOU, 2025, SMALL).await;
    let request = pb::CreateCatalogRequest { source_catalog: province.name.clone(), ..draft(2027) };
    let copy = world.officer(HUZHOU).create_catalog(request).await.unwrap().into_inner().catalog.unwrap();
    let reply = diff(&world, &copy.name, "").await;
    assert_eq!(reply.base.as_ref().unwrap().year, 2025);
    assert!(reply.changes.len() > 200, "{}", reply.changes.len());
    world.suite.stop().await;
}

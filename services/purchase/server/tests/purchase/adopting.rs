//! A catalogue is drafted by one official and adopted by another; then it never changes.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated};
use tonic::Code;

use crate::world::{COUNTY, HUZHOU, REAL, SMALL, World, adoption, date, draft, import};

#[tokio::test]
async fn a_catalogue_is_drafted_filled_and_adopted_and_the_feed_tells_of_each_step() {
    let world = World::start().await;
    let empty = world.drafted(HUZHOU, 2026).await;
    assert_eq!((empty.version, empty.status(), empty.division.as_str()), (1, pb::CatalogStatus::Draft, HUZHOU));
    assert_eq!((empty.entry_count, empty.department.as_str()), (0, "departments/finance"));
    let filled = world.officer(HUZHOU).import_catalog_entries(import(&empty, REAL)).await.unwrap().into_inner();
    assert_eq!((filled.imported, filled.outcomes.len()), (true, 212));
    let filled = filled.catalog.unwrap();
    assert_eq!(filled.entry_count, 212);
    assert_ne!(filled.etag, empty.etag);
    let adopted = world.adopt(HUZHOU, adoption(&filled, date(2026, 1, 1))).await.unwrap();
    assert_eq!((adopted.status(), adopted.document_number.as_str()), (pb::CatalogStatus::Adopted, "湖财〔2026〕1号"));
    assert_eq!((adopted.valid_from, adopted.valid_to, adopted.replace_date), (date(2026, 1, 1), None, None));
    assert_eq!(world.suite.audited().await, 3);
    let told: Vec<pb::CatalogAdopted> = world.facts().await;
    assert_eq!((told.len(), told[0].catalog.as_ref().unwrap()), (1, &adopted));
    assert_eq!(world.facts::<pb::CatalogDrafted>().await[0].catalog.as_ref().unwrap(), &empty);
    assert_eq!(world.facts::<pb::CatalogEntriesImported>().await[0].entry_count, 212);
    world.suite.stop().await;
}

#[tokio::test]
async fn whoever_drafted_a_catalogue_cannot_adopt_it() {
    let world = World::start().await;
    let draft = world.filled(HUZHOU, 2026, SMALL).await;
    let request = adoption(&draft, date(2026, 1, 1));
    let both = ["purchase-catalog-officer", "purchase-catalog-adopter"];
    let same = world.suite.identities().official("audit", HUZHOU, &both, "huang");
    let refused = world.by(same.fresh()).adopt_catalog(request.clone()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CATALOG_OWN".into()), "by whatever system");
    let nobody = world.caller("finance", HUZHOU, &both);
    let unsure = world.by(nobody.fresh()).adopt_catalog(request.clone()).await.unwrap_err();
    assert_eq!(reason(&unsure).1, "CATALOG_OWN", "the adopter is not known to be another official");
    let bypassed = sqlx::query(
        "update purchase.catalog set adopted_by = created_by, adopted_at = created_at, valid_from = '2026-01-01',
           document_number = 'x'",
    )
    .execute(&mut world.suite.database().connection().await)
    .await;
    assert!(bypassed.unwrap_err().to_string().contains("catalog_two_people_check"));
    world.adopt(HUZHOU, request).await.unwrap();
    world.suite.stop().await;
}

#[tokio::test]
async fn an_adopted_catalogue_never_changes() {
    let world = World::start().await;
    let adopted = world.adopted(HUZHOU, 2026, SMALL).await;
    let refused = world.officer(HUZHOU).import_catalog_entries(import(&adopted, REAL)).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CATALOG_NOT_DRAFT".into()));
    let discard =
        pb::DiscardCatalogRequest { name: adopted.name.clone(), etag: adopted.etag.clone(), reason: "错".into() };
    assert_eq!(reason(&world.officer(HUZHOU).discard_catalog(discard).await.unwrap_err()).1, "CATALOG_NOT_DRAFT");
    let again = world.adopt(HUZHOU, adoption(&adopted, date(2027, 1, 1))).await.unwrap_err();
    assert_eq!(reason(&again).1, "CATALOG_NOT_DRAFT");
    let mut connection = world.suite.database().connection().await;
    for statement in [
        "update purchase.catalog set title = 'x'",
        "delete from purchase.catalog",
        "update purchase.catalog_entry set title = 'x' where code = 'A0101'",
        "delete from purchase.catalog_entry where code = 'A0101'",
        "insert into purchase.catalog_entry select catalog, 'B', 'x', 1, null, '' from purchase.catalog_entry limit 1",
    ] {
        let bypassed = sqlx::query(statement).execute(&mut connection).await.unwrap_err();
        assert!(bypassed.to_string().contains("adopted or discarded"), "{statement}: {bypassed}");
    }
    world.suite.stop().await;
}

#[tokio::test]
async fn only_the_own_division_works_on_a_draft_and_only_those_above_see_it() {
    let world = World::start().await;
    let draft = world.filled(COUNTY, 2026, SMALL).await;
    let get = pb::GetCatalogRequest { name: draft.name.clone() };
    assert!(world.reader(HUZHOU).get_catalog(get.clone()).await.is_ok(), "the city sees its county");
    let beside = world.reader("330522").get_catalog(get.clone()).await.unwrap_err();
    assert_eq!(reason(&beside), (Code::NotFound, "CATALOG_NOT_FOUND".into()));
    let listed = |division: &'static str| {
        let mut reader = world.reader(division);
        async move { reader.list_catalogs(pb::ListCatalogsRequest::default()).await.unwrap().into_inner().catalogs.len() }
    };
    assert_eq!((listed(HUZHOU).await, listed("330522").await), (1, 0));
    let above = world.adopt(HUZHOU, adoption(&draft, date(2026, 1, 1))).await.unwrap_err();
    assert_eq!(reason(&above), (Code::PermissionDenied, "CATALOG_OTHER_DIVISION".into()));
    assert_eq!(metadata(&above, "division"), COUNTY);
    let elsewhere = world.adopt("330522", adoption(&draft, date(2026, 1, 1))).await.unwrap_err();
    assert_eq!(reason(&elsewhere).1, "CATALOG_NOT_FOUND");
    world.adopt(COUNTY, adoption(&draft, date(2026, 1, 1))).await.unwrap();
    assert!(world.reader("330522").get_catalog(get).await.is_ok(), "an adopted one is public");
    world.suite.stop().await;
}

#[tokio::test]
async fn who_read_an_older_state_is_told_so() {
    let world = World::start().await;
    let empty = world.drafted(HUZHOU, 2026).await;
    let nothing = world.adopt(HUZHOU, adoption(&empty, date(2026, 1, 1))).await.unwrap_err();
    assert_eq!(reason(&nothing).1, "CATALOG_EMPTY");
    let filled = world.officer(HUZHOU).import_catalog_entries(import(&empty, SMALL)).await.unwrap().into_inner();
    let stale = world.adopt(HUZHOU, adoption(&empty, date(2026, 1, 1))).await.unwrap_err();
    assert_eq!(reason(&stale), (Code::Aborted, "CATALOG_CHANGED".into()));
    assert_eq!(metadata(&stale, "etag"), filled.catalog.unwrap().etag);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_draft_can_be_given_up_and_is_kept() {
    let world = World::start().await;
    let draft = world.filled(HUZHOU, 2026, SMALL).await;
    let request =
        pb::DiscardCatalogRequest { name: draft.name.clone(), etag: draft.etag, reason: "重新起草".into() };
    let discarded = world.officer(HUZHOU).discard_catalog(request).await.unwrap().into_inner().catalog.unwrap();
    assert_eq!((discarded.status(), discarded.discard_reason.as_str()), (pb::CatalogStatus::Discarded, "重新起草"));
    let refused = world.adopt(HUZHOU, adoption(&discarded, date(2026, 1, 1))).await.unwrap_err();
    assert_eq!(reason(&refused).1, "CATALOG_NOT_DRAFT");
    assert_eq!(world.facts::<pb::CatalogDiscarded>().await.len(), 1);
    assert_eq!(world.drafted(HUZHOU, 2026).await.version, 2);
    world.suite.stop().await;
}

#[tokio::test]
async fn what_is_only_tried_changes_nothing() {
    let world = World::start().await;
    let request = pb::CreateCatalogRequest { validate_only: true, ..draft(2026) };
    assert!(world.officer(HUZHOU).create_catalog(request).await.is_ok());
    assert_eq!((world.suite.audited().await, world.suite.published().await), (0, 0));
    let filled = world.filled(HUZHOU, 2026, SMALL).await;
    let request = pb::AdoptCatalogRequest { validate_only: true, ..adoption(&filled, date(2026, 1, 1)) };
    assert_eq!(world.adopt(HUZHOU, request).await.unwrap().status(), pb::CatalogStatus::Adopted);
    let get = pb::GetCatalogRequest { name: filled.name.clone() };
    let still = world.officer(HUZHOU).get_catalog(get).await.unwrap().into_inner().catalog.unwrap();
    assert_eq!(still, filled);
    world.suite.stop().await;
}

#[tokio::test]
async fn every_wrong_field_is_named_and_readers_may_not_write() {
    let world = World::start().await;
    let nothing = world.officer(HUZHOU).create_catalog(pb::CreateCatalogRequest::default()).await.unwrap_err();
    assert_eq!(violated(&nothing), ["catalog.title", "catalog.year"]);
    let request = pb::AdoptCatalogRequest { valid_from: date(2026, 2, 30), ..Default::default() };
    let wrong = world.adopt(HUZHOU, request).await.unwrap_err();
    assert_eq!(violated(&wrong), ["name", "etag", "document_number", "valid_from"]);
    let request = pb::ListCatalogsRequest { division: "33".into(), year: 1, status: 9, ..Default::default() };
    let wrong = world.reader(HUZHOU).list_catalogs(request).await.unwrap_err();
    assert_eq!(violated(&wrong), ["division", "year", "status"]);
    let denied = world.reader(HUZHOU).create_catalog(draft(2026)).await.unwrap_err();
    assert_eq!(denied.code(), Code::PermissionDenied);
    let drafter = world.officer(HUZHOU).adopt_catalog(pb::AdoptCatalogRequest::default()).await.unwrap_err();
    assert_eq!(drafter.code(), Code::PermissionDenied);
    world.suite.stop().await;
}

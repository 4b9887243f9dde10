//! By which catalogue a division goes on a day, and what is in it.

use onecode_proto::google::r#type::Date;
use onecode_proto::purchase::v1 as pb;
use testkit::refusal::{metadata, reason, violated};
use tonic::Code;

use crate::world::{COUNTY, HUZHOU, PROVINCE, REAL, SMALL, World, adoption, date};

async fn look_up(world: &World, division: &str, day: Option<Date>) -> Option<pb::LookUpCatalogResponse> {
    let request = pb::LookUpCatalogRequest { division: division.into(), date: day, known_at: None };
    match world.reader(HUZHOU).look_up_catalog(request).await {
        Ok(reply) => Some(reply.into_inner()),
        Err(status) => {
            assert_eq!(reason(&status), (Code::NotFound, "CATALOG_NOT_IN_FORCE".into()));
            assert_eq!(metadata(&status, "division"), division);
            None
        }
    }
}

#[tokio::test]
async fn a_division_without_a_catalogue_goes_by_that_of_the_nearest_one_above() {
    let world = World::start().await;
    assert!(look_up(&world, COUNTY, None).await.is_none());
    let province = world.adopted(PROVINCE, 2025, REAL).await;
    let answer = look_up(&world, COUNTY, None).await.unwrap();
    assert_eq!((answer.catalog.unwrap(), answer.own), (province, false));
    assert_eq!(answer.passed_divisions, [COUNTY, HUZHOU]);
    let city = world.adopted(HUZHOU, 2026, SMALL).await;
    let answer = look_up(&world, COUNTY, None).await.unwrap();
    assert_eq!((answer.catalog.unwrap(), answer.passed_divisions), (city.clone(), vec![COUNTY.to_owned()]));
    let answer = look_up(&world, HUZHOU, date(2026, 1, 1)).await.unwrap();
    assert_eq!((answer.catalog.unwrap(), answer.own), (city, true));
    let earlier = look_up(&world, HUZHOU, date(2025, 12, 31)).await.unwrap().catalog.unwrap();
    assert_eq!(earlier.division, PROVINCE, "the city had none then");
    assert!(look_up(&world, HUZHOU, date(2024, 12, 31)).await.is_none());
    world.suite.stop().await;
}

#[tokio::test]
async fn a_later_version_takes_the_place_of_an_earlier_one_and_a_lapsed_one_does_not_bring_it_back() {
    let world = World::start().await;
    let first = world.adopted(HUZHOU, 2025, SMALL).await;
    let draft = world.filled(HUZHOU, 2026, REAL).await;
    let same = world.adopt(HUZHOU, adoption(&draft, date(2025, 1, 1))).await.unwrap_err();
    assert_eq!(reason(&same), (Code::FailedPrecondition, "CATALOG_NOT_LATER".into()));
    assert_eq!(metadata(&same, "valid_from"), "2025-01-01");
    let request = pb::AdoptCatalogRequest { valid_to: date(2027, 1, 1), ..adoption(&draft, date(2026, 1, 1)) };
    let second = world.adopt(HUZHOU, request).await.unwrap();
    assert_eq!(world.facts::<pb::CatalogAdopted>().await[1].replaced_catalog, first.name);
    let shown = world.reader(HUZHOU).get_catalog(pb::GetCatalogRequest { name: first.name.clone() }).await.unwrap();
    let shown = shown.into_inner().catalog.unwrap();
    assert_eq!((shown.replace_date, shown.valid_to, &shown.etag), (date(2026, 1, 1), None, &first.etag));
    for (day, expected) in [
        (date(2024, 12, 31), None),
        (date(2025, 12, 31), Some(&first.name)),
        (date(2026, 1, 1), Some(&second.name)),
        (date(2026, 12, 31), Some(&second.name)),
        (date(2027, 1, 1), None),
    ] {
        let found = look_up(&world, HUZHOU, day).await.map(|answer| answer.catalog.unwrap().name);
        assert_eq!(found.as_ref(), expected, "{day:?}");
    }
    let request = pb::ListCatalogsRequest { division: HUZHOU.into(), year: 2026, ..Default::default() };
    let of_year = world.reader(HUZHOU).list_catalogs(request).await.unwrap().into_inner().catalogs;
    assert_eq!(of_year, [second]);
    world.suite.stop().await;
}

#[tokio::test]
async fn what_was_known_at_a_moment_can_be_asked() {
    let world = World::start().await;
    let first = world.adopted(HUZHOU, 2025, SMALL).await;
    let moment = world.suite.clock().now();
    world.suite.clock().advance(time::Duration::days(1));
    let second = world.adopted(HUZHOU, 2026, REAL).await;
    let known_at = Some(prost_types::Timestamp { seconds: moment.unix_timestamp(), nanos: 0 });
    let request = pb::LookUpCatalogRequest { known_at, ..Default::default() };
    let then = world.reader(HUZHOU).look_up_catalog(request).await.unwrap().into_inner().catalog.unwrap();
    let now = world.reader(HUZHOU).look_up_catalog(pb::LookUpCatalogRequest::default()).await.unwrap();
    assert_eq!((then.name, now.into_inner().catalog.unwrap().name), (first.name, second.name));
    world.suite.stop().await;
}

#[tokio::test]
async fn entries_are_found_by_code_name_and_level_and_say_whose_they_are() {
    let world = World::start().await;
    world.adopted(HUZHOU, 2026, REAL).await;
    let county =
        pb::ListCatalogEntriesRequest { parent: "catalogs/-".into(), division: COUNTY.into(), ..Default::default() };
    let of = |request: pb::ListCatalogEntriesRequest| {
        let mut reader = world.reader(COUNTY);
        async move { reader.list_catalog_entries(request).await.unwrap().into_inner() }
    };
    let safety = of(pb::ListCatalogEntriesRequest { code_prefix: "A01".into(), ..county.clone() }).await;
    assert_eq!((safety.entries.len(), safety.catalog.unwrap().division.as_str()), (9, HUZHOU));
    let meetings = of(pb::ListCatalogEntriesRequest { title: "会议服务".into(), level: 3, ..county.clone() }).await;
    assert!(!meetings.entries.is_empty() && meetings.entries.iter().all(|entry| entry.level == 3), "{meetings:?}");
    let name = "catalogs/-/entries/A0101".to_owned();
    let get = pb::GetCatalogEntryRequest { name, ..Default::default() };
    let shown = world.reader(HUZHOU).get_catalog_entry(get).await.unwrap().into_inner();
    assert_eq!(shown.entry.unwrap().title, "公共安全隐患排查治理服务");
    let above: Vec<&str> = shown.ancestors.iter().map(|entry| entry.code.as_str()).collect();
    assert_eq!((above, shown.children.len()), (vec!["A", "A01"], 0));
    let get = pb::GetCatalogEntryRequest { name: "catalogs/-/entries/A01".into(), ..Default::default() };
    assert_eq!(world.reader(HUZHOU).get_catalog_entry(get).await.unwrap().into_inner().children.len(), 8);
    let get = pb::GetCatalogEntryRequest { name: "catalogs/-/entries/Z9".into(), ..Default::default() };
    let unknown = world.reader(HUZHOU).get_catalog_entry(get).await.unwrap_err();
    assert_eq!(reason(&unknown), (Code::NotFound, "CATALOG_ENTRY_NOT_FOUND".into()));
    world.suite.stop().await;
}

#[tokio::test]
async fn pages_stay_with_the_version_that_the_first_one_was_of() {
    let world = World::start().await;
    world.adopted(HUZHOU, 2025, REAL).await;
    let mut request =
        pb::ListCatalogEntriesRequest { parent: "catalogs/-".into(), page_size: 100, ..Default::default() };
    let mut codes = Vec::new();
    for page in 0..3 {
        let reply = world.reader(HUZHOU).list_catalog_entries(request.clone()).await.unwrap().into_inner();
        codes.extend(reply.entries.into_iter().map(|entry| entry.code));
        request.page_token = reply.next_page_token;
        if page == 0 {
            world.adopted(HUZHOU, 2026, SMALL).await;
        }
    }
    assert_eq!((codes.len(), request.page_token.as_str()), (212, ""));
    assert!(codes.is_sorted());
    let first = pb::ListCatalogEntriesRequest { parent: "catalogs/-".into(), page_size: 1, ..Default::default() };
    let token = world.reader(HUZHOU).list_catalog_entries(first.clone()).await.unwrap().into_inner().next_page_token;
    let other = pb::ListCatalogEntriesRequest { page_token: token, level: 3, ..first };
    assert_eq!(violated(&world.reader(HUZHOU).list_catalog_entries(other).await.unwrap_err()), ["page_token"]);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_version_that_is_named_has_no_day() {
    let world = World::start().await;
    let adopted = world.adopted(HUZHOU, 2026, SMALL).await;
    let request = pb::ListCatalogEntriesRequest {
        parent: adopted.name,
        division: HUZHOU.into(),
        date: date(2026, 1, 1),
        level: 4,
        code_prefix: "a".into(),
        ..Default::default()
    };
    let wrong = world.reader(HUZHOU).list_catalog_entries(request).await.unwrap_err();
    assert_eq!(violated(&wrong), ["division", "date", "code_prefix", "level"]);
    world.suite.stop().await;
}

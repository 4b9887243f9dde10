//! Whether a service may be purchased, and why not.

use onecode_proto::purchase::v1 as pb;
use testkit::refusal::violated;

use crate::world::{COUNTY, HUZHOU, PROVINCE, REAL, World, date};

async fn check(world: &World, request: pb::CheckCatalogEntryRequest) -> pb::CheckCatalogEntryResponse {
    world.reader(COUNTY).check_catalog_entry(request).await.unwrap().into_inner()
}

fn of(code: &str) -> pb::CheckCatalogEntryRequest {
    pb::CheckCatalogEntryRequest { code: code.into(), ..Default::default() }
}

async fn exclude(world: &World, division: &str, code: &str) -> pb::NegativeEntry {
    let entry = pb::NegativeEntry {
        code: code.into(),
        category: "GP-03b".into(),
        basis: "湖财〔2026〕8号".into(),
        valid_from: date(2026, 12, 1),
        ..Default::default()
    };
    let request = pb::CreateNegativeEntryRequest { negative_entry: Some(entry), validate_only: false };
    world.officer(division).create_negative_entry(request).await.unwrap().into_inner().negative_entry.unwrap()
}

#[tokio::test]
async fn the_catalogue_answers_whether_a_code_is_a_service() {
    let world = World::start().await;
    assert_eq!(check(&world, of("A0101")).await.verdict(), pb::CatalogVerdict::NoCatalog);
    world.adopted(HUZHOU, 2026, REAL).await;
    let listed = check(&world, of("A0101")).await;
    assert_eq!((listed.verdict(), listed.catalog_rule.as_str()), (pb::CatalogVerdict::Listed, "GP-04a@1"));
    assert_eq!((listed.entry.unwrap().code.as_str(), listed.ancestors.len()), ("A0101", 2));
    assert_eq!(listed.catalog.unwrap().division, HUZHOU, "the county goes by the city's");
    assert!(!listed.category_declared && listed.declared_category.is_none(), "no one declared a category");
    assert_eq!(check(&world, of("A01")).await.verdict(), pb::CatalogVerdict::Heading);
    assert_eq!(check(&world, of("A9999")).await.verdict(), pb::CatalogVerdict::NotListed);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_declared_category_excludes_with_its_rule_and_source() {
    let world = World::start().await;
    world.adopted(HUZHOU, 2026, REAL).await;
    let request = pb::CheckCatalogEntryRequest { declared_category: "GP-03d".into(), ..of("A0101") };
    let answer = check(&world, request).await;
    assert_eq!((answer.verdict(), answer.category_declared), (pb::CatalogVerdict::Excluded, true));
    let category = answer.declared_category.unwrap();
    assert_eq!((category.rule.as_str(), category.title.as_str()), ("GP-03d@1", "融资行为"));
    assert!(category.source.contains("第102号") && category.mark == "MH", "{category:?}");
    let wrong = pb::CheckCatalogEntryRequest { declared_category: "GP-04a".into(), ..of("x") };
    let refused = world.reader(COUNTY).check_catalog_entry(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["code", "declared_category"]);
    let early =
        pb::CheckCatalogEntryRequest { declared_category: "GP-03d".into(), date: date(2019, 1, 1), ..of("A0101") };
    let refused = world.reader(COUNTY).check_catalog_entry(early).await.unwrap_err();
    assert_eq!(violated(&refused), ["declared_category"], "it did not hold then");
    world.suite.stop().await;
}

#[tokio::test]
async fn what_a_division_excludes_binds_those_below_with_everything_under_it() {
    let world = World::start().await;
    world.adopted(PROVINCE, 2025, REAL).await;
    let excluded = exclude(&world, HUZHOU, "A01").await;
    let on = |code: &str, day| pb::CheckCatalogEntryRequest { date: day, ..of(code) };
    assert_eq!(check(&world, on("A0101", date(2026, 11, 30))).await.verdict(), pb::CatalogVerdict::Listed);
    let hit = check(&world, on("A0101", date(2026, 12, 1))).await;
    assert_eq!((hit.verdict(), hit.matches.len()), (pb::CatalogVerdict::Excluded, 1));
    assert_eq!((hit.matches[0].negative_entry.as_ref(), hit.matches[0].title_differs), (Some(&excluded), false));
    let beside = check(&world, on("A0201", date(2026, 12, 1))).await;
    assert_eq!(beside.verdict(), pb::CatalogVerdict::Listed);
    let elsewhere = pb::CheckCatalogEntryRequest { division: "330100".into(), ..on("A0101", date(2026, 12, 1)) };
    assert_eq!(check(&world, elsewhere).await.verdict(), pb::CatalogVerdict::Listed, "Hangzhou did not exclude it");
    let renamed = REAL.replace("公共安全服务,2", "公共安全事务,2");
    world.adopted(COUNTY, 2026, &renamed).await;
    let hit = check(&world, on("A0101", date(2026, 12, 1))).await;
    assert!(hit.verdict() == pb::CatalogVerdict::Excluded && hit.matches[0].title_differs, "{hit:?}");
    world.suite.stop().await;
}

#[tokio::test]
async fn the_categories_are_told_as_they_hold_on_a_day() {
    let world = World::start().await;
    let on = |date| {
        let mut reader = world.reader(HUZHOU);
        async move {
            let request = pb::ListNegativeCategoriesRequest { date };
            reader.list_negative_categories(request).await.unwrap().into_inner().negative_categories
        }
    };
    let now = on(None).await;
    let keys: Vec<&str> = now.iter().map(|category| category.key.as_str()).collect();
    assert_eq!(keys, ["GP-03a", "GP-03b", "GP-03c", "GP-03d", "GP-03e", "GP-03f"]);
    assert_eq!(now[0].valid_from, date(2020, 3, 1));
    assert!(on(date(2020, 2, 29)).await.is_empty());
    world.suite.stop().await;
}

//! What anybody may ask of the lists.

use super::support::*;

#[tokio::test]
async fn a_list_of_any_day_is_read_page_by_page_by_any_department() {
    let world = World::start().await;
    let start = today(&world);
    for serial in 1..=3 {
        world.register(&code(serial)).await;
        warned(&world, &code(serial), serial).await;
        decide(&world, &draft(&world, &code(serial), "CR-03.5").await).await;
        days_pass(&world, 1).await;
    }
    for (ago, count) in [(0, 1), (1, 2), (2, 3), (30, 3)] {
        let found = on_list(&world, CreditList::Abnormal, start + Duration::days(ago)).await;
        assert_eq!(found.len(), count, "{ago} days later");
    }
    assert_eq!(on_list(&world, CreditList::Abnormal, start - Duration::DAY).await, Vec::<String>::new());

    let ask = |size, token: &str, division: &str| pb::ListEntriesAsOfRequest {
        list: CreditList::Abnormal.into(),
        date: None,
        division: division.into(),
        page_size: size,
        page_token: token.into(),
    };
    let first = public(&world).list_entries_as_of(ask(2, "", HUZHOU)).await.unwrap().into_inner();
    assert_eq!(first.listings.len(), 2);
    assert_eq!(first.listings[0].title, format!("湖州市第{}协会", &code(1)[9..17]));
    let rest = public(&world).list_entries_as_of(ask(2, &first.next_page_token, HUZHOU)).await.unwrap().into_inner();
    assert_eq!((rest.listings.len(), rest.next_page_token.as_str()), (1, ""));
    let elsewhere = public(&world).list_entries_as_of(ask(2, "", "330100")).await.unwrap().into_inner();
    assert!(elsewhere.listings.is_empty());
    let other = public(&world).list_entries_as_of(ask(2, &first.next_page_token, "330100")).await.unwrap_err();
    assert_eq!(violated_sorted(&other), ["page_token"]);
    let bare = pb::ListEntriesAsOfRequest { division: "湖州".into(), page_size: -1, ..Default::default() };
    let bare = public(&world).list_entries_as_of(bare).await.unwrap_err();
    assert_eq!(violated_sorted(&bare), ["division", "list", "page_size"]);
    let drafts = public(&world).list_listing_drafts(pb::ListListingDraftsRequest::default()).await.unwrap_err();
    assert_eq!(drafts.code(), Code::PermissionDenied, "drafts are no public matter");
    world.suite.stop().await;
}

#[tokio::test]
async fn decisions_are_counted_by_list_month_and_ground() {
    let world = World::start().await;
    for serial in 1..=3 {
        warned(&world, &code(serial), serial).await;
        decide(&world, &draft(&world, &code(serial), "CR-03.5").await).await;
    }
    annulled(&world, &code(1), 1).await;
    let request =
        pb::CountListingsRequest { from_date: date(2026, 1, 1), to_date: date(2026, 12, 31), division: HUZHOU.into() };
    let counts = public(&world).count_listings(request.clone()).await.unwrap().into_inner().counts;
    let expected = pb::ListingCount {
        list: CreditList::Abnormal.into(),
        month: date(2026, 11, 1),
        ground: "CR-03.5".into(),
        listed: 3,
        removed: 0,
        withdrawn: 1,
    };
    assert_eq!(counts, [expected]);
    let backwards = pb::CountListingsRequest { to_date: date(2025, 1, 1), ..request };
    let refused = public(&world).count_listings(backwards).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["to_date"]);
    world.suite.stop().await;
}

#[tokio::test]
async fn the_history_of_an_organisation_keeps_what_was_withdrawn() {
    let world = World::start().await;
    let code = code(9);
    warned(&world, &code, 1).await;
    decide(&world, &draft(&world, &code, "CR-03.5").await).await;
    annulled(&world, &code, 1).await;
    let all = history(&world, &code).await;
    assert_eq!((all.len(), all[0].withdraw_date), (1, day(today(&world))));
    let standing = pb::ListListingsRequest { organization: name(&code), standing: true, ..Default::default() };
    assert!(public(&world).list_listings(standing).await.unwrap().into_inner().listings.is_empty());
    let wrong = pb::ListListingsRequest { ground: "CR-99".into(), list: 9, ..Default::default() };
    let refused = public(&world).list_listings(wrong).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["ground", "list"]);
    let absent = pb::GetListingRequest { name: "listings/018f0000-0000-7000-8000-000000000009".into() };
    let refused = public(&world).get_listing(absent).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "LISTING_NOT_FOUND".into()));
    world.suite.stop().await;
}

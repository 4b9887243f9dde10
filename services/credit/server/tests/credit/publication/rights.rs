//! Who may do what, and what is asked wrongly.

use super::support::*;

const ABSENT: &str = "018f0000-0000-7000-8000-000000000009";

fn down(name: &str) -> pb::TakeDownPublicationRequest {
    pb::TakeDownPublicationRequest {
        name: name.into(), ground: Ground::Error.into(), reasons: "公示内容有误".into()
    }
}

#[tokio::test]
async fn only_its_own_authority_takes_a_publication_down() {
    let world = World::start().await;
    let fine = exposed(&world, 1).await;
    let other = by(&world, "tax", "credit-publisher").take_down_publication(down(&fine.name)).await.unwrap_err();
    assert_eq!(reason(&other), (Code::PermissionDenied, "PUBLICATION_NOT_COMPETENT".into()));
    let above = world.suite.identities().caller("civil-affairs", "330000", &["credit-publisher"]);
    let above =
        Publications::new(world.client(above.fresh())).take_down_publication(down(&fine.name)).await.unwrap_err();
    assert_eq!(reason(&above).1, "PUBLICATION_NOT_COMPETENT", "an authority above takes no steps of those below");
    let elsewhere = world.suite.identities().caller("civil-affairs", "330100", &["credit-publisher"]);
    let mut elsewhere = Publications::new(world.client(elsewhere.fresh()));
    let hidden = elsewhere.take_down_publication(down(&fine.name)).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "PUBLICATION_NOT_FOUND".into()));
    let reader = anybody(&world).take_down_publication(down(&fine.name)).await.unwrap_err();
    assert_eq!(reason(&reader), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    assert_eq!(get(&world, &fine.name).await, fine);
    world.suite.stop().await;
}

#[tokio::test]
async fn only_its_own_authority_reviews_a_bulletin() {
    let world = World::start().await;
    exposed(&world, 1).await;
    world.suite.clock().advance(Duration::days(7));
    sweep(&world).await;
    let request = pb::ListBulletinDraftsRequest::default();
    let mut tax = by(&world, "tax", "credit-publisher");
    let seen = tax.list_bulletin_drafts(request).await.unwrap().into_inner().bulletin_drafts;
    let name = seen[0].bulletin.clone().unwrap().name;
    let review = pb::ReviewBulletinRequest { name: name.clone(), etag: seen[0].etag.clone() };
    let refused = tax.review_bulletin(review).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "BULLETIN_NOT_COMPETENT".into()));
    assert_eq!(metadata(&refused, "department"), "departments/civil-affairs");
    let elsewhere = world.suite.identities().caller("civil-affairs", "330100", &["credit-publisher"]);
    let mut elsewhere = Publications::new(world.client(elsewhere.fresh()));
    let hidden = elsewhere.get_bulletin_draft(pb::GetBulletinDraftRequest { name: name.clone() }).await.unwrap_err();
    assert_eq!(reason(&hidden), (Code::NotFound, "BULLETIN_NOT_FOUND".into()));
    let public = anybody(&world).get_bulletin(pb::GetBulletinRequest { name }).await.unwrap_err();
    assert_eq!(reason(&public), (Code::NotFound, "BULLETIN_NOT_FOUND".into()), "a draft is no public matter");
    let drafts = anybody(&world).list_bulletin_drafts(pb::ListBulletinDraftsRequest::default()).await.unwrap_err();
    assert_eq!(drafts.code(), Code::PermissionDenied);
    world.suite.stop().await;
}

#[tokio::test]
async fn everything_that_is_asked_wrongly_is_named() {
    let world = World::start().await;
    let filter = pb::PublicationFilter {
        organization: "organizations/1".into(),
        kinds: vec![0, 99],
        division: "湖州".into(),
        states: vec![0],
        start_date: date(2026, 2, 30),
        end_date: date(2026, 13, 1),
    };
    let request = pb::ListPublicationsRequest { filter: Some(filter.clone()), page_size: 201, page_token: "x".into() };
    let refused = anybody(&world).list_publications(request).await.unwrap_err();
    let fields = [
        "filter.division",
        "filter.end_date",
        "filter.kinds[0]",
        "filter.kinds[1]",
        "filter.organization",
        "filter.start_date",
        "filter.states[0]",
        "page_size",
        "page_token",
    ];
    assert_eq!(violated_sorted(&refused), fields);
    let request = pb::ExportPublicationsRequest { filter: Some(filter), format: 9 };
    let refused = anybody(&world).export_publications(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), [&["filter.division"][..], &fields[1..7], &["format"]].concat());
    let backwards =
        pb::PublicationFilter { start_date: date(2026, 2, 2), end_date: date(2026, 2, 1), ..Default::default() };
    let request = pb::ListPublicationsRequest { filter: Some(backwards), ..Default::default() };
    let refused = anybody(&world).list_publications(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["filter.end_date"]);

    let mut publisher = by(&world, "civil-affairs", "credit-publisher");
    let request = pb::TakeDownPublicationRequest { ground: Ground::SourceFell.into(), ..Default::default() };
    let refused = publisher.take_down_publication(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["ground", "name", "reasons"]);
    let refused = publisher.review_bulletin(pb::ReviewBulletinRequest::default()).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["etag", "name"]);
    let request = pb::ListBulletinsRequest { kind: 9, division: "1".into(), page_size: -1, page_token: "x".into() };
    let refused = anybody(&world).list_bulletins(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["division", "kind", "page_size", "page_token"]);
    let request = pb::ListPublicationWithdrawalsRequest { overdue_only: true, show_done: true, ..Default::default() };
    let refused = publisher.list_publication_withdrawals(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["show_done"]);
    let request = pb::GetPublicationRequest { name: format!("publications/{ABSENT}") };
    let refused = anybody(&world).get_publication(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "PUBLICATION_NOT_FOUND".into()));
    world.suite.stop().await;
}

#[tokio::test]
async fn publications_are_read_page_by_page_and_a_token_belongs_to_its_query() {
    let world = World::start().await;
    for serial in 1..=5 {
        world.register(&code(serial)).await;
    }
    world.caught_up().await;
    sweep(&world).await;
    let mut request = pb::ListPublicationsRequest { page_size: 2, ..Default::default() };
    let mut numbers = Vec::new();
    loop {
        let page = anybody(&world).list_publications(request.clone()).await.unwrap().into_inner();
        numbers.extend(page.publications.into_iter().map(|one| one.number));
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    numbers.sort_unstable();
    let expected: Vec<String> = (1..=5).map(|serial| format!("GS-330500-2026-{serial:06}")).collect();
    assert_eq!(numbers, expected);
    let kinds = vec![Kind::Registration.into()];
    request.filter = Some(pb::PublicationFilter { kinds, ..Default::default() });
    let refused = anybody(&world).list_publications(request).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["page_token"]);
    world.suite.stop().await;
}

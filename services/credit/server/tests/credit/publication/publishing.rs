//! What is published, since when and until when.

use super::support::*;

#[tokio::test]
async fn what_the_public_may_see_is_published_under_a_number_without_gaps() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    world.submit("tax", penalty(&code(1), "湖税罚〔2026〕1号")).await.unwrap();
    // a warning is minor, and not displayed (CR-13)
    let warning = pb::CreditSubmission { value: "warning".into(), amount_fen: 0, ..penalty(&code(1), "2号") };
    world.submit("tax", warning).await.unwrap();
    sweep(&world).await;
    let all = listed(&world, pb::PublicationFilter { organization: name(&code(1)), ..Default::default() }).await;
    let mut numbers: Vec<&str> = all.iter().map(|one| one.number.as_str()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, ["GS-330500-2026-000001", "GS-330500-2026-000002"]);

    let [registered] = shown(&world, &code(1), Kind::Registration).await.try_into().unwrap();
    let by = registered.body.map(|body| body.department);
    assert_eq!(by.as_deref(), Some("departments/civil-affairs"), "the register names no department: its authority");

    let [fine] = shown(&world, &code(1), Kind::Penalty).await.try_into().unwrap();
    let record = &world.records_of(&code(1)).await;
    let record = record.iter().find(|record| record.document_number == "湖税罚〔2026〕1号").unwrap();
    assert_eq!((fine.until_date, fine.rules.last().unwrap().as_str()), (date(2027, 5, 8), "CR-13c@1"));
    let channels = [pb::PublicationChannel::Page, pb::PublicationChannel::Export, pb::PublicationChannel::Bulletin];
    assert_eq!(fine.channels().collect::<Vec<_>>(), channels);
    let body = pb::PublicationBody {
        organization: name(&code(1)),
        organization_title: format!("湖州市第{}协会", &code(1)[9..17]),
        title: "行政处罚：警告、罚款".into(),
        value: "warning,fine".into(),
        document_number: "湖税罚〔2026〕1号".into(),
        department: "departments/tax".into(),
        division: HUZHOU.into(),
        amount_fen: 200_000,
        from_date: date(2026, 5, 8),
        source: record.name.clone(),
        ..Default::default()
    };
    assert_eq!(fine.body, Some(body));
    assert_eq!(get(&world, &fine.name).await, fine);
    assert_eq!(facts(&world, "PublicationPublished").await, 2);
    sweep(&world).await;
    assert_eq!(facts(&world, "PublicationPublished").await, 2, "each is published once");
    world.suite.stop().await;
}

#[tokio::test]
async fn a_display_ends_on_its_day_and_what_it_said_is_gone() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    world.submit("tax", penalty(&code(1), "1号")).await.unwrap();
    sweep(&world).await;
    let [fine] = shown(&world, &code(1), Kind::Penalty).await.try_into().unwrap();
    let last = time::macros::date!(2027 - 05 - 07) - today(&world);
    world.suite.clock().advance(last);
    assert_eq!(get(&world, &fine.name).await.state(), State::Published);
    world.suite.clock().advance(Duration::days(1));
    // on the day itself, whether somebody has noted it or not
    let ended = get(&world, &fine.name).await;
    assert_eq!((ended.state(), ended.body.is_none(), ended.tombstone), (State::Ended, true, None));
    assert!(shown(&world, &code(1), Kind::Penalty).await.is_empty());
    sweep(&world).await;
    assert_eq!(facts(&world, "PublicationEnded").await, 1);
    let filter = pb::PublicationFilter { states: vec![State::Ended.into()], ..Default::default() };
    let all = listed(&world, filter).await;
    assert_eq!(all, [get(&world, &fine.name).await]);
    world.suite.stop().await;
}

#[tokio::test]
async fn nothing_is_published_of_a_code_that_the_register_has_not_told_of() {
    let world = World::start().await;
    world.submit("tax", penalty(&code(7), "1号")).await.unwrap();
    sweep(&world).await;
    assert!(shown(&world, &code(7), Kind::Penalty).await.is_empty());
    world.register(&code(7)).await;
    world.caught_up().await;
    sweep(&world).await;
    assert_eq!(shown(&world, &code(7), Kind::Penalty).await.len(), 1);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_decision_of_inspection_is_published_when_its_authority_has_made_it_public() {
    let world = World::start().await;
    world.register(&code(1)).await;
    fined(&world, &code(1), 1).await;
    sweep(&world).await;
    assert!(shown(&world, &code(1), Kind::Penalty).await.is_empty(), "a decision may be secret (PN-03d)");
    made_public(&world, &code(1), 1, true).await;
    sweep(&world).await;
    let [first] = shown(&world, &code(1), Kind::Penalty).await.try_into().unwrap();
    made_public(&world, &code(1), 1, false).await;
    let gone = get(&world, &first.name).await;
    assert_eq!((gone.state(), gone.tombstone.unwrap().ground()), (State::Withdrawn, Ground::Authority));
    made_public(&world, &code(1), 1, true).await;
    sweep(&world).await;
    let [again] = shown(&world, &code(1), Kind::Penalty).await.try_into().unwrap();
    assert_ne!(again.number, first.number);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_listing_is_published_and_ends_when_the_organisation_leaves_the_list() {
    use crate::listing::support::{decide, draft, heard, lists, misses, submits};
    let world = World::start().await;
    world.register(&code(1)).await;
    misses(&world, &code(1), 2025).await;
    let drafted = draft(&world, &code(1), "CR-03.1").await;
    let listing = decide(&world, &heard(&world, &drafted).await).await;
    sweep(&world).await;
    let [one] = shown(&world, &code(1), Kind::AbnormalListing).await.try_into().unwrap();
    let body = one.body.clone().unwrap();
    assert_eq!((body.source, body.ground.as_str()), (listing.name.clone(), "CR-03.1"));
    assert!(body.title.starts_with("列入活动异常名录："), "{}", body.title);
    submits(&world, &code(1), 2025).await;
    let request =
        pb::RequestListingRemovalRequest { parent: listing.name, statement: "已补报年度工作报告".into() };
    let asked = lists(&world).request_listing_removal(request).await.unwrap().into_inner();
    let removal = asked.listing_removal.unwrap();
    let request = pb::DecideListingRemovalRequest {
        name: removal.name,
        etag: removal.etag,
        decision: pb::ListingRemovalState::Removed.into(),
        document_number: "湖民信〔2026〕9号".into(),
        reasons: "经核实，已补报".into(),
    };
    lists(&world).decide_listing_removal(request).await.unwrap();
    sweep(&world).await;
    let ended = get(&world, &one.name).await;
    assert_eq!((ended.state(), ended.until_date, ended.body), (State::Ended, day(today(&world)), None));
    world.suite.stop().await;
}

#[tokio::test]
async fn what_inspection_takes_over_is_shown_no_more_until_it_says_that_it_is_public() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    world.submit("civil-affairs", penalty(&code(1), "湖民罚〔2026〕3号")).await.unwrap();
    sweep(&world).await;
    assert_eq!(shown(&world, &code(1), Kind::Penalty).await.len(), 1);
    let decided = inspection::PenaltyDecided {
        penalty: "penalties/018f0000-0000-7000-8000-000000000001".into(),
        organization: name(&code(1)),
        document_number: "湖民罚〔2026〕3号".into(),
        department: "departments/civil-affairs".into(),
        decision_date: date(2026, 5, 8),
        ..Default::default()
    };
    world.tell("penalties/1", decided).await;
    world.caught_up().await;
    sweep(&world).await;
    assert_eq!(shown(&world, &code(1), Kind::Penalty).await.len(), 0, "PN-03d");
    world.suite.stop().await;
}

#[tokio::test]
async fn nothing_is_published_while_much_of_what_happened_is_still_being_read() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    world.submit("tax", penalty(&code(1), "1号")).await.unwrap();
    let now = world.suite.clock().now();
    sqlx::query("update credit.intake set position = position - 5000, updated_at = $1")
        .bind(now)
        .execute(&mut world.suite.database().connection().await)
        .await
        .unwrap();
    sweep(&world).await;
    assert_eq!(shown(&world, &code(1), Kind::Penalty).await.len(), 0, "facts are left that may take it back");
    world.suite.clock().advance(time::Duration::seconds(11));
    sweep(&world).await;
    assert_eq!(shown(&world, &code(1), Kind::Penalty).await.len(), 1, "nobody reads on");
    world.suite.stop().await;
}

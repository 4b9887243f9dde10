//! What falls with a record: as if it had never been, but for the history.

use super::support::*;

/// Everything that others may rest on, of an organisation: standing listings, undecided drafts, and on which days it was on a list.
async fn shown(world: &World, code: &str, from: time::Date) -> String {
    let standing = history(world, code).await.into_iter().filter(|one| one.withdraw_date.is_none());
    let standing: Vec<String> = standing
        .map(|one| {
            format!(
                "{:?} {} {:?} {:?} {:?}",
                one.list(),
                one.ground,
                one.list_date,
                one.period_from_date,
                one.remove_date
            )
        })
        .collect();
    let open = drafts(world, code).await.into_iter().filter(|draft| draft.end_date.is_none());
    let open: Vec<String> = open.map(|draft| format!("{} {:?}", draft.ground, draft.since_date)).collect();
    let mut days = Vec::new();
    for list in [CreditList::Abnormal, CreditList::Serious] {
        let mut on = from;
        while on <= today(world) {
            if on_list(world, list, on).await.contains(&name(code)) {
                days.push(format!("{list:?} {on}"));
            }
            on += Duration::DAY;
        }
    }
    format!("{standing:?} {open:?} {days:?}")
}

#[tokio::test]
async fn an_annulled_penalty_is_as_if_it_had_never_been_decided() {
    let world = World::start().await;
    let (annulled_later, never) = (code(1), code(2));
    let from = today(&world);
    warned(&world, &annulled_later, 1).await;
    decide(&world, &draft(&world, &annulled_later, "CR-03.5").await).await;
    days_pass(&world, 2).await;
    for (number, code) in [(2, &annulled_later), (3, &never)] {
        warned(&world, code, number).await;
        decide(&world, &draft(&world, code, "CR-03.5").await).await;
    }
    decide(&world, &draft(&world, &annulled_later, "CR-07.5").await).await;
    days_pass(&world, 2).await;
    assert_ne!(shown(&world, &annulled_later, from).await, shown(&world, &never, from).await);

    annulled(&world, &annulled_later, 1).await;
    assert_eq!(shown(&world, &annulled_later, from).await, shown(&world, &never, from).await);
    let kept = history(&world, &annulled_later).await;
    let serious = kept.iter().find(|one| one.list() == CreditList::Serious).unwrap();
    assert_eq!(serious.withdraw_date, day(today(&world)));
    let abnormal = kept.iter().find(|one| one.list() == CreditList::Abnormal).unwrap();
    let fallen = &listing(&world, &abnormal.name).await.grounds[0];
    assert_eq!((fallen.ground.as_str(), fallen.withdraw_date), ("CR-03.5", day(today(&world))));
    let told = [("ListingGroundWithdrawn", 1), ("ListingWithdrawn", 1)];
    for (kind, count) in told {
        assert_eq!(facts(&world, &annulled_later, kind).await, count, "{kind}");
    }
    assert_eq!(world.suite.count("select count(*) from casework.retraction").await, 2);
    world.suite.stop().await;
}

#[tokio::test]
async fn a_listing_whose_only_ground_falls_is_withdrawn_and_its_application_is_moot() {
    let world = World::start().await;
    let (listed, never) = (code(3), code(4));
    let from = today(&world);
    warned(&world, &listed, 1).await;
    let made = decide(&world, &draft(&world, &listed, "CR-03.5").await).await;
    let request =
        pb::RequestListingRemovalRequest { parent: made.name.clone(), statement: "已履行处罚决定".into() };
    lists(&world).request_listing_removal(request).await.unwrap();
    days_pass(&world, 1).await;
    annulled(&world, &listed, 1).await;
    assert_eq!(shown(&world, &listed, from).await, shown(&world, &never, from).await);
    let kept = listing(&world, &made.name).await;
    assert_eq!(kept.withdraw_date, day(today(&world)));
    assert_eq!(kept.removals[0].state(), pb::ListingRemovalState::Moot);
    let again = lists(&world)
        .request_listing_removal(pb::RequestListingRemovalRequest { parent: made.name, statement: "无".into() })
        .await
        .unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "LISTING_ENDED".into()));
    world.suite.stop().await;
}

#[tokio::test]
async fn who_owed_no_report_is_on_no_list_and_what_rested_on_two_years_falls_too() {
    let world = World::start().await;
    let code = code(5);
    misses(&world, &code, 2025).await;
    let made = heard(&world, &draft(&world, &code, "CR-03.1").await).await;
    let abnormal = decide(&world, &made).await;
    days_pass(&world, 731).await; // a leap year is among them
    assert_eq!(drafts(&world, &code).await.len(), 1, "the day of the same number is the last of two years");
    days_pass(&world, 1).await;
    let escalated = draft(&world, &code, "CR-07.1").await;
    assert_eq!((&escalated.cause, escalated.penal), (&abnormal.name, false));
    assert_eq!(escalated.records, abnormal.grounds[0].records);
    let serious = decide(&world, &heard(&world, &escalated).await).await;
    let left = listing(&world, &abnormal.name).await;
    assert_eq!((left.remove_date, left.removal_cause()), (day(today(&world)), pb::ListingRemovalCause::Moved));
    assert_eq!(on_list(&world, CreditList::Serious, today(&world)).await, [name(&code)]);

    let exempted =
        inspection::AnnualReportExempted { year: 2025, organizations: vec![name(&code)], ..Default::default() };
    world.tell("annualReportCampaigns/x", exempted).await;
    world.caught_up().await;
    for name in [&abnormal.name, &serious.name] {
        assert_eq!(listing(&world, name).await.withdraw_date, day(today(&world)), "{name}");
    }
    assert_eq!(facts(&world, &code, "ListingWithdrawn").await, 2);
    assert_eq!(on_list(&world, CreditList::Abnormal, today(&world) - Duration::days(100)).await, Vec::<String>::new());
    world.suite.stop().await;
}

#[tokio::test]
async fn another_penalty_that_still_makes_the_number_full_carries_the_listing() {
    let world = World::start().await;
    let code = code(6);
    for number in 1..=3 {
        warned(&world, &code, number).await;
        world.suite.clock().advance(time::Duration::days(1)); // the third is the last, whose ground rests on all three
    }
    let full = |draft: &pb::ListingDraft| draft.ground == "CR-07.5" && draft.records.len() == 3;
    let last = drafts(&world, &code).await.into_iter().find(full).unwrap();
    let serious = decide(&world, &last).await;
    annulled(&world, &code, 1).await;
    let kept = listing(&world, &serious.name).await;
    assert_eq!((kept.withdraw_date, kept.grounds[0].records.len()), (None, 2));
    annulled(&world, &code, 2).await;
    assert_eq!(listing(&world, &serious.name).await.withdraw_date, day(today(&world)));
    world.suite.stop().await;
}

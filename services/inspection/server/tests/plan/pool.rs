//! Whom a draw may send: certified on every day of the visits, not recused, not full, no assistant, nobody suspended.

use std::collections::BTreeSet;

use inspection_domain::draw::Verdict;
use onecode_proto::inspection::v1 as pb;

use crate::support::*;

/// A plan whose twelve organisations are all drawn.
fn of_all() -> pb::Plan {
    pb::Plan { draw_percent: 100, ..plan() }
}

fn sent(objects: &[pb::DrawnObject], department: &str) -> BTreeSet<String> {
    let of = |one: &&pb::DrawnInspector| one.department == format!("departments/{department}");
    objects.iter().flat_map(|object| object.inspectors.iter().filter(of)).map(|one| one.inspector.clone()).collect()
}

#[tokio::test]
async fn a_certificate_that_expires_between_draw_and_visit_sends_nobody() {
    let world = World::start().await;
    world.organizations(12).await;
    staffed(&world).await;
    let until = |day| pb::Inspector { certificate_valid_to: date(2026, 12, day), ..inspector(&format!("D-{day}")) };
    let too_early = world.inspector_who(TAX, until(20)).await; // the 20th is the last day of the visits
    let in_time = world.inspector_who(TAX, until(21)).await;
    let drawn = draw(&world, &revealed_as(&world, of_all()).await).await.unwrap();
    let sent = sent(&objects(&world, &drawn).await, TAX);
    assert!(!sent.contains(&too_early));
    assert!(sent.contains(&in_time));
    assert_eq!(verified(&world, &drawn).await.verdict(), Verdict::Holds);
}

#[tokio::test]
async fn assistants_and_suspended_inspectors_are_never_drawn() {
    let world = World::start().await;
    world.organizations(12).await;
    staffed(&world).await;
    let assistant = world.inspector_who(TAX, pb::Inspector { assistant: true, ..inspector("F-1") }).await;
    let suspended = world.inspector_who(TAX, pb::Inspector { suspended: true, ..inspector("F-2") }).await;
    let plan = revealed_as(&world, of_all()).await;
    assert_eq!(plan.frozen.as_ref().unwrap().inspector_count, 5);
    let sent = sent(&objects(&world, &draw(&world, &plan).await.unwrap()).await, TAX);
    assert!(!sent.contains(&assistant) && !sent.contains(&suspended));
}

#[tokio::test]
async fn whoever_is_recused_is_not_sent_there_and_is_sent_elsewhere() {
    let world = World::start().await;
    world.organizations(12).await;
    staffed(&world).await;
    let tied = world.inspector(TAX, "T-1").await;
    let from = |serial: u32, ground: pb::RecusalGround, to| pb::CreateRecusalRequest {
        parent: tied.clone(),
        recusal: Some(pb::Recusal {
            organization: format!("organizations/{}", code(serial)),
            ground: ground.into(),
            valid_from: date(2020, 1, 1),
            valid_to: to,
            ..Default::default()
        }),
    };
    let mut inspectors = world.inspectors(TAX);
    for serial in 1..=11 {
        inspectors.create_recusal(from(serial, pb::RecusalGround::Post, date(2025, 6, 1))).await.unwrap();
    }
    // over before the visits: no post, so nothing follows from it
    inspectors.create_recusal(from(12, pb::RecusalGround::Relative, date(2025, 6, 1))).await.unwrap();
    let plan = revealed_as(&world, of_all()).await;
    assert_eq!(plan.frozen.as_ref().unwrap().recusal_count, 11);
    let drawn = draw(&world, &plan).await.unwrap();
    for object in objects(&world, &drawn).await {
        let there = object.inspectors.iter().any(|one| one.inspector == tied);
        assert!(!there || object.organization.ends_with(&code(12)), "{}", object.organization);
    }
    assert_eq!(verified(&world, &drawn).await.verdict(), Verdict::Holds);
}

#[tokio::test]
async fn a_post_that_ended_more_than_two_years_ago_recuses_nobody() {
    let world = furnished().await;
    let once = world.inspector(TAX, "T-1").await;
    let recusal = pb::Recusal {
        organization: format!("organizations/{}", code(1)),
        ground: pb::RecusalGround::Post.into(),
        valid_from: date(2020, 1, 1),
        valid_to: date(2024, 12, 1),
        ..Default::default()
    };
    let request = pb::CreateRecusalRequest { parent: once, recusal: Some(recusal) };
    world.inspectors(TAX).create_recusal(request).await.unwrap();
    assert_eq!(frozen(&world).await.frozen.unwrap().recusal_count, 0);
}

#[tokio::test]
async fn an_organisation_that_cannot_get_its_inspectors_is_recorded_with_what_is_missing() {
    let world = World::start().await;
    world.organizations(12).await;
    for number in 1..=2 {
        world.inspector(CIVIL, &format!("MZ-{number}")).await;
    }
    world.inspector_who(TAX, pb::Inspector { capacity: 5, ..inspector("SW-1") }).await;
    let drawn = draw(&world, &revealed_as(&world, of_all()).await).await.unwrap();
    assert_eq!(drawn.drawn.as_ref().unwrap().short_count, 7);
    let objects = objects(&world, &drawn).await;
    let short: Vec<_> = objects.iter().filter(|object| !object.shortfalls.is_empty()).collect();
    assert_eq!(short.len(), 7);
    let missing = pb::Shortfall { department: "departments/tax".into(), missing_count: 1 };
    assert!(short.iter().all(|object| object.shortfalls == [missing.clone()] && object.inspectors.len() == 2));
    assert_eq!(verified(&world, &drawn).await.verdict(), Verdict::Holds);
}

//! Something is called off: from whoever is chosen, or whose turn it is, within unit price, budget and days.

use std::collections::BTreeSet;

use futures::future::join_all;
use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::project_service_client::ProjectServiceClient;
use testkit::refusal::{metadata, reason, violated_sorted};
use time::Duration;
use tonic::Code;

use super::{UNIT, announced, bidders, by, call_off, conclude, concluded, conclusion, next, order};
use crate::city::date;
use crate::world::{BUDGET, COMPANIES, World};

/// A planned project of another service than frameworks are concluded for here.
async fn trained(world: &World) -> pb::PurchaseProject {
    let project = world.planned(pb::ProcurementMethod::Framework).await;
    let wanted = pb::PurchaseProject { catalog_code: "A0102".into(), ..project };
    let update_mask = Some(prost_types::FieldMask { paths: vec!["catalog_code".into()] });
    let request = pb::UpdateProjectRequest { project: Some(wanted), update_mask };
    let mut projects = ProjectServiceClient::new(world.city.client(world.buyer().fresh()));
    projects.update_project(request).await.unwrap().into_inner().project.unwrap()
}

#[tokio::test]
async fn whoever_is_chosen_is_awarded_within_unit_price_and_budget() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let framework = concluded(&world, &bidders, pb::CallOffMethod::Direct).await;
    let project = world.planned(pb::ProcurementMethod::Framework).await;
    let stated = order(&framework, &project, COMPANIES[0]);
    let above = pb::CallOffRequest { amount_fen: 100 * UNIT + 1, ..stated.clone() };
    let refused = call_off(&world, above).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FRAMEWORK_ABOVE_PRICE".into()));
    assert_eq!(metadata(&refused, "unit_price_fen"), UNIT.to_string());
    let dear = pb::CallOffRequest { quantity: 1_000_000, amount_fen: BUDGET + 1, ..stated.clone() };
    let refused = call_off(&world, dear).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "AWARD_ABOVE_BUDGET".into()));
    let nobody = call_off(&world, order(&framework, &project, "")).await.unwrap_err();
    assert_eq!(violated_sorted(&nobody), ["supplier_code"]);
    let eliminated = call_off(&world, order(&framework, &project, &bidders[3])).await.unwrap_err();
    assert_eq!(reason(&eliminated), (Code::NotFound, "FRAMEWORK_ENTRANT_NOT_FOUND".into()));
    let other = world.planned(pb::ProcurementMethod::OpenTender).await;
    let refused = call_off(&world, order(&framework, &other, COMPANIES[0])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FRAMEWORK_METHOD".into()));
    let other = trained(&world).await;
    let refused = call_off(&world, order(&framework, &other, COMPANIES[0])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FRAMEWORK_SERVICE".into()));
    let told = ["project", "catalog_code", "framework_catalog_code"].map(|key| metadata(&refused, key));
    assert_eq!(told, [other.name, "A0102".into(), "A0101".into()]);
    let stale = pb::CallOffRequest { project_etag: "\"old\"".into(), ..stated.clone() };
    assert_eq!(reason(&call_off(&world, stale).await.unwrap_err()), (Code::Aborted, "PROJECT_CHANGED".into()));
    assert_eq!(world.city.suite.count("select count(*) from purchase.framework_call_off").await, 0);

    let called = call_off(&world, stated).await.unwrap();
    let (made, awarded) = (called.call_off.unwrap(), called.project.unwrap());
    let award = awarded.award.clone().unwrap();
    assert_eq!((awarded.status(), made.number), (pb::ProjectStatus::Awarded, 1));
    assert_eq!((award.supplier_code.as_str(), award.amount_fen), (COMPANIES[0], 100 * UNIT));
    assert_eq!((award.award_date, award.eligibility()), (date(2026, 12, 27), pb::AwardEligibility::NoRecord));
    assert_eq!((made.unit_price_fen, made.quantity, &made.project), (UNIT, 100, &awarded.name));
    assert_eq!(world.facts::<pb::FrameworkCalledOff>().await, [pb::FrameworkCalledOff { call_off: Some(made) }]);
    assert_eq!(world.facts::<pb::ProjectAwarded>().await.len(), 1);
    let again = call_off(&world, order(&framework, &awarded, COMPANIES[0])).await.unwrap_err();
    assert_eq!(reason(&again), (Code::FailedPrecondition, "PROJECT_STATE".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn a_chosen_entrant_that_was_listed_since_is_refused() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let framework = concluded(&world, &bidders, pb::CallOffMethod::Direct).await;
    world.city.list_serious(&bidders[1]).await;
    let project = world.planned(pb::ProcurementMethod::Framework).await;
    let refused = call_off(&world, order(&framework, &project, &bidders[1])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "AWARD_SUPPLIER_REFUSED".into()));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn departments_of_the_division_and_of_those_below_call_off_and_no_others() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let framework = concluded(&world, &bidders, pb::CallOffMethod::Direct).await;
    let identities = world.city.suite.identities();
    let officer =
        |department: &str, division: &str| identities.official(department, division, &["purchase-officer"], "officer");
    for (number, caller) in (1..).zip([officer("education", "330500"), officer("civil-affairs", "330521")]) {
        let project = world.planned_by(&caller, pb::ProcurementMethod::Framework).await;
        let called =
            by(&world, &caller).call_off(order(&framework, &project, COMPANIES[1])).await.unwrap().into_inner();
        assert_eq!(called.call_off.unwrap().number, number);
    }
    let project = world.planned(pb::ProcurementMethod::Framework).await;
    let elsewhere = officer("civil-affairs", "330100");
    let refused = by(&world, &elsewhere).call_off(order(&framework, &project, COMPANIES[1])).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "FRAMEWORK_OTHER_BUYER".into()));
    let below = officer("education", "330521");
    let refused = by(&world, &below).call_off(order(&framework, &project, COMPANIES[1])).await.unwrap_err();
    assert_eq!(reason(&refused).1, "PROJECT_NOT_FOUND", "of a division above");

    let mut request = pb::ListCallOffsRequest { framework: framework.name.clone(), page_size: 1, ..Default::default() };
    let first = by(&world, &elsewhere).list_call_offs(request.clone()).await.unwrap().into_inner();
    request.page_token.clone_from(&first.next_page_token);
    let second = by(&world, &elsewhere).list_call_offs(request).await.unwrap().into_inner();
    let told: Vec<_> = first.call_offs.iter().chain(&second.call_offs).collect();
    let of: Vec<_> = told.iter().map(|one| (one.number, one.division.as_str())).collect();
    assert_eq!((of, second.next_page_token.as_str()), (vec![(2, "330521"), (1, "330500")], ""));
    world.city.suite.stop().await;
}

#[tokio::test]
async fn call_offs_that_come_at_once_take_an_entrant_each() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let framework = concluded(&world, &bidders, pb::CallOffMethod::Rotation).await;
    let project = world.planned(pb::ProcurementMethod::Framework).await;
    let chosen = call_off(&world, order(&framework, &project, COMPANIES[1])).await.unwrap_err();
    assert_eq!(violated_sorted(&chosen), ["supplier_code"]);
    let called = join_all((0..2).map(|_| next(&world, &framework))).await;
    let suppliers: BTreeSet<String> = called.into_iter().map(|one| one.unwrap().supplier_code).collect();
    assert_eq!(suppliers, bidders[..2].iter().cloned().collect());
    let third = next(&world, &framework).await.unwrap();
    let fourth = next(&world, &framework).await.unwrap();
    assert_eq!((third.number, &third.supplier_code), (3, &bidders[2]));
    assert_eq!((fourth.number, &fourth.supplier_code, fourth.passed_over.len()), (4, &bidders[0], 0));
    world.advance(Duration::days(1));
    let dated_back = next(&world, &framework).await.unwrap_err();
    assert_eq!(violated_sorted(&dated_back), ["award_date"], "of two days the one on which the next may not be hired");
    world.city.suite.stop().await;
}

#[tokio::test]
async fn nothing_is_called_off_outside_the_days() {
    let world = World::start().await;
    let bidders = bidders(&world).await;
    let tender = announced(&world, &bidders).await;
    world.advance(Duration::days(13));
    let request = pb::ConcludeFrameworkRequest {
        end_date: date(2026, 12, 31),
        ..conclusion(&tender, 3, pb::CallOffMethod::Direct)
    };
    let framework = conclude(&world, request).await.unwrap().framework.unwrap();
    let project = world.planned(pb::ProcurementMethod::Framework).await;
    let dated = |day| pb::CallOffRequest { award_date: day, ..order(&framework, &project, COMPANIES[0]) };
    let refused = call_off(&world, dated(date(2026, 12, 26))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "FRAMEWORK_STATE".into()));
    world.advance(Duration::days(10));
    for (year, month, day) in [(2026, 12, 31), (2027, 1, 1)] {
        let refused = call_off(&world, dated(date(year, month, day))).await.unwrap_err();
        let told = ["status", "first_date", "last_date"].map(|key| metadata(&refused, key));
        assert_eq!(told, ["out_of_term", "2026-12-27", "2026-12-31"], "{year}");
    }
    let request = pb::EndFrameworkRequest {
        name: framework.name.clone(),
        etag: framework.etag.clone(),
        reason: "政策调整".into(),
    };
    let over = by(&world, &world.buyer()).end_framework(request).await.unwrap_err();
    assert_eq!((reason(&over).1, metadata(&over, "status")), ("FRAMEWORK_STATE".into(), "out_of_term".into()));
    world.city.suite.stop().await;
}

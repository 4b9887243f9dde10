//! A plan of three departments, taken as far as a test wants it.

use inspection_domain::draw::{Findings, Hash, Share, commitment, verify};
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::random_inspection_service_client::RandomInspectionServiceClient;
use prost_types::Timestamp;
pub(crate) use testkit::refusal::{metadata, reason, violated_sorted as violated};
use testkit::{Caller, Client, START};
use time::{Duration, OffsetDateTime};
use tonic::Status;

pub(crate) use crate::world::*;

pub(crate) type Plans = RandomInspectionServiceClient<Client>;

pub(crate) const CIVIL: &str = "civil-affairs";
pub(crate) const TAX: &str = "tax";
pub(crate) const MARKET: &str = "market-regulation";
/// Those who take part, not by key: they enter what they enter in any order.
pub(crate) const ALL: [&str; 3] = [TAX, CIVIL, MARKET];

/// Until when commitments are due, from [`START`]; shares a day later.
pub(crate) const COMMIT_TERM: Duration = Duration::days(2);
pub(crate) const REVEAL_TERM: Duration = Duration::days(3);

pub(crate) fn planner(world: &World) -> Caller {
    world.caller(CIVIL, &["inspection-planner"])
}

/// Plans as the initiating department works with them.
pub(crate) fn plans(world: &World) -> Plans {
    Plans::new(world.client(planner(world).fresh()))
}

/// Plans as a department that takes part works with them.
pub(crate) fn plans_of(world: &World, department: &str) -> Plans {
    Plans::new(world.client(world.caller(department, &["inspection-participant"]).fresh()))
}

/// The plan that tests draw: civil affairs sends two inspectors, tax one, market regulation a share only.
pub(crate) fn plan() -> pb::Plan {
    let department = |key: &str, inspector_count| pb::PlanDepartment {
        department: format!("departments/{key}"),
        work: "按职责检查".into(),
        inspector_count,
    };
    pb::Plan {
        title: "2026年度社会组织双随机抽查".into(),
        year: 2026,
        departments: vec![department(CIVIL, 2), department(MARKET, 0), department(TAX, 1)],
        items: vec!["inspectionItems/spot-check-finance-city".into()],
        visit_window: Some(pb::VisitWindow { start_date: date(2026, 12, 1), end_date: date(2026, 12, 20) }),
        draw_percent: 20,
        ..Default::default()
    }
}

pub(crate) async fn created(world: &World, plan: pb::Plan) -> pb::Plan {
    let request = pb::CreatePlanRequest { plan: Some(plan), validate_only: false };
    plans(world).create_plan(request).await.unwrap().into_inner().plan.unwrap()
}

pub(crate) async fn freeze(world: &World, plan: &pb::Plan) -> Result<pb::Plan, Status> {
    let request = pb::FreezePlanRequest { name: plan.name.clone(), etag: plan.etag.clone() };
    plans(world).freeze_plan(request).await.map(|answer| answer.into_inner().plan.unwrap())
}

/// A plan as it is, created and frozen.
pub(crate) async fn frozen_as(world: &World, plan: pb::Plan) -> pb::Plan {
    let created = created(world, plan).await;
    freeze(world, &created).await.unwrap()
}

pub(crate) async fn frozen(world: &World) -> pb::Plan {
    frozen_as(world, plan()).await
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn stamp(at: OffsetDateTime) -> Option<Timestamp> {
    Some(Timestamp { seconds: at.unix_timestamp(), nanos: 0 })
}

/// Terms from an instant on.
pub(crate) fn terms(plan: &pb::Plan, from: OffsetDateTime, reason: &str) -> pb::OpenRoundRequest {
    pb::OpenRoundRequest {
        name: plan.name.clone(),
        reason: reason.into(),
        commit_due_time: stamp(from + COMMIT_TERM),
        reveal_due_time: stamp(from + REVEAL_TERM),
        beacon_known_time: None,
    }
}

/// Opens the first round.
pub(crate) async fn open(world: &World, plan: &pb::Plan) -> pb::Round {
    let request = terms(plan, START, "");
    plans(world).open_round(request).await.unwrap().into_inner().round.unwrap()
}

/// The share of a department; every department has another one.
pub(crate) fn share(department: &str) -> Share {
    let bytes = Hash::of(&[department.as_bytes()]);
    Share(bytes.0)
}

fn root(plan: &pb::Plan) -> Hash {
    plan.frozen.as_ref().unwrap().root.parse().unwrap()
}

pub(crate) fn commitment_to(plan: &pb::Plan, round: u32, department: &str, share: &Share) -> pb::CommitShareRequest {
    pb::CommitShareRequest {
        name: plan.name.clone(),
        round: i32::try_from(round).unwrap(),
        commitment: commitment(&root(plan), department, round, share).0.to_vec(),
    }
}

pub(crate) async fn commit(world: &World, plan: &pb::Plan, round: u32, department: &str) -> Result<pb::Round, Status> {
    let request = commitment_to(plan, round, department, &share(department));
    plans_of(world, department).commit_share(request).await.map(|answer| answer.into_inner().round.unwrap())
}

pub(crate) fn revelation(plan: &pb::Plan, round: u32, share: &Share) -> pb::RevealShareRequest {
    pb::RevealShareRequest { name: plan.name.clone(), round: i32::try_from(round).unwrap(), share: share.0.to_vec() }
}

pub(crate) async fn reveal(world: &World, plan: &pb::Plan, round: u32, department: &str) -> Result<pb::Round, Status> {
    let request = revelation(plan, round, &share(department));
    plans_of(world, department).reveal_share(request).await.map(|answer| answer.into_inner().round.unwrap())
}

pub(crate) async fn all_commit(world: &World, plan: &pb::Plan, round: u32) {
    for department in ALL {
        commit(world, plan, round, department).await.unwrap();
        world.suite.clock().advance(Duration::MINUTE);
    }
}

pub(crate) async fn all_reveal(world: &World, plan: &pb::Plan, round: u32) {
    for department in ALL {
        reveal(world, plan, round, department).await.unwrap();
        world.suite.clock().advance(Duration::MINUTE);
    }
}

/// A plan that only waits to be drawn.
pub(crate) async fn revealed_as(world: &World, stated: pb::Plan) -> pb::Plan {
    let plan = frozen_as(world, stated).await;
    open(world, &plan).await;
    all_commit(world, &plan, 1).await;
    all_reveal(world, &plan, 1).await;
    plan
}

pub(crate) async fn revealed(world: &World) -> pb::Plan {
    revealed_as(world, plan()).await
}

pub(crate) async fn draw(world: &World, plan: &pb::Plan) -> Result<pb::Plan, Status> {
    let request = pb::DrawPlanRequest { name: plan.name.clone() };
    plans(world).draw_plan(request).await.map(|answer| answer.into_inner().plan.unwrap())
}

pub(crate) async fn get(world: &World, plan: &pb::Plan) -> pb::Plan {
    let request = pb::GetPlanRequest { name: plan.name.clone() };
    plans(world).get_plan(request).await.unwrap().into_inner().plan.unwrap()
}

/// Every organisation drawn, page by page.
pub(crate) async fn objects(world: &World, plan: &pb::Plan) -> Vec<pb::DrawnObject> {
    let (mut objects, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListDrawnObjectsRequest { parent: plan.name.clone(), page_size: 3, page_token };
        let answer = plans(world).list_drawn_objects(request).await.unwrap().into_inner();
        objects.extend(answer.objects);
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            return objects;
        }
    }
}

/// The proof as anybody gets it.
pub(crate) async fn proof(world: &World, plan: &pb::Plan) -> Vec<u8> {
    let request = pb::GetDrawProofRequest { name: plan.name.clone() };
    let mut pieces = plans(world).get_draw_proof(request).await.unwrap().into_inner();
    let mut proof = Vec::new();
    while let Some(piece) = pieces.message().await.unwrap() {
        proof.extend(piece.content);
    }
    proof
}

/// What an outsider finds out from the proof alone.
pub(crate) async fn verified(world: &World, plan: &pb::Plan) -> Findings {
    verify(proof(world, plan).await.as_slice(), Some(&root(plan))).unwrap()
}

/// Twelve organisations, and inspectors enough.
pub(crate) async fn furnished() -> World {
    let world = World::start().await;
    world.organizations(12).await;
    staffed(&world).await;
    world
}

/// Three inspectors of civil affairs and two of tax.
pub(crate) async fn staffed(world: &World) {
    for number in 1..=3 {
        world.inspector(CIVIL, &format!("MZ-{number}")).await;
    }
    for number in 1..=2 {
        world.inspector(TAX, &format!("SW-{number}")).await;
    }
}

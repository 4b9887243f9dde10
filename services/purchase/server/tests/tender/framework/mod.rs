//! Framework agreements: what tenders of the method come to, and what is called off.

mod calling_off;
mod concluding;
mod leaving;

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::framework_service_client::FrameworkServiceClient;
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use crate::city::date;
use crate::world::{COMPANIES, World, bid, expert};

/// The lowest unit price, in fen.
const UNIT: i64 = 10_000;
const JUDGES: [&str; 5] = ["a", "b", "c", "d", "e"];

fn by(world: &World, caller: &Caller) -> FrameworkServiceClient<Client> {
    FrameworkServiceClient::new(world.city.client(caller.fresh()))
}

/// Three companies, and an association that stands second.
async fn bidders(world: &World) -> [String; 4] {
    let association = world.city.register(1, "湖州市护理协会").await;
    let [first, third, fourth] = COMPANIES.map(str::to_owned);
    [first, association, third, fourth]
}

/// An announced tender of a framework on 14 December 2026, in which these stand in their order: each bids a yuan more than the one before.
async fn announced(world: &World, bidders: &[String]) -> pb::Tender {
    let project = world.planned(pb::ProcurementMethod::Framework).await;
    let bid_deadline = Some(world.stamp(Duration::days(20)));
    let stated = pb::Tender { least_bids: 3, bid_deadline, ..world.stated(&project) };
    let tender = world.publish(&world.create(stated).await.unwrap()).await.unwrap();
    for (more, code) in (0..).zip(bidders) {
        world.bid(bid(&tender, code, UNIT + 100 * more)).await.unwrap();
    }
    world.advance(Duration::days(10));
    let ready = world.released(&tender).await;
    let opened = world.open(&ready).await.unwrap();
    world.assign(&opened.tender.unwrap(), &JUDGES.map(expert)).await.unwrap();
    let given: Vec<(&str, i32, i32)> = opened.bids.iter().map(|bid| (bid.name.as_str(), 100, 100)).collect();
    for account in JUDGES {
        world.score(account, &tender, &given).await.unwrap();
    }
    world.evaluate(&tender).await.unwrap();
    world.announce(&tender).await
}

/// A conclusion on 27 December 2026, for two years.
fn conclusion(tender: &pb::Tender, entrant_count: i32, method: pb::CallOffMethod) -> pb::ConcludeFrameworkRequest {
    pb::ConcludeFrameworkRequest {
        tender: tender.name.clone(),
        etag: tender.etag.clone(),
        document_number: "入围〔2026〕1号".into(),
        entrant_count,
        begin_date: date(2026, 12, 27),
        end_date: date(2028, 12, 26),
        call_off_method: method.into(),
        proved_conditions: Vec::new(),
    }
}

async fn conclude(
    world: &World,
    request: pb::ConcludeFrameworkRequest,
) -> Result<pb::ConcludeFrameworkResponse, Status> {
    Ok(by(world, &world.buyer()).conclude_framework(request).await?.into_inner())
}

/// A framework of the first three of four.
async fn concluded(world: &World, bidders: &[String], method: pb::CallOffMethod) -> pb::Framework {
    let tender = announced(world, bidders).await;
    world.advance(Duration::days(13));
    conclude(world, conclusion(&tender, 3, method)).await.unwrap().framework.unwrap()
}

/// A hundred units on 27 December 2026 for the lowest price; of nobody: whose turn it is.
fn order(framework: &pb::Framework, project: &pb::PurchaseProject, supplier_code: &str) -> pb::CallOffRequest {
    pb::CallOffRequest {
        name: framework.name.clone(),
        etag: framework.etag.clone(),
        project: project.name.clone(),
        project_etag: project.etag.clone(),
        supplier_code: supplier_code.into(),
        quantity: 100,
        amount_fen: 100 * UNIT,
        document_number: "成交〔2026〕2号".into(),
        award_date: date(2026, 12, 27),
        proved_conditions: Vec::new(),
    }
}

async fn call_off(world: &World, request: pb::CallOffRequest) -> Result<pb::CallOffResponse, Status> {
    Ok(by(world, &world.buyer()).call_off(request).await?.into_inner())
}

/// Calls off for another project from whoever's turn it is.
async fn next(world: &World, framework: &pb::Framework) -> Result<pb::FrameworkCallOff, Status> {
    let project = world.planned(pb::ProcurementMethod::Framework).await;
    Ok(call_off(world, order(framework, &project, "")).await?.call_off.unwrap())
}

async fn removed(world: &World, framework: &pb::Framework, code: &str) -> Result<pb::Framework, Status> {
    let request = pb::RemoveEntrantRequest {
        name: framework.name.clone(),
        etag: framework.etag.clone(),
        supplier_code: code.into(),
        ground: pb::EntrantRemovalGround::Refused.into(),
        reason: "两次无正当理由拒签合同".into(),
    };
    Ok(by(world, &world.buyer()).remove_entrant(request).await?.into_inner().framework.unwrap())
}

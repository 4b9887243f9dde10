//! `make bench`: what the suite does on this machine, beside what PostgreSQL does alone, or beside a limit.
//!
//! The real program runs as processes of the release build and is called over loopback; load, servers and PostgreSQL
//! share the cores. Ours and the peer take turns, and medians of the turns are told. `make bench ARGS=search` or
//! `deploy/local/bench.sh search` runs one section; `ROWS`, `ROUNDS`, `SECONDS` and `CALLERS` set the scale.

mod actions;
mod annual_reports;
mod books;
mod callers;
mod draw;
mod eligibility;
mod feed_latency;
mod feed_replay;
mod import;
mod intake;
mod ledger;
mod machine;
mod matching;
mod merge;
mod open_data;
mod peer_table;
mod pgbench;
mod plan;
mod point_reads;
mod queries;
mod register;
mod report;
mod rules;
mod search;
mod server;
mod settling;
mod start;
mod tally;
mod tasks;
mod terms;
mod writes;

use plan::{Plan, Section};
use register::Register;
use report::Report;

#[tokio::main]
async fn main() {
    let plan = Plan::read();
    println!("{}\n", machine::describe(&plan).await);
    let mut reports = Vec::new();
    if plan.wants(Section::Start) {
        reports.push(start::measure(&plan).await);
    }
    if plan.wants_large_register() {
        large_register(&plan, &mut reports).await;
    }
    if plan.wants(Section::Writes) {
        reports.extend(writes::measure(&plan).await);
    }
    if plan.wants(Section::Terms) {
        reports.push(terms::measure(&plan).await);
    }
    if plan.wants(Section::Tasks) {
        reports.push(tasks::measure(&plan).await);
    }
    if plan.wants(Section::Actions) {
        reports.push(actions::measure(&plan).await);
    }
    if plan.wants(Section::Draw) {
        reports.push(draw::measure(&plan));
    }
    if plan.wants(Section::AnnualReports) {
        reports.push(annual_reports::measure(&plan).await);
    }
    if plan.wants(Section::Merge) {
        reports.push(merge::measure().await);
    }
    if plan.wants(Section::Eligibility) {
        reports.push(eligibility::measure(&plan).await);
    }
    if plan.wants(Section::Intake) {
        reports.push(intake::measure(&plan).await);
    }
    if plan.wants(Section::Ledger) {
        reports.push(ledger::measure(&plan).await);
    }
    if plan.wants(Section::OpenData) {
        reports.push(open_data::measure(&plan).await);
    }
    report::summarise(&reports);
}

/// What is measured on the register of full size; filling it is itself measured.
async fn large_register(plan: &Plan, reports: &mut Vec<Report>) {
    let mut register = Register::empty().await;
    reports.push(import::measure(plan, &mut register).await);
    if plan.wants(Section::Search) {
        reports.push(search::measure(plan, &register).await);
    }
    if plan.wants(Section::Matching) {
        reports.push(matching::measure(plan, &register).await);
    }
    if plan.wants(Section::Read) {
        reports.push(point_reads::measure(plan, &register).await);
    }
    if plan.wants(Section::Feed) {
        reports.push(feed_replay::measure(plan, &register).await);
        reports.push(feed_latency::measure(plan, &register, writes::LOOSE).await);
    }
    register.stop().await;
}

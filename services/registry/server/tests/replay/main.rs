//! Real decisions of a registering authority, replayed through the procedures, in their order.
//!
//! The record says of each decision who, what (成立, 变更, 注销), its number and its day; nothing else. The procedures of the
//! suite rest on rules of 2026, so the clock stands there and the day of each decision goes into its reasons. What the
//! record leaves out, and conditions ask for, is made up (`made_up.rs`); what is tested is that every kind of decision can
//! be expressed, under the real name, with the real code, and with its real number.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod authority;
mod decisions;
mod made_up;
#[path = "../register/mod.rs"]
mod register;
mod report;

use std::collections::BTreeSet;

use futures::StreamExt as _;
use futures::stream;
use onecode_proto::registry::v1 as pb;

use crate::authority::{Authority, Refused};
use crate::decisions::{Decision, What};
use crate::report::Report;

/// How many applications are under way at a time.
const SIDE_BY_SIDE: usize = 8;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_real_decisions_are_expressed_as_procedures_in_their_order() {
    let Some(path) = testkit::shared_data("registration_events.csv") else { return };
    let decisions = decisions::read(&path);
    let authority = &Authority::new().await;
    taken_over(authority, &decisions).await;
    let mut report = Report::default();
    for day in decisions.chunk_by(|one, other| one.day == other.day) {
        let reviewed: Vec<(&Decision, Result<pb::Application, Refused>)> = stream::iter(day)
            .map(|decision| async move { (decision, reviewed(authority, decision).await) })
            .buffered(SIDE_BY_SIDE)
            .collect()
            .await;
        for (decision, outcome) in reviewed {
            decide(authority, decision, outcome, &mut report).await;
        }
    }
    println!("{report}");
    report.check(&decisions);
    let known: BTreeSet<&str> = decisions.iter().map(|decision| decision.code.as_str()).collect();
    let organizations = authority.suite.count("select count(*) from registry.organization").await;
    assert_eq!(usize::try_from(organizations).unwrap(), known.len(), "none is missing, none is there twice");
    authority.suite.sequenced().await;
    let told = "select count(*) from uow.event where type = 'onecode.registry.v1.ApplicationDecided'";
    assert_eq!(usize::try_from(authority.suite.count(told).await).unwrap(), report.expressed());
}

/// Organisations that the record does not begin with are in the register before it begins.
async fn taken_over(authority: &Authority, decisions: &[Decision]) {
    let mut known = BTreeSet::new();
    let first: Vec<&Decision> = decisions.iter().filter(|decision| known.insert(&decision.code)).collect();
    let before = first.into_iter().filter(|decision| decision.what != What::Establishment);
    stream::iter(before).for_each_concurrent(SIDE_BY_SIDE, |decision| authority.take_over(decision)).await;
}

/// Everything up to the decision.
async fn reviewed(authority: &Authority, decision: &Decision) -> Result<pb::Application, Refused> {
    match decision.what {
        What::Establishment if decision.serial().is_none() => Err(Refused::because("代码不出自码段，按原代码录入")),
        What::Establishment | What::Change | What::Deregistration => authority.reviewed(decision).await,
        What::Unstated => Err(Refused::because("原记录未载明决定事项")),
        What::Penalty => Err(Refused::because("行政处罚，不是登记决定")),
    }
}

async fn decide(
    authority: &Authority,
    decision: &Decision,
    reviewed: Result<pb::Application, Refused>,
    report: &mut Report,
) {
    let outcome = match reviewed {
        Ok(application) => authority.approved(decision, &application).await,
        Err(refused) => Err(refused),
    };
    match outcome {
        Ok(approved) => {
            if decision.what == What::Establishment {
                assert_eq!(approved.organization, decision.organization(), "the code that was really given");
            }
            let recorded = approved.decision.unwrap();
            assert_eq!((recorded.number.as_str(), recorded.approved), (decision.number.as_str(), true));
            report.count(decision.what);
        }
        Err(refused) => {
            if decision.what == What::Establishment {
                authority.take_over(decision).await;
            }
            report.leave_out(decision.what, refused);
        }
    }
}

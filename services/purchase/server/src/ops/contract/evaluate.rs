//! How a contract was performed is evaluated, by the indicators that it has had from the beginning.

use std::collections::BTreeMap;

use fault::{Fault, Violation};
use purchase_domain::contract::{grade, total};
use uow::Tx;
use vocab::day_of;

use super::change::keep;
use super::{Seen, Shown, hold, now_is, told};
use crate::ops::ocds;
use crate::ops::refused::contract as refused;
use crate::store::contract as store;
use crate::store::contract::event::{self, Evaluated};
use crate::store::contract::whole::Whole;
use crate::wire::{facts::contract as facts, name};

/// What was found, indicator by indicator.
#[derive(Debug)]
pub(crate) struct Evaluate {
    pub(crate) seen: Seen,
    /// Each key once.
    pub(crate) scores: BTreeMap<String, i32>,
    pub(crate) opinion: String,
}

pub(crate) async fn evaluate(tx: &mut Tx, command: &Evaluate) -> Result<Shown, Fault> {
    let whole = hold(tx, &command.seen, &["active", "terminated"]).await?;
    let (id, by) = (whole.row.id, tx.author());
    if whole.evaluation.is_some() {
        return Err(refused::contract_state(id, "evaluated"));
    }
    let active = whole.row.status == "active";
    if let Some(open) = whole.milestones.iter().find(|one| active && one.status != "accepted") {
        return Err(refused::not_performed(id, open.number));
    }
    let scores = scores(&whole, &command.scores)?;
    let total_score = total(whole.indicators.iter().map(|one| one.weight).zip(scores.iter().copied()));
    let today = day_of(by.at);
    let (grade, rule) = grade(total_score, today);
    let evaluated =
        Evaluated { scores: &scores, total_score, grade: grade.as_str(), opinion: &command.opinion, rule: &rule };
    event::evaluate(tx.conn(), id, &evaluated, &by).await?;
    let shown = if active {
        let until = keep(tx, id, today).await?;
        store::complete(tx.conn(), id, until, by.at).await?;
        told(tx, &command.seen, ocds::CLOSED).await?
    } else {
        store::touch(tx.conn(), id, by.at).await?;
        now_is(tx, &command.seen).await?
    };
    tx.emit(&name::contract(id), &whole.row.division, &facts::evaluated(&shown));
    Ok(shown)
}

/// The scores in the order of the contract's indicators: of each of them, and of nothing else.
fn scores(whole: &Whole, stated: &BTreeMap<String, i32>) -> Result<Vec<i32>, Fault> {
    let known = |key: &String| whole.indicators.iter().any(|one| one.key == *key);
    let missing = whole.indicators.iter().filter(|one| !stated.contains_key(&one.key));
    let missing = missing.map(|one| format!("nothing is said of the indicator {}", one.key));
    let strange = stated.keys().filter(|key| !known(key)).map(|key| format!("the contract has no indicator {key}"));
    let violations: Vec<Violation> =
        missing.chain(strange).map(|description| Violation { field: "scores".to_owned(), description }).collect();
    if !violations.is_empty() {
        return Err(Fault::invalid(violations));
    }
    Ok(whole.indicators.iter().filter_map(|one| stated.get(&one.key).copied()).collect())
}

//! What was signed: amounts that sum up, a term, and by what its performance will be evaluated.

use ::time::Date;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::contract::FULL;

use crate::desk::Desk;
use crate::ops::contract::sign::Sign;
use crate::store::contract::Signed;
use crate::store::contract::milestone::{Indicator, Owed};
use crate::wire::money::fen;
use crate::wire::violations::Violations;
use crate::wire::{name, text, time as day};

const MOST_MILESTONES: usize = 50;
const MOST_INDICATORS: usize = 20;

pub(crate) fn sign(request: &pb::CreateContractRequest, (today, desk): (Date, &Desk)) -> Result<Sign, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::Contract::default();
    let stated = request.contract.as_ref().unwrap_or(&unstated);
    let project = name::parse_project(&mut violations, "contract.project", &stated.project);
    let number = text::text(&mut violations, "contract.number", &stated.number, 100);
    let title = text::text(&mut violations, "contract.title", &stated.title, 200);
    let amount_fen = fen(&mut violations, "contract.amount_fen", stated.amount_fen);
    let on = day::require_past(&mut violations, "contract.sign_date", stated.sign_date.as_ref(), today);
    let term = term(&mut violations, stated);
    let long_term = reasons(&mut violations, stated.long_term.as_ref());
    let milestones = milestones(&mut violations, stated, term);
    let indicators = indicators(&mut violations, &stated.indicators);
    let read = || {
        let (starts_on, ends_on) = term?;
        let signed =
            Signed { number: number?, title: title?, amount_fen: amount_fen?, on: on?, starts_on, ends_on, long_term };
        Some(Sign { project: project?, signed, milestones, indicators, desk: desk.clone() })
    };
    violations.finish(read())
}

fn term(violations: &mut Violations, stated: &pb::Contract) -> Option<(Date, Date)> {
    let mut required = |field: &str, date| {
        if Option::is_none(&date) {
            violations.note(field, "is required");
        }
        day::parse_date(violations, field, date)
    };
    let first = required("contract.start_date", stated.start_date.as_ref());
    let last = required("contract.end_date", stated.end_date.as_ref());
    let (first, last) = first.zip(last)?;
    if last < first {
        violations.note("contract.end_date", "must not be before start_date");
        return None;
    }
    Some((first, last))
}

fn reasons(violations: &mut Violations, stated: Option<&pb::LongTerm>) -> Vec<String> {
    let Some(stated) = stated else { return Vec::new() };
    let reasons = [
        ("stable", &stated.stable),
        ("continuous", &stated.continuous),
        ("funded", &stated.funded),
        ("price_stable", &stated.price_stable),
    ];
    let read = |(field, raw): (&str, &String)| text::text(violations, &format!("contract.long_term.{field}"), raw, 500);
    reasons.into_iter().filter_map(read).collect()
}

/// How many there may be of something, from one on.
fn count(violations: &mut Violations, field: &str, found: usize, most: usize) {
    if !(1..=most).contains(&found) {
        violations.note(field, format_args!("are {found}, 1 to {most} are needed"));
    }
}

fn milestones(violations: &mut Violations, contract: &pb::Contract, term: Option<(Date, Date)>) -> Vec<Owed> {
    let stated = &contract.milestones;
    count(violations, "contract.milestones", stated.len(), MOST_MILESTONES);
    let mut read = Vec::with_capacity(stated.len());
    for (place, one) in stated.iter().take(MOST_MILESTONES).enumerate() {
        let field = |name: &str| format!("contract.milestones[{place}].{name}");
        let title = text::text(violations, &field("title"), &one.title, 200);
        let amount_fen = fen(violations, &field("amount_fen"), one.amount_fen);
        if one.due_date.is_none() {
            violations.note(field("due_date"), "is required");
        }
        let due_on = day::parse_date(violations, &field("due_date"), one.due_date.as_ref());
        if due_on.zip(term).is_some_and(|(due, (first, last))| !(first..=last).contains(&due)) {
            violations.note(field("due_date"), "must lie within the term");
        }
        read.extend((|| Some(Owed { title: title?, due_on: due_on?, amount_fen: amount_fen? }))());
    }
    if read.windows(2).any(|pair| pair[1].due_on < pair[0].due_on) {
        violations.note("contract.milestones", "must be in the order of their due days");
    }
    let sum: i128 = stated.iter().map(|one| i128::from(one.amount_fen)).sum();
    if sum != i128::from(contract.amount_fen) {
        let wanted = contract.amount_fen;
        violations.note("contract.milestones", format_args!("come to {sum} fen, the contract is for {wanted}"));
    }
    read
}

fn indicators(violations: &mut Violations, stated: &[pb::ContractIndicator]) -> Vec<Indicator> {
    count(violations, "contract.indicators", stated.len(), MOST_INDICATORS);
    let mut read: Vec<Indicator> = Vec::with_capacity(stated.len());
    for (place, one) in stated.iter().take(MOST_INDICATORS).enumerate() {
        let field = |name: &str| format!("contract.indicators[{place}].{name}");
        let key = name::parse_key(violations, &field("key"), &one.key, "");
        let title = text::text(violations, &field("title"), &one.title, 200);
        if !(1..=FULL).contains(&one.weight) {
            violations.note(field("weight"), format_args!("must be 1 to {FULL}"));
        }
        if key.as_ref().is_some_and(|key| read.iter().any(|other| other.key == *key)) {
            violations.note(field("key"), "is the key of another indicator already");
        }
        read.extend((|| Some(Indicator { key: key?, title: title?, weight: one.weight }))());
    }
    let sum: i64 = stated.iter().map(|one| i64::from(one.weight)).sum();
    if sum != i64::from(FULL) {
        violations.note("contract.indicators", format_args!("weigh {sum} in all, {FULL} is needed"));
    }
    read
}

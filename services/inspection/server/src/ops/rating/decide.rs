//! What the authority does with an application before anybody votes: conditions, admission, experts, recusals.

use fault::{Fault, Kind, Unmet};
use inspection_domain::rating::tie;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::expert::{ended, no_expert};
use super::people::Account;
use super::read::{SeenApplication, whole};
pub(crate) use super::standing::{Seen, Step};
use super::standing::{taken, unchanged};
use crate::store::rating::application::{self as store, ApplicationRow, ConditionRow};
use crate::store::rating::{expert as experts, round, scoring};
use crate::wire::rating::name;

/// The most experts of one application.
const MOST_EXPERTS: usize = 20;

/// Answers of a person: rule, whether its condition is met, on what that rests.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) step: Step,
    pub(crate) answers: Vec<(String, bool, String)>,
}

/// Experts to assign.
#[derive(Debug)]
pub(crate) struct Assign {
    pub(crate) step: Step,
    pub(crate) experts: Vec<Uuid>,
}

/// Who is recused.
#[derive(Debug)]
pub(crate) enum Whom {
    Expert(Uuid),
    Member(Account),
}

/// A recusal.
#[derive(Debug)]
pub(crate) struct Recuse {
    pub(crate) step: Step,
    pub(crate) whom: Whom,
}

/// Refuses or withdraws, or takes up a review.
pub(crate) async fn step(tx: &mut Tx, step: &Step) -> Result<SeenApplication, Fault> {
    let mut row = unchanged(tx, &step.seen).await?;
    let standing = taken(tx, &mut row, step).await?;
    if step.action == "refuse" {
        row.reasons.clone_from(&step.reasons);
    }
    store::update(tx.conn(), &row, standing.ended()).await?;
    whole(tx.conn(), row).await
}

pub(crate) async fn answer(tx: &mut Tx, command: &Answer) -> Result<SeenApplication, Fault> {
    let Answer { step, answers } = command;
    let mut row = unchanged(tx, &step.seen).await?;
    taken(tx, &mut row, step).await?;
    for (rule, met, basis) in answers {
        let answer = if *met { "met" } else { "not_met" };
        if !store::answer(tx.conn(), row.id, rule, answer, basis).await? {
            let sentence = "the record answers the condition, or there is no such condition";
            let fault = Fault::new(Kind::FailedPrecondition, "RATING_CONDITION_KNOWN", sentence);
            return Err(fault.with("rule", rule.clone()));
        }
    }
    store::update(tx.conn(), &row, false).await?;
    whole(tx.conn(), row).await
}

pub(crate) async fn accept(tx: &mut Tx, step: &Step) -> Result<SeenApplication, Fault> {
    let mut row = unchanged(tx, &step.seen).await?;
    taken(tx, &mut row, step).await?;
    let conditions = store::conditions(tx.conn(), row.id).await?;
    let failing: Vec<&ConditionRow> =
        conditions.iter().filter(|one| one.answer.as_deref().unwrap_or(&one.result) != "met").collect();
    if !failing.is_empty() {
        return Err(not_eligible(&row, &failing));
    }
    store::update(tx.conn(), &row, false).await?;
    whole(tx.conn(), row).await
}

pub(crate) async fn assign(tx: &mut Tx, command: &Assign) -> Result<SeenApplication, Fault> {
    let Assign { step, experts: ids } = command;
    let mut row = unchanged(tx, &step.seen).await?;
    taken(tx, &mut row, step).await?;
    let (now, today) = (tx.now(), day_of(tx.now()));
    let (department, division) = (row.authority.clone(), row.division.clone());
    for id in ids {
        experts::lock(tx.conn(), *id).await?;
        let expert = experts::find(tx.conn(), &department, &division, *id).await?.ok_or_else(|| no_expert(*id))?;
        if expert.ended_on.is_some() {
            return Err(ended(*id));
        }
        let posts = experts::posts(tx.conn(), *id).await?;
        if let Some(tie) = tie(&posts, row.code, today)? {
            return Err(recused(*id, tie.as_str()));
        }
        if scoring::is_recused(tx.conn(), row.id, &expert.account_hash).await? {
            return Err(recused(*id, "recorded"));
        }
        scoring::assign(tx.conn(), row.id, *id, now).await?;
    }
    if scoring::assigned(tx.conn(), row.id).await?.len() > MOST_EXPERTS {
        let sentence = format!("would be more than {MOST_EXPERTS} with those assigned before");
        return Err(Fault::invalid_field("experts", sentence));
    }
    store::update(tx.conn(), &row, false).await?;
    whole(tx.conn(), row).await
}

pub(crate) async fn recuse(tx: &mut Tx, command: &Recuse) -> Result<SeenApplication, Fault> {
    let Recuse { step, whom } = command;
    let mut row = unchanged(tx, &step.seen).await?;
    taken(tx, &mut row, step).await?;
    let hash = match whom {
        Whom::Member(account) => {
            let hash = account.hash(&step.seen.desk.ring);
            let members = round::members(tx.conn(), row.round).await?;
            if !members.iter().any(|member| member.account_hash == hash) {
                return Err(Fault::invalid_field("account", "is no member of a body of the round"));
            }
            hash
        }
        Whom::Expert(id) => {
            let found = experts::find(tx.conn(), &row.authority, &row.division, *id).await?;
            found.ok_or_else(|| no_expert(*id))?.account_hash
        }
    };
    let now = tx.now();
    scoring::recuse(tx.conn(), row.id, &hash, &step.reasons, now).await?;
    store::update(tx.conn(), &row, false).await?;
    whole(tx.conn(), row).await
}

/// The expert takes no part, and why.
pub(super) fn recused(id: Uuid, tie: &str) -> Fault {
    let sentence = "the expert is recused from the organisation";
    let fault = Fault::new(Kind::FailedPrecondition, "RATING_EXPERT_RECUSED", sentence);
    let unmet = Unmet { rule: "RT-03".to_owned(), subject: name::expert(id), description: sentence.to_owned() };
    fault.with("expert", name::expert(id)).with("tie", tie).unmet(unmet)
}

/// Every condition that stands in the way, at once.
fn not_eligible(row: &ApplicationRow, failing: &[&ConditionRow]) -> Fault {
    let rules: Vec<&str> = failing.iter().map(|one| one.rule.as_str()).collect();
    let sentence = format!("conditions are not met or not answered: {}", rules.join(", "));
    let fault = Fault::new(Kind::FailedPrecondition, "RATING_NOT_ELIGIBLE", sentence).with("rules", rules.join(","));
    failing.iter().fold(fault, |fault, one| {
        let result = one.answer.as_deref().unwrap_or(&one.result);
        let description = if result == "not_met" { "is not met" } else { "is not answered" };
        fault.unmet(Unmet {
            rule: one.rule.clone(),
            subject: name::application(row.id),
            description: description.to_owned(),
        })
    })
}

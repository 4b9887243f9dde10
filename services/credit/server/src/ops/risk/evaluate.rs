//! What rules come to for some organisations: warnings raised, noted and closed, in one transaction.

use std::collections::HashMap;
use std::sync::Arc;

use credit_domain::risk::{CloseReason, Expression, Measured, Subject};
use fault::Fault;
use sqlx::types::Json;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::Book;
use crate::store::of_each;
use crate::store::risk::alert::{self, AlertRow};
use crate::store::risk::evaluation::{self, FailureRow};
use crate::store::risk::rule::{self, RuleRow};
use crate::store::risk::subject;
use crate::wire::name;
use crate::wire::risk::facts;

/// A rule that is in force.
struct Rule {
    row: RuleRow,
    scope: Scope,
    expression: Arc<Expression>,
}

/// Evaluates every rule in force on a day for some organisations.
pub(super) async fn evaluate(tx: &mut Tx, book: &Book, day: Date, codes: &[String]) -> Result<(), Fault> {
    subject::lock(tx.conn(), codes).await?;
    let rows = rule::in_force(tx.conn(), day).await?;
    let compiled = |row: RuleRow| {
        let expression = book.compiled(&row)?;
        Some(Rule { scope: Scope::division(&row.division), row, expression })
    };
    let rules: Vec<Rule> = rows.into_iter().filter_map(compiled).collect();
    let mut standing = of_each(alert::standing(tx.conn(), codes).await?, |row| row.organization);
    let causes = causes(tx, book, standing.values().flatten()).await?;
    evaluation::clear(tx.conn(), codes).await?;
    if rules.is_empty() && standing.is_empty() {
        return Ok(()); // nobody is warned, and nobody was
    }
    let mut failed = Vec::new();
    let concerned = rules.iter().map(|rule| &rule.expression).chain(causes.values());
    let kinds = concerned.flat_map(|expression| expression.looks_at()).collect();
    for held in subject::of(tx.conn(), codes, &kinds).await? {
        let mut alerts = standing.remove(&held.organization.code).unwrap_or_default();
        withdraw(tx, held.subject(), &mut alerts, &causes).await?;
        let concerned = rules.iter().filter(|rule| rule.scope.covers(&held.organization.division));
        let measured = Measured::of(held.subject(), day);
        for rule in concerned {
            failed.extend(apply(tx, rule, held.subject(), (day, &measured), &alerts).await?);
        }
    }
    let now = tx.now();
    Ok(evaluation::fail(tx.conn(), &failed, now).await?)
}

/// The versions under which the warnings were raised.
async fn causes(
    tx: &mut Tx,
    book: &Book,
    alerts: impl Iterator<Item = &AlertRow>,
) -> Result<HashMap<Uuid, Arc<Expression>>, Fault> {
    let ids: Vec<Uuid> = alerts.map(|one| one.rule).collect();
    let rows = rule::of_ids(tx.conn(), &ids).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.id, book.compiled(&row)?))).collect())
}

/// Closes the open warnings that would not have been raised on their day, had what is known now been known then: what they rested on
/// was withdrawn, or had ended before.
async fn withdraw(
    tx: &mut Tx,
    subject: Subject<'_>,
    alerts: &mut Vec<AlertRow>,
    causes: &HashMap<Uuid, Arc<Expression>>,
) -> Result<(), Fault> {
    let fallen = |alert: &AlertRow| {
        let rule = causes.get(&alert.rule);
        alert.is_open() && rule.is_some_and(|rule| rule.holds(&measured_when(subject, alert.raised_on)) == Ok(false))
    };
    let now = tx.now();
    for alert in alerts.extract_if(.., |alert| fallen(alert)) {
        alert::close(tx.conn(), alert.id, CloseReason::CauseWithdrawn, "", now).await?;
        let fact = facts::closed(&alert, CloseReason::CauseWithdrawn, now);
        tx.emit(&name::organization(alert.organization), &alert.division, &fact);
    }
    Ok(())
}

/// What the indicators were when something was raised on a day: what ended later on that day had not ended.
fn measured_when(subject: Subject<'_>, raised: Date) -> Measured {
    let (mut records, mut listings) = (subject.records.to_vec(), subject.listings.to_vec());
    for record in records.iter_mut().filter(|record| record.until == Some(raised)) {
        record.until = None;
    }
    for listing in listings.iter_mut().filter(|listing| listing.removed_on == Some(raised)) {
        listing.removed_on = None;
    }
    Measured::of(Subject { organization: subject.organization, records: &records, listings: &listings }, raised)
}

/// Raises, or notes, what a rule comes to for one organisation; what could not be evaluated is given back.
async fn apply(
    tx: &mut Tx,
    rule: &Rule,
    subject: Subject<'_>,
    (day, measured): (Date, &Measured),
    alerts: &[AlertRow],
) -> Result<Option<FailureRow>, Fault> {
    let now = tx.now();
    let organization = subject.organization;
    let holds = match rule.expression.holds(measured) {
        Ok(holds) => holds && subject.lives_on(day),
        Err(error) => {
            let description = error.to_string();
            return Ok(Some(FailureRow { rule: rule.row.id, organization: organization.code, description }));
        }
    };
    let mut of_rule =
        alerts.iter().filter(|one| one.rule_key == rule.row.key && one.rule_division == rule.row.division);
    let known = of_rule.clone().find(|one| one.holding).or_else(|| of_rule.next());
    match known {
        Some(known) if known.holding == holds => {}
        Some(known) => alert::set_holding(tx.conn(), known.id, holds).await?,
        None if holds => {
            let names = rule.expression.names().iter();
            let values = names.map(|key| (key.clone(), measured.value(key).unwrap_or_default())).collect();
            let raised = AlertRow {
                id: tx.new_id(),
                organization: organization.code,
                division: organization.division.clone(),
                rule: rule.row.id,
                rule_division: rule.row.division.clone(),
                rule_key: rule.row.key.clone(),
                rule_version: rule.row.version,
                level: rule.row.level.clone(),
                department: rule.row.duty_department.clone(),
                measured: Json(values),
                raised_on: day,
                holding: true,
                status: "open".to_owned(),
                close_reason: None,
                measures: String::new(),
                created_at: now,
                closed_at: None,
            };
            alert::insert(tx.conn(), &raised).await?;
            tx.emit(&name::organization(raised.organization), &raised.division, &facts::raised(&raised));
        }
        None => {}
    }
    Ok(None)
}

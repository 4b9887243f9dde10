//! Rules of warning: drafted by one, approved by another, ended.

use fault::{Fault, on_constraint};
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use crate::ops::refused;
use crate::store::risk::evaluation::{self, FailureRow};
use crate::store::risk::rule::{self as store, Drafted, RuleFilter, RuleRow};
use crate::wire::page::{self, Binding};

/// Failures that are shown.
const SHOWN: i64 = 20;

/// Which version is to end, when and why.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) id: Uuid,
    pub(crate) on: Date,
    pub(crate) reason: String,
}

/// Which page of which versions.
#[derive(Debug)]
pub(crate) struct ListRules {
    pub(crate) filter: RuleFilter,
    pub(crate) after: Option<(String, i32, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, by key and version.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rules: Vec<RuleRow>,
    pub(crate) next_page_token: String,
}

/// A version, and for whom it cannot be evaluated.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) rule: RuleRow,
    pub(crate) failure_count: i64,
    pub(crate) failures: Vec<FailureRow>,
}

async fn read(tx: &mut Tx, id: Uuid) -> Result<RuleRow, Fault> {
    store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_risk_rule(id))
}

/// Holds the versions of the key of a version that the caller may change.
async fn hold(tx: &mut Tx, id: Uuid) -> Result<(RuleRow, Vec<RuleRow>), Fault> {
    let seen = read(tx, id).await?;
    if !tx.call().scope.covers(&seen.division) {
        return Err(refused::no_risk_rule(id));
    }
    let mut versions = store::lock_key(tx.conn(), &seen.division, &seen.key).await?;
    let at = versions.iter().position(|one| one.id == id).ok_or_else(|| refused::no_risk_rule(id))?;
    let rule = versions.swap_remove(at);
    Ok((rule, versions))
}

pub(crate) async fn create(tx: &mut Tx, drafted: &Drafted) -> Result<RuleRow, Fault> {
    let author = tx.author();
    store::lock_key(tx.conn(), &author.division, &drafted.key).await?;
    let inserted = store::insert(tx.conn(), drafted, &author).await;
    on_constraint(inserted, "risk_rule_version_key", || refused::risk_rule_raced(&drafted.key))?;
    read(tx, author.id).await
}

pub(crate) async fn approve(tx: &mut Tx, id: &Uuid) -> Result<RuleRow, Fault> {
    let approver = tx.author();
    let (rule, others) = hold(tx, *id).await?;
    if rule.approved_at.is_some() {
        return Err(refused::risk_rule_not_draft(*id));
    }
    if tx.call().is_by(&rule.created_by, rule.created_officer.as_deref()) {
        return Err(refused::risk_rule_own(*id));
    }
    let today = day_of(approver.at);
    let from = rule.valid_from.max(today);
    if rule.valid_to.is_some_and(|until| until <= from) {
        return Err(refused::risk_rule_lapsed(*id));
    }
    if others.iter().any(|one| one.approved_at.is_some() && one.valid_from >= from) {
        return Err(refused::risk_rule_not_later(*id, from));
    }
    let rule = RuleRow { valid_from: from, ..rule };
    store::replace(tx.conn(), &rule).await?;
    store::approve(tx.conn(), &rule, &approver).await?;
    evaluation::again(tx.conn(), today).await?;
    read(tx, *id).await
}

pub(crate) async fn end(tx: &mut Tx, end: &End) -> Result<RuleRow, Fault> {
    let (rule, _) = hold(tx, end.id).await?;
    if rule.approved_at.is_none() || rule.valid_to.is_some_and(|until| until <= end.on) {
        return Err(refused::risk_rule_not_in_force(end.id));
    }
    store::end(tx.conn(), end.id, end.on, &end.reason).await?;
    read(tx, end.id).await
}

pub(crate) async fn get(conn: &mut PgConnection, id: &Uuid) -> Result<Shown, Fault> {
    let rule = store::get(conn, *id).await?.ok_or_else(|| refused::no_risk_rule(*id))?;
    let failure_count = evaluation::count_failed(conn, *id).await?;
    let failures = evaluation::failed(conn, *id, SHOWN).await?;
    Ok(Shown { rule, failure_count, failures })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListRules) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rules = store::page(conn, &query.filter, query.after.as_ref(), limit).await?;
    let key = |row: &RuleRow| format!("{} {} {}", row.key, row.version, row.id);
    let next_page_token = page::cut(&mut rules, query.size, &query.binding, key);
    Ok(Listed { rules, next_page_token })
}

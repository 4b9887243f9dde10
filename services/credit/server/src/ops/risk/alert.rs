//! Warnings: read, disposed of by tasks, closed by the department on duty.

use credit_domain::risk::CloseReason;
use fault::Fault;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use crate::ops::refused;
use crate::store::risk::alert::{self as store, AlertFilter, AlertRow};
use crate::store::risk::task::{self, TaskRow};
use crate::wire::name;
use crate::wire::page::{self, Binding};
use crate::wire::risk::facts;

/// Which warning, as far as the caller may see it.
#[derive(Debug)]
pub(crate) struct GetAlert {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) today: Date,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListAlerts {
    pub(crate) filter: AlertFilter,
    pub(crate) before: Option<(OffsetDateTime, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) today: Date,
}

/// A warning, and what is to be done about it.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) alert: AlertRow,
    pub(crate) tasks: Vec<TaskRow>,
    pub(crate) today: Date,
}

/// A page, the newest first.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) alerts: Vec<Shown>,
    pub(crate) next_page_token: String,
}

/// What is to be done.
#[derive(Debug)]
pub(crate) struct AddTask {
    pub(crate) id: Uuid,
    pub(crate) action: String,
    pub(crate) department: Option<String>,
    pub(crate) due_on: Date,
}

/// What was done.
#[derive(Debug)]
pub(crate) struct CompleteTask {
    pub(crate) id: Uuid,
    pub(crate) number: i32,
    pub(crate) result: String,
}

/// Why nothing is left to be done.
#[derive(Debug)]
pub(crate) struct Close {
    pub(crate) id: Uuid,
    pub(crate) reason: CloseReason,
    pub(crate) measures: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetAlert) -> Result<Shown, Fault> {
    let alert = store::get(conn, query.id).await?.filter(|alert| query.scope.covers(&alert.division));
    let alert = alert.ok_or_else(|| refused::no_risk_alert(query.id))?;
    let tasks = task::of(conn, &[query.id]).await?;
    Ok(Shown { alert, tasks, today: query.today })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListAlerts) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, query.before, limit).await?;
    let key = |row: &AlertRow| format!("{} {}", row.created_at.unix_timestamp_nanos(), row.id);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut tasks = task::of(conn, &ids).await?;
    let shown = |alert: AlertRow| {
        let tasks = tasks.extract_if(.., |task| task.alert == alert.id).collect();
        Shown { alert, tasks, today: query.today }
    };
    Ok(Listed { alerts: rows.into_iter().map(shown).collect(), next_page_token })
}

/// Holds an open warning that the caller may see.
async fn hold(tx: &mut Tx, id: Uuid) -> Result<Shown, Fault> {
    let today = day_of(tx.now());
    let alert = store::lock(tx.conn(), id).await?.filter(|alert| tx.call().scope.covers(&alert.division));
    let alert = alert.ok_or_else(|| refused::no_risk_alert(id))?;
    if !alert.is_open() {
        return Err(refused::risk_alert_closed(id));
    }
    let tasks = task::of(tx.conn(), &[id]).await?;
    Ok(Shown { alert, tasks, today })
}

fn require_duty(tx: &Tx, id: Uuid, department: &str) -> Result<(), Fault> {
    if tx.call().department == department { Ok(()) } else { Err(refused::risk_alert_not_on_duty(id, department)) }
}

pub(crate) async fn add_task(tx: &mut Tx, added: &AddTask) -> Result<Shown, Fault> {
    let mut shown = hold(tx, added.id).await?;
    require_duty(tx, added.id, &shown.alert.department)?;
    let one = TaskRow {
        alert: added.id,
        number: shown.tasks.last().map_or(0, |last| last.number) + 1,
        action: added.action.clone(),
        department: added.department.clone().unwrap_or_else(|| tx.call().department.clone()),
        due_on: added.due_on,
        done_on: None,
        result: String::new(),
    };
    let now = tx.now();
    task::insert(tx.conn(), &one, now).await?;
    shown.tasks.push(one);
    Ok(shown)
}

pub(crate) async fn complete_task(tx: &mut Tx, done: &CompleteTask) -> Result<Shown, Fault> {
    let mut shown = hold(tx, done.id).await?;
    let today = shown.today;
    let one = shown.tasks.iter_mut().find(|one| one.number == done.number);
    let one = one.ok_or_else(|| refused::no_risk_alert_task(done.id, done.number))?;
    require_duty(tx, done.id, &one.department)?;
    if one.done_on.is_some() {
        return Err(refused::risk_alert_task_done(done.id, done.number));
    }
    task::complete(tx.conn(), done.id, done.number, today, &done.result).await?;
    (one.done_on, one.result) = (Some(today), done.result.clone());
    Ok(shown)
}

pub(crate) async fn close(tx: &mut Tx, close: &Close) -> Result<Shown, Fault> {
    let held = hold(tx, close.id).await?;
    require_duty(tx, close.id, &held.alert.department)?;
    let open = held.tasks.iter().filter(|one| one.done_on.is_none()).count();
    if open > 0 {
        return Err(refused::risk_alert_tasks_open(close.id, open));
    }
    let now = tx.now();
    store::close(tx.conn(), close.id, close.reason, &close.measures, now).await?;
    let fact = facts::closed(&held.alert, close.reason, now);
    tx.emit(&name::organization(held.alert.organization), &held.alert.division, &fact);
    let query = GetAlert { scope: Scope::everywhere(), id: close.id, today: held.today };
    get(tx.conn(), &query).await
}

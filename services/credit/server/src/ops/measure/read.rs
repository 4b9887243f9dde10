//! What is asked of measures.

use credit_domain::measure::{Measure, Target, measures};
use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;

use crate::store::measure::{self as store, DelayRow, TaskFilter, TaskRow};
use crate::wire::page::{self, Binding};

/// Which catalogue.
#[derive(Debug)]
pub(crate) struct ListMeasures {
    pub(crate) on: Date,
    pub(crate) target: Option<Target>,
}

/// Which page of which tasks.
#[derive(Debug)]
pub(crate) struct ListTasks {
    pub(crate) filter: TaskFilter,
    pub(crate) today: Date,
    pub(crate) after: Option<(Date, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Whose delays.
#[derive(Debug)]
pub(crate) struct ListDelays {
    pub(crate) scope: Scope,
    pub(crate) today: Date,
}

/// A page, in the order of last days.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<TaskRow>,
    pub(crate) today: Date,
    pub(crate) next_page_token: String,
}

/// What departments have not done by a day.
#[derive(Debug)]
pub(crate) struct Delays {
    pub(crate) rows: Vec<DelayRow>,
    pub(crate) today: Date,
}

/// What is declared on a day.
pub(crate) fn catalogue(query: &ListMeasures) -> Vec<&'static Measure> {
    let wanted = |measure: &&Measure| {
        measure.holds_on(query.on) && query.target.is_none_or(|target| measure.target.reaches(target))
    };
    let mut declared: Vec<&Measure> = measures().iter().filter(wanted).collect();
    declared.sort_by(|one, other| (one.target, &one.key).cmp(&(other.target, &other.key)));
    declared
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListTasks) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, query.today, query.after, limit).await?;
    let key = |row: &TaskRow| format!("{} {}", row.due_on, row.id);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Listed { rows, today: query.today, next_page_token })
}

pub(crate) async fn delays(conn: &mut PgConnection, query: &ListDelays) -> Result<Delays, Fault> {
    Ok(Delays { rows: store::delays(conn, &query.scope, query.today).await?, today: query.today })
}

//! How many warnings there are, how fast they are closed, and what is overdue (预警统计).

use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;

use crate::store::risk::overview::{self as store, CountRow, TaskCountRow};

/// Where, and raised when.
#[derive(Debug)]
pub(crate) struct Overview {
    /// What both the caller's scope and the request allow; `None` if nothing is in both.
    pub(crate) within: Option<Scope>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    pub(crate) today: Date,
}

/// What was counted.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) counts: Vec<CountRow>,
    pub(crate) tasks: Vec<TaskCountRow>,
    pub(crate) today: Date,
}

pub(crate) async fn overview(conn: &mut PgConnection, query: &Overview) -> Result<Counted, Fault> {
    let today = query.today;
    let Some(within) = &query.within else { return Ok(Counted { counts: Vec::new(), tasks: Vec::new(), today }) };
    let counts = store::counts(conn, within, query.from, query.to).await?;
    let tasks = store::tasks(conn, within, query.from, query.to, today).await?;
    Ok(Counted { counts, tasks, today })
}

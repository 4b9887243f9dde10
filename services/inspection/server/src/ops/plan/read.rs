//! Plans as they are shown.

use std::collections::HashMap;

use fault::Fault;
use inspection_domain::plan::Plan;
use sqlx::{Connection as _, PgConnection};
use uow::{SNAPSHOT, Scope};
use uuid::Uuid;

use super::Entered;
use crate::store::draw::{AssignedRow, ObjectRow, ShortRow};
use crate::store::plan::{DepartmentRow, Filter};
use crate::store::{draw, frozen, plan};
use crate::wire::page::{self, Binding};

/// Which plan.
#[derive(Debug)]
pub(crate) struct GetPlan {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which list.
#[derive(Debug)]
pub(crate) struct ListPlans {
    pub(crate) filter: Filter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page of plans, without their rounds.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) plans: Vec<Entered>,
    pub(crate) next_page_token: String,
}

/// Which page of the organisations that a plan drew.
#[derive(Debug)]
pub(crate) struct ListObjects {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    /// Stratum and rank of the last one shown.
    pub(crate) after: (String, i64),
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page of organisations drawn.
#[derive(Debug)]
pub(crate) struct Objects {
    pub(crate) plan: Uuid,
    pub(crate) rows: Vec<ObjectRow>,
    pub(crate) assigned: Vec<AssignedRow>,
    pub(crate) short: Vec<ShortRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetPlan) -> Result<Entered, Fault> {
    let mut snapshot = conn.begin_with(SNAPSHOT).await?;
    let entered = Entered::find(&mut snapshot, &query.scope, query.id).await;
    snapshot.rollback().await?;
    entered
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListPlans) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = plan::page(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut departments: HashMap<Uuid, Vec<DepartmentRow>> = HashMap::new();
    for (id, row) in plan::departments(conn, &ids).await? {
        departments.entry(id).or_default().push(row);
    }
    let mut frozen: HashMap<Uuid, _> =
        frozen::heads(conn, &ids).await?.into_iter().map(|row| (row.plan, row)).collect();
    let mut drawn: HashMap<Uuid, _> = draw::heads(conn, &ids).await?.into_iter().map(|row| (row.plan, row)).collect();
    let plans = rows.into_iter().map(|row| Entered {
        departments: departments.remove(&row.id).unwrap_or_default(),
        frozen: frozen.remove(&row.id),
        drawn: drawn.remove(&row.id),
        plan: Plan::default(),
        row,
    });
    Ok(Listed { plans: plans.collect(), next_page_token })
}

pub(crate) async fn objects(conn: &mut PgConnection, query: &ListObjects) -> Result<Objects, Fault> {
    let entered = get(conn, &GetPlan { scope: query.scope.clone(), id: query.id }).await?;
    let plan = entered.row.id;
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = draw::page(conn, plan, &query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| format!("{}{}", row.grade, row.rank));
    let codes: Vec<_> = rows.iter().map(|row| row.code).collect();
    let assigned = draw::assigned(conn, plan, &codes).await?;
    let short = draw::short(conn, plan, &codes).await?;
    Ok(Objects { plan, rows, assigned, short, next_page_token })
}

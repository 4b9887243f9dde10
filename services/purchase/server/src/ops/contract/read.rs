//! Contracts are read.

use fault::Fault;
use intake::page::{self, Binding};
use purchase_domain::contract::filing_overdue;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Scope;
use uuid::Uuid;
use vocab::day_of;

use super::Shown;
use crate::desk::Desk;
use crate::ops::limit;
use crate::ops::refused::contract as refused;
use crate::store::contract::whole::load;
use crate::store::contract::{self as store, ContractFilter};

/// Which contract, within whose scope.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) id: Uuid,
    pub(crate) scope: Scope,
    pub(crate) desk: Desk,
    pub(crate) now: OffsetDateTime,
}

/// Which page of which contracts.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: ContractFilter,
    /// Only those that are not filed although the last day has passed.
    pub(crate) overdue: bool,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) desk: Desk,
    pub(crate) now: OffsetDateTime,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) contracts: Vec<Shown>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Shown, Fault> {
    let row = store::get(conn, query.id).await?.filter(|row| query.scope.covers(&row.division));
    let row = row.ok_or_else(|| refused::no_contract(query.id))?;
    let whole = load(conn, vec![row]).await?.pop().ok_or_else(|| refused::no_contract(query.id))?;
    Ok(Shown::new(whole, &query.desk, query.now))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    // by the very rule by which each contract says whether it is overdue, whatever the calendar knows
    let mut overdue = None;
    if query.overdue {
        let (today, calendar) = (day_of(query.now), query.desk.calendar());
        let mut days = store::unfiled(conn, &query.filter.scope).await?;
        days.retain(|signed| filing_overdue(*signed, today, calendar));
        overdue = Some(days);
    }
    let mut rows = store::page(conn, &query.filter, overdue.as_deref(), query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let wholes = load(conn, rows).await?;
    let shown = |whole| Shown::new(whole, &query.desk, query.now);
    Ok(Listed { contracts: wholes.into_iter().map(shown).collect(), next_page_token })
}

//! What became of an organisation (检查结果), noted in the unit of work in which it does.

use fault::Fault;
use inspection_domain::outcome::{Outcome, OutcomeKind};
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::store;
use crate::store::outcome::{OutcomeFilter, OutcomeRow};
use crate::wire::page::{self, Binding};

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListOutcomes {
    pub(crate) filter: OutcomeFilter,
    pub(crate) after: Option<(Date, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, in the order of their days.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) next_page_token: String,
}

/// Notes one. That one of a kind of a resource stands against an organisation at a time is the database's to keep.
pub(crate) async fn note(tx: &mut Tx, outcome: &Outcome) -> Result<(), Fault> {
    note_all(tx, std::slice::from_ref(outcome)).await
}

/// Notes many as one statement.
pub(crate) async fn note_all(tx: &mut Tx, outcomes: &[Outcome]) -> Result<(), Fault> {
    let (ids, now): (Vec<Uuid>, _) = (outcomes.iter().map(|_| tx.new_id()).collect(), tx.now());
    Ok(store::outcome::insert_all(tx.conn(), &ids, outcomes, now).await?)
}

/// From a day on, what is of a kind and a resource does not count any more.
pub(crate) async fn end(tx: &mut Tx, resource: &str, kind: OutcomeKind, on: Date) -> Result<(), Fault> {
    store::outcome::end(tx.conn(), resource, kind, on).await?;
    Ok(())
}

/// What is of a kind and a resource fell, ended or not, as if it had never been.
pub(crate) async fn withdraw(tx: &mut Tx, resource: &str, kind: OutcomeKind, on: Date) -> Result<(), Fault> {
    store::outcome::withdraw(tx.conn(), resource, kind, false, on).await?;
    Ok(())
}

/// What still counts of a kind and a resource fell, as if it had never been; what had ended before stays as it was.
pub(crate) async fn withdraw_standing(tx: &mut Tx, resource: &str, kind: OutcomeKind, on: Date) -> Result<(), Fault> {
    store::outcome::withdraw(tx.conn(), resource, kind, true, on).await?;
    Ok(())
}

/// The same of some organisations alone, where a resource is about several.
pub(crate) async fn withdraw_against(
    tx: &mut Tx,
    resource: &str,
    kind: OutcomeKind,
    organizations: &[UnifiedCode],
    on: Date,
) -> Result<(), Fault> {
    store::outcome::withdraw_against(tx.conn(), resource, kind, organizations, on).await?;
    Ok(())
}

/// Those of a kind and a resource that stand, against whatever organisations.
pub(crate) async fn standing(
    conn: &mut PgConnection,
    resource: &str,
    kind: OutcomeKind,
) -> Result<Vec<Outcome>, Fault> {
    Ok(store::outcome::standing(conn, resource, kind).await?)
}

/// Every one of an organisation, those withdrawn too.
pub(crate) async fn of(conn: &mut PgConnection, organization: UnifiedCode) -> Result<Vec<Outcome>, Fault> {
    Ok(store::outcome::of(conn, organization).await?)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListOutcomes) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::outcome::page(conn, &query.filter, query.after, limit).await?;
    let key = |row: &OutcomeRow| format!("{} {}", row.counts_from, row.id);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Listed { outcomes: rows.into_iter().filter_map(OutcomeRow::outcome).collect(), next_page_token })
}

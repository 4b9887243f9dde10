//! What the public is shown, and what must still be withdrawn.

use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use super::refused;
use crate::store::publication::page::{self as store, PublicationFilter, PublicationRow};
use crate::store::publication::withdrawal::{self, WithdrawalFilter, WithdrawalRow};
use crate::wire::page::{self, Binding};

/// Which page of which, the newest first.
#[derive(Debug)]
pub(crate) struct ListPublications {
    pub(crate) filter: PublicationFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Which publication, as of which day.
#[derive(Debug)]
pub(crate) struct GetPublication {
    pub(crate) id: Uuid,
    pub(crate) today: Date,
}

/// Which page of what must be withdrawn.
#[derive(Debug)]
pub(crate) struct ListWithdrawals {
    pub(crate) filter: WithdrawalFilter,
    pub(crate) after: Option<(Date, Uuid, String)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) today: Date,
}

/// A page, as of a day.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) today: Date,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetPublication) -> Result<(PublicationRow, Date), Fault> {
    let row = store::get(conn, query.id).await?.ok_or_else(|| refused::no_publication(query.id))?;
    Ok((row, query.today))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListPublications) -> Result<Listed<PublicationRow>, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::newest(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, today: query.filter.today, next_page_token })
}

pub(crate) async fn withdrawals(
    conn: &mut PgConnection,
    query: &ListWithdrawals,
) -> Result<Listed<WithdrawalRow>, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = withdrawal::page(conn, &query.filter, query.after.as_ref(), limit).await?;
    let key = |row: &WithdrawalRow| format!("{} {} {}", row.due_on, row.publication, row.resource);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Listed { rows, today: query.today, next_page_token })
}

//! Experts are added to the bank of a department, and removed.

use fault::{Fault, on_constraint};
use intake::page::{self, Binding};
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;

use super::limit;
use super::refused::expert as refused;
use crate::store::expert::{self as store, ExpertRow, Stated};
use crate::wire;

/// Who is added.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) stated: Stated,
}

/// Who is removed, as read, and why.
#[derive(Debug)]
pub(crate) struct Remove {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) reason: String,
}

/// Which page of the caller's bank.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) call: Call,
    pub(crate) field: Option<String>,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) experts: Vec<ExpertRow>,
    pub(crate) next_page_token: String,
}

async fn found(conn: &mut PgConnection, id: Uuid) -> Result<ExpertRow, Fault> {
    store::get(conn, id).await?.ok_or_else(|| refused::no_expert(id))
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<ExpertRow, Fault> {
    let by = tx.author();
    let bank = (by.division.as_str(), by.department.as_str());
    if let Some(other) = store::of_account(tx.conn(), bank, &command.stated.account).await? {
        return Err(refused::twice(Some(other)));
    }
    let inserted = store::insert(tx.conn(), &command.stated, &by).await;
    on_constraint(inserted, "expert_account_key", || refused::twice(None))?;
    found(tx.conn(), by.id).await
}

pub(crate) async fn remove(tx: &mut Tx, command: &Remove) -> Result<ExpertRow, Fault> {
    store::lock(tx.conn(), command.id).await?;
    let row = found(tx.conn(), command.id).await?;
    let by = tx.author();
    if (&row.division, &row.department) != (&by.division, &by.department) {
        return Err(refused::other_keeper(&row.division, &row.department));
    }
    let etag = wire::expert::etag(&row);
    if etag != command.etag {
        return Err(refused::changed(etag));
    }
    if row.removed_at.is_some() {
        return Err(refused::removed(row.id));
    }
    store::remove(tx.conn(), row.id, &command.reason, &by).await?;
    found(tx.conn(), row.id).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let bank = (query.call.division.as_str(), query.call.department.as_str());
    let mut experts = store::page(conn, bank, query.field.as_deref(), query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut experts, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { experts, next_page_token })
}

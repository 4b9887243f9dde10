//! Bulletins: read, reviewed by one, approved by another of the same authority.

use fault::Fault;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::read::Listed;
use super::refused;
use crate::store::publication::bulletin::{self as store, BulletinRow};
use crate::store::publication::entry::{self, EntryRow};
use crate::store::publication::{next_serial, withdrawal};
use crate::wire::page::{self, Binding};
use crate::wire::publication::{bulletin as wire, facts};
use crate::wire::{etag, name};

/// A bulletin with what it holds.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) row: BulletinRow,
    pub(crate) entries: Vec<EntryRow>,
}

/// Which bulletin, as of which day.
#[derive(Debug)]
pub(crate) struct GetBulletin {
    pub(crate) id: Uuid,
    /// How far the caller may reach; of a published one that is everywhere.
    pub(crate) scope: Option<Scope>,
    pub(crate) today: Date,
}

/// Which page of published ones.
#[derive(Debug)]
pub(crate) struct ListBulletins {
    pub(crate) kind: Option<&'static str>,
    pub(crate) division: String,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) today: Date,
}

/// Which page of drafts.
#[derive(Debug)]
pub(crate) struct ListDrafts {
    pub(crate) scope: Scope,
    pub(crate) after: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) today: Date,
}

/// A step of a draft that rests on what somebody saw.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// The etag of a draft.
pub(crate) fn etag_of(row: &BulletinRow) -> String {
    etag::etag(&row.id.to_string(), row.revision)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetBulletin) -> Result<Seen, Fault> {
    let row = store::get(conn, query.id).await?.filter(|row| match &query.scope {
        Some(scope) => row.state != "published" && scope.covers(&row.division),
        None => row.state == "published",
    });
    let row = row.ok_or_else(|| refused::no_bulletin(query.id))?;
    Ok(Seen { entries: entry::of(conn, row.id, query.today).await?, row })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListBulletins) -> Result<Listed<BulletinRow>, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::published(conn, query.kind, &query.division, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, today: query.today, next_page_token })
}

pub(crate) async fn drafts(conn: &mut PgConnection, query: &ListDrafts) -> Result<Listed<BulletinRow>, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::drafts(conn, &query.scope, query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, today: query.today, next_page_token })
}

pub(crate) async fn review(tx: &mut Tx, step: &Step) -> Result<Seen, Fault> {
    let row = held(tx, step).await?;
    if row.state != "drafted" {
        return Err(refused::bulletin_state(row.id, &row.state));
    }
    let by = tx.author();
    store::review(tx.conn(), row.id, &by).await?;
    seen(tx, row.id).await
}

pub(crate) async fn approve(tx: &mut Tx, step: &Step) -> Result<Seen, Fault> {
    let row = held(tx, step).await?;
    if row.state != "reviewed" {
        return Err(refused::bulletin_state(row.id, &row.state));
    }
    let reviewer = row.reviewed_by.as_deref();
    if reviewer.is_some_and(|reviewer| tx.call().is_by(reviewer, row.reviewed_officer.as_deref())) {
        return Err(refused::bulletin_own(row.id));
    }
    let today = day_of(tx.now());
    let serial = next_serial(tx.conn(), "bulletin", &row.division, today.year()).await?;
    let number = credit_domain::publication::bulletin::number(&row.division, today.year(), serial);
    let entries = entry::of(tx.conn(), row.id, today).await?;
    let digest = Sha256::digest(wire::approved(&row, &number, &entries)).to_vec();
    let by = tx.author();
    store::publish(tx.conn(), row.id, &by, &number, &digest).await?;
    if let Some(old) = row.corrects {
        let corrected: Vec<Uuid> = entries.iter().map(|entry| entry.publication).collect();
        withdrawal::done(tx.conn(), &name::bulletin(old), &corrected, today).await?;
    }
    let seen = seen(tx, row.id).await?;
    tx.emit(&name::bulletin(row.id), &row.division, &facts::bulletin(&seen.row));
    Ok(seen)
}

/// A draft of the caller's own authority, as it was seen, which nobody else changes until the unit of work ends.
async fn held(tx: &mut Tx, step: &Step) -> Result<BulletinRow, Fault> {
    if !store::lock(tx.conn(), step.id).await? {
        return Err(refused::no_bulletin(step.id));
    }
    // a statement of its own: it must see what the lock waited for
    let row = store::get(tx.conn(), step.id).await?.filter(|row| tx.call().scope.covers(&row.division));
    let row = row.ok_or_else(|| refused::no_bulletin(step.id))?;
    let call = tx.call();
    if (&call.division, &call.department) != (&row.division, &row.department) {
        return Err(refused::not_its_bulletin(row.id, &row.department, &row.division));
    }
    let current = etag_of(&row);
    if row.state != "published" && current != step.etag {
        return Err(refused::bulletin_changed(current));
    }
    Ok(row)
}

async fn seen(tx: &mut Tx, id: Uuid) -> Result<Seen, Fault> {
    let today = day_of(tx.now());
    let row = store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_bulletin(id))?;
    Ok(Seen { entries: entry::of(tx.conn(), id, today).await?, row })
}

//! Entries that divisions additionally exclude.

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::DivisionCode;

use super::in_force::{Place, look_up};
use super::{limit, refused};
use crate::store::entry;
use crate::store::negative::{self as store, Excluded, NegativeFilter, NegativeRow};
use crate::wire::{self, facts, name};

/// What the caller's division excludes.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) division: DivisionCode,
    pub(crate) excluded: Excluded,
}

/// Which exclusion ends, when and why.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) on: Date,
    pub(crate) reason: String,
}

/// Which page of which exclusions.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: NegativeFilter,
    pub(crate) after: Option<(String, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<NegativeRow>,
    pub(crate) next_page_token: String,
}

/// What is done to the negative list of a division is done one after the other.
async fn hold_division(tx: &mut Tx, division: &str) -> Result<(), Fault> {
    Ok(uow::hold(tx.conn(), &format!("purchase.negative_entry/{division}")).await?)
}

async fn read(tx: &mut Tx, id: Uuid) -> Result<NegativeRow, Fault> {
    store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_negative(id))
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<NegativeRow, Fault> {
    let (author, excluded) = (tx.author(), &command.excluded);
    hold_division(tx, &author.division).await?;
    let place = Place { division: command.division, day: excluded.valid_from, known_at: None };
    let catalog = look_up(tx.conn(), &place).await?.catalog;
    let found = entry::upwards(tx.conn(), catalog.id, &excluded.code).await?.pop();
    let entry = found.ok_or_else(|| refused::no_entry(catalog.id, &excluded.code))?;
    let days = (excluded.valid_from, excluded.valid_to);
    if let Some(other) = store::overlapping(tx.conn(), &author.division, &excluded.code, days).await? {
        return Err(refused::negative_exists(other));
    }
    store::insert(tx.conn(), excluded, (catalog.id, &entry.title), &author).await?;
    let row = read(tx, author.id).await?;
    tx.emit(&name::negative_entry(row.id), &row.division, &facts::excluded(&row));
    Ok(row)
}

pub(crate) async fn end(tx: &mut Tx, command: &End) -> Result<NegativeRow, Fault> {
    let seen = read(tx, command.id).await?;
    if seen.division != tx.call().division {
        return Err(refused::negative_other_division(&seen.division));
    }
    hold_division(tx, &seen.division).await?;
    let (row, now) = (read(tx, command.id).await?, tx.now());
    if wire::negative::etag(&row) != command.etag {
        return Err(refused::negative_changed(wire::negative::etag(&row)));
    }
    // what has not begun by then never holds
    let on = command.on.max(row.valid_from);
    if row.valid_to.is_some_and(|until| until <= on) {
        return Err(refused::negative_ended(row.id));
    }
    store::end(tx.conn(), row.id, on, &command.reason, now).await?;
    let row = read(tx, row.id).await?;
    tx.emit(&name::negative_entry(row.id), &row.division, &facts::included(&row));
    Ok(row)
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, &query.filter, query.after.as_ref(), limit(query.size)).await?;
    let key = |row: &NegativeRow| format!("{} {}", row.code, row.id);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Listed { rows, next_page_token })
}

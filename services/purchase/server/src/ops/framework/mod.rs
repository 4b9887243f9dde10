//! Frameworks: read, left by entrants, ended. How one is concluded stands with the tenders.

pub(crate) mod call_off;

use std::collections::BTreeMap;

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::limit;
use super::refused::framework as refused;
use crate::store::framework::call_off::CallOffRow;
use crate::store::framework::{self as store, EntrantRow, FrameworkFilter, FrameworkRow};
use crate::wire::framework::{etag, facts};
use crate::wire::name;

/// Which framework, as it was read.
#[derive(Debug)]
pub(crate) struct Which {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Who is removed from which framework, and why.
#[derive(Debug)]
pub(crate) struct Remove {
    pub(crate) which: Which,
    pub(crate) code: String,
    /// `cheated`, `refused`, `breach` or `asked`.
    pub(crate) ground: &'static str,
    pub(crate) reason: String,
}

/// Which framework is ended, and why.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) which: Which,
    pub(crate) reason: String,
}

/// Which framework is read, and by whom.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
}

/// Which page of which frameworks.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: FrameworkFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) call: Call,
}

/// Which page of what was called off.
#[derive(Debug)]
pub(crate) struct ListCallOffs {
    pub(crate) framework: Uuid,
    pub(crate) before: Option<i32>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A framework with those who entered it, in the order of their ranks.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) row: FrameworkRow,
    pub(crate) entrants: Vec<EntrantRow>,
}

impl Shown {
    /// As everybody may see it: why somebody was removed is told in words to its buyer alone.
    pub(crate) fn for_others(mut self) -> Self {
        for entrant in &mut self.entrants {
            entrant.remove_reason.clear();
        }
        self
    }

    fn seen_by(self, call: &Call) -> Self {
        if is_buyer(call, &self.row) { self } else { self.for_others() }
    }
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) frameworks: Vec<Shown>,
    pub(crate) next_page_token: String,
}

/// A page of what was called off.
#[derive(Debug)]
pub(crate) struct CallOffs {
    pub(crate) call_offs: Vec<CallOffRow>,
    pub(crate) next_page_token: String,
}

/// Whether the caller is of the buyer's own department.
fn is_buyer(call: &Call, row: &FrameworkRow) -> bool {
    (&row.division, &row.buyer_department) == (&call.division, &call.department)
}

async fn found(conn: &mut PgConnection, id: Uuid) -> Result<FrameworkRow, Fault> {
    store::get(conn, id).await?.ok_or_else(|| refused::no_framework(id))
}

/// Somebody saw it as it is now.
fn as_read(row: &FrameworkRow, which: &Which) -> Result<(), Fault> {
    let now = etag(row);
    if now == which.etag { Ok(()) } else { Err(refused::changed(now)) }
}

/// It was not ended before its last day.
fn standing(row: &FrameworkRow) -> Result<(), Fault> {
    if row.ended_on.is_none() { Ok(()) } else { Err(refused::state(row, "ended")) }
}

/// A framework as it is now.
pub(super) async fn told(conn: &mut PgConnection, id: Uuid) -> Result<Shown, Fault> {
    let row = found(conn, id).await?;
    let entrants = store::entrants(conn, &[id]).await?;
    Ok(Shown { row, entrants })
}

/// One of the caller's own, kept from others, as the caller read it, that was not ended.
async fn hold(tx: &mut Tx, which: &Which) -> Result<Shown, Fault> {
    store::lock(tx.conn(), which.id).await?;
    let shown = told(tx.conn(), which.id).await?;
    if !is_buyer(tx.call(), &shown.row) {
        return Err(refused::other_buyer(&shown.row));
    }
    as_read(&shown.row, which)?;
    standing(&shown.row)?;
    Ok(shown)
}

pub(crate) async fn remove(tx: &mut Tx, command: &Remove) -> Result<Shown, Fault> {
    let Shown { row, entrants } = hold(tx, &command.which).await?;
    if !entrants.iter().any(|entrant| entrant.code == command.code && entrant.removed_on.is_none()) {
        return Err(refused::no_entrant(row.id, &command.code));
    }
    let (by, now) = (tx.author(), tx.now());
    let why = (command.ground, command.reason.as_str());
    store::remove(tx.conn(), (row.id, &command.code), why, day_of(now), &by).await?;
    store::touch(tx.conn(), row.id, now).await?;
    let shown = told(tx.conn(), row.id).await?;
    tx.emit(&name::framework(row.id), &row.division, &facts::removed(&shown, &command.code));
    Ok(shown)
}

pub(crate) async fn end(tx: &mut Tx, command: &End) -> Result<Shown, Fault> {
    let Shown { row, .. } = hold(tx, &command.which).await?;
    let (by, today) = (tx.author(), day_of(tx.now()));
    // what is over by itself is not ended early
    if today > row.ends_on {
        return Err(refused::state(&row, "out_of_term"));
    }
    store::end(tx.conn(), row.id, (today, &command.reason), &by).await?;
    let shown = told(tx.conn(), row.id).await?;
    tx.emit(&name::framework(row.id), &row.division, &facts::ended(&shown));
    Ok(shown)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Read) -> Result<Shown, Fault> {
    Ok(told(conn, query.id).await?.seen_by(&query.call))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut entered: BTreeMap<Uuid, Vec<EntrantRow>> = BTreeMap::new();
    for entrant in store::entrants(conn, &ids).await? {
        entered.entry(entrant.framework).or_default().push(entrant);
    }
    let shown = |row: FrameworkRow| {
        let entrants = entered.remove(&row.id).unwrap_or_default();
        Shown { row, entrants }.seen_by(&query.call)
    };
    Ok(Listed { frameworks: rows.into_iter().map(shown).collect(), next_page_token })
}

pub(crate) async fn list_call_offs(conn: &mut PgConnection, query: &ListCallOffs) -> Result<CallOffs, Fault> {
    let row = found(conn, query.framework).await?;
    let mut call_offs = store::call_off::page(conn, row.id, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut call_offs, query.size, &query.binding, |row| row.number.to_string());
    Ok(CallOffs { call_offs, next_page_token })
}

//! Objections to notices of single sources. Of one the buyer, the supervisors of the division and the system that filed it are told; nothing
//! else, neither a fact nor the notice, says that it is there.

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use time::Date;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::{found as notice, keep, owned};
use crate::ops::limit;
use crate::ops::refused::single_source as refused;
use crate::store::single_source::objection::{self as store, ObjectionRow};
use crate::store::single_source::{self as notices, NoticeRow};
use crate::wire::name;
use crate::wire::single_source::facts;

/// Who objects to which notice, and why.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) notice: Uuid,
    pub(crate) objector_code: String,
    pub(crate) ground: String,
}

/// Which objection of which notice is read, and by whom.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) notice: Uuid,
    pub(crate) id: Uuid,
    pub(crate) call: Call,
}

/// Which page of the objections to which notice, for whom.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) notice: Uuid,
    pub(crate) call: Call,
    pub(crate) after: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// How an objection is decided.
#[derive(Debug)]
pub(crate) struct Decide {
    pub(crate) notice: Uuid,
    pub(crate) id: Uuid,
    /// `dismissed` or `upheld`.
    pub(crate) outcome: &'static str,
    pub(crate) answer: String,
}

/// An objection, and by when it is answered.
#[derive(Debug)]
pub(crate) struct Filed {
    pub(crate) row: ObjectionRow,
    pub(crate) answer_last_on: Date,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) objections: Vec<Filed>,
    pub(crate) next_page_token: String,
}

async fn found(conn: &mut PgConnection, of: &NoticeRow, id: Uuid) -> Result<Filed, Fault> {
    let row = store::get(conn, id).await?.filter(|row| row.notice == of.id);
    let row = row.ok_or_else(|| refused::no_objection(of.id, id))?;
    Ok(Filed { row, answer_last_on: of.answer_last_on })
}

pub(crate) async fn file(tx: &mut Tx, command: &File) -> Result<Filed, Fault> {
    let of = keep(tx, command.notice).await?;
    if of.status != "published" {
        return Err(refused::notice_state(of.id, &of.status));
    }
    if day_of(tx.now()) > of.last_on {
        return Err(refused::late(of.id, of.last_on, tx.now()));
    }
    let by = tx.author();
    let (code, ground) = (command.objector_code.as_str(), command.ground.as_str());
    if let Some(made) = store::made(tx.conn(), of.id, (code, &by.actor)).await? {
        return Err(refused::made(of.id, made));
    }
    store::insert(tx.conn(), of.id, (code, ground), &by).await?;
    found(tx.conn(), &of, by.id).await
}

pub(crate) async fn decide(tx: &mut Tx, command: &Decide) -> Result<(NoticeRow, Filed), Fault> {
    let of = keep(tx, command.notice).await?;
    owned(tx.call(), &of)?;
    let filed = found(tx.conn(), &of, command.id).await?.row;
    if filed.decided_at.is_some() {
        return Err(refused::objection_decided(of.id, filed.id, &filed.outcome));
    }
    let by = tx.author();
    store::decide(tx.conn(), filed.id, (command.outcome, &command.answer), &by).await?;
    let filed = found(tx.conn(), &of, filed.id).await?;
    // whoever objected is answered all the same where it is over
    if command.outcome != "upheld" || of.status != "published" {
        return Ok((of, filed));
    }
    notices::end(tx.conn(), of.id, ("failed", &command.answer), &by).await?;
    let of = notice(tx.conn(), of.id).await?;
    tx.emit(&name::single_source_notice(of.id), &of.division, &facts::failed(&of));
    Ok((of, filed))
}

/// To the buyer; other buyers of its division have the permission too.
pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let of = notice(conn, query.notice).await?;
    owned(&query.call, &of)?;
    listed(conn, &of, query).await
}

/// To whoever supervises in the division.
pub(crate) async fn list_supervised(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let of = notice(conn, query.notice).await?;
    if query.call.division != of.division {
        return Err(refused::no_notice(of.id));
    }
    listed(conn, &of, query).await
}

async fn listed(conn: &mut PgConnection, of: &NoticeRow, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, of.id, query.after, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let filed = |row| Filed { row, answer_last_on: of.answer_last_on };
    Ok(Listed { objections: rows.into_iter().map(filed).collect(), next_page_token })
}

/// One, to the system that filed it.
pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Filed, Fault> {
    let hidden = || refused::no_objection(query.notice, query.id);
    let of = notices::get(conn, query.notice).await?.ok_or_else(hidden)?;
    let filed = found(conn, &of, query.id).await?;
    if filed.row.created_by == query.call.actor { Ok(filed) } else { Err(hidden()) }
}

//! Consultations and opinions as their readers may see them.

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use time::Date;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use super::{is_department, limit, own, refused, seen, visible};
use crate::store::consultation::asked::{self, AskedRow, Counts};
use crate::store::consultation::event::{self, EventRow};
use crate::store::consultation::opinion::{self as opinions, OpinionRow};
use crate::store::consultation::{self as store, ConsultationRow, Filter};

/// Which consultation is read, by whom, and on which day.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
    pub(crate) today: Date,
}

/// Which page of which consultations.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: Filter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) today: Date,
}

/// Which opinion is read, and by whom.
#[derive(Debug)]
pub(crate) struct GetOpinion {
    pub(crate) consultation: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) call: Call,
}

/// Which page of the opinions of a consultation.
#[derive(Debug)]
pub(crate) struct ListOpinions {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
    pub(crate) after: Option<String>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Which page of those that have not answered.
#[derive(Debug)]
pub(crate) struct ListUnanswered {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
    pub(crate) after: Option<String>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A consultation as it stands on a day.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) row: ConsultationRow,
    pub(crate) events: Vec<EventRow>,
    pub(crate) today: Date,
    /// Without what is long, and of no use in a list.
    pub(crate) is_brief: bool,
}

/// Who reads an opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The department: all of it.
    Department,
    /// The system that submitted it, before the conclusion: no reply, which may still change.
    Own,
    /// Whoever may read it after the conclusion.
    Concluded,
}

/// An opinion for a reader.
#[derive(Debug)]
pub(crate) struct ShownOpinion {
    pub(crate) row: OpinionRow,
    pub(crate) shows_reply: bool,
}

/// A page of consultations.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) consultations: Vec<Shown>,
    pub(crate) next_page_token: String,
}

/// A page of opinions.
#[derive(Debug)]
pub(crate) struct ListedOpinions {
    pub(crate) opinions: Vec<ShownOpinion>,
    pub(crate) next_page_token: String,
}

/// A page of organisations that have not answered.
#[derive(Debug)]
pub(crate) struct ListedUnanswered {
    pub(crate) organizations: Vec<AskedRow>,
    pub(crate) next_page_token: String,
}

/// What the opinions of a consultation come to.
#[derive(Debug)]
pub(crate) struct Counted {
    pub(crate) id: Uuid,
    pub(crate) counts: Counts,
}

async fn show(conn: &mut PgConnection, row: ConsultationRow, today: Date) -> Result<Shown, Fault> {
    let events = event::all(conn, row.id).await?;
    Ok(Shown { row, events, today, is_brief: false })
}

/// A consultation as it is now, to its department.
pub(super) async fn told(tx: &mut Tx, id: Uuid) -> Result<Shown, Fault> {
    let today = day_of(tx.now());
    let row = store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_consultation(id))?;
    show(tx.conn(), row, today).await
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Shown, Fault> {
    let row = visible(conn, query.id, &query.call).await?;
    show(conn, row, query.today).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let brief = |row| Shown { row, events: Vec::new(), today: query.today, is_brief: true };
    Ok(Listed { consultations: rows.into_iter().map(brief).collect(), next_page_token })
}

fn shown(row: OpinionRow, reader: Reader) -> ShownOpinion {
    ShownOpinion { row, shows_reply: reader != Reader::Own }
}

/// The opinion of an organisation as it is now, to whoever changed it.
pub(super) async fn opinion_of(
    conn: &mut PgConnection,
    of: (Uuid, &str),
    reader: Reader,
) -> Result<ShownOpinion, Fault> {
    let row = opinions::get(conn, of.0, of.1).await?.ok_or_else(|| refused::no_opinion(of))?;
    Ok(shown(row, reader))
}

/// As whom somebody reads an opinion; `None`: not at all.
fn reader(call: &Call, of: &ConsultationRow, row: &OpinionRow) -> Option<Reader> {
    let (is_own, is_concluded) = (row.created_by == call.actor, of.status == "concluded");
    if is_department(call, of) {
        Some(Reader::Department)
    } else if is_concluded && (is_own || row.may_publish) {
        Some(Reader::Concluded)
    } else {
        is_own.then_some(Reader::Own)
    }
}

pub(crate) async fn get_opinion(conn: &mut PgConnection, query: &GetOpinion) -> Result<ShownOpinion, Fault> {
    let name = (query.consultation, query.organization.as_str());
    let no_opinion = || refused::no_opinion(name);
    let of = seen(conn, name.0, &query.call).await?.ok_or_else(no_opinion)?;
    let row = opinions::get(conn, name.0, name.1).await?.ok_or_else(no_opinion)?;
    let reader = reader(&query.call, &of, &row).ok_or_else(no_opinion)?;
    Ok(shown(row, reader))
}

/// One whose opinions the caller may see: its department's, and what is concluded; whether all of them.
async fn told_of(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<(ConsultationRow, bool), Fault> {
    let row = visible(conn, id, call).await?;
    let sees_all = is_department(call, &row);
    if sees_all || row.status == "concluded" { Ok((row, sees_all)) } else { Err(refused::other_department(&row)) }
}

pub(crate) async fn list_opinions(conn: &mut PgConnection, query: &ListOpinions) -> Result<ListedOpinions, Fault> {
    let (row, sees_all) = told_of(conn, query.id, &query.call).await?;
    let mut rows = opinions::page(conn, (row.id, !sees_all), query.after.as_deref(), limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.organization.clone());
    let reader = if sees_all { Reader::Department } else { Reader::Concluded };
    Ok(ListedOpinions { opinions: rows.into_iter().map(|row| shown(row, reader)).collect(), next_page_token })
}

pub(crate) async fn summary(conn: &mut PgConnection, query: &Get) -> Result<Counted, Fault> {
    let (row, _) = told_of(conn, query.id, &query.call).await?;
    Ok(Counted { id: row.id, counts: asked::count(conn, row.id).await? })
}

pub(crate) async fn list_unanswered(
    conn: &mut PgConnection,
    query: &ListUnanswered,
) -> Result<ListedUnanswered, Fault> {
    let row = own(conn, query.id, &query.call).await?;
    let mut rows = asked::unanswered(conn, row.id, query.after.as_deref(), limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.organization.clone());
    Ok(ListedUnanswered { organizations: rows, next_page_token })
}

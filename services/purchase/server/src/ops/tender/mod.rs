//! Tenders: drafted, published, opened, called for last offers, scored, announced, challenged, awarded, ended.

pub(crate) mod bid;
pub(crate) mod complaint;
pub(crate) mod draft;
pub(crate) mod draw;
pub(crate) mod expert;
pub(crate) mod framing;
pub(crate) mod offers;
pub(crate) mod opening;
pub(crate) mod question;
pub(crate) mod result;
pub(crate) mod score;

use std::collections::BTreeMap;

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;

use super::limit;
use super::refused::tender as refused;
use crate::store::tender::bid::BidRow;
use crate::store::tender::question::QuestionRow;
use crate::store::tender::{self as store, EventRow, TenderFilter, TenderRow};
use crate::wire;

/// Which tender, as it was read.
#[derive(Debug)]
pub(crate) struct Which {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Which tender or bid is read, and by whom.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
}

/// Which page of which tenders.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: TenderFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A tender with what everybody may see of it.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) row: TenderRow,
    pub(crate) questions: Vec<QuestionRow>,
    pub(crate) events: Vec<EventRow>,
    /// The ranked bids, once the result is announced.
    pub(crate) results: Vec<BidRow>,
    /// The draw of its experts, if there is one.
    pub(crate) draw: Option<Uuid>,
    /// The draw of those whom it invites, if there is one.
    pub(crate) supplier_draw: Option<Uuid>,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) tenders: Vec<Shown>,
    pub(crate) next_page_token: String,
}

/// Whether the caller is of the buyer's own department.
fn is_buyer(call: &Call, row: &TenderRow) -> bool {
    (&row.division, &row.buyer_department) == (&call.division, &call.department)
}

/// One that the caller may see: a draft, and what never was more, is the buyer's.
async fn visible(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<TenderRow, Fault> {
    let row = store::get(conn, id).await?.filter(|row| !row.public_key.is_empty() || is_buyer(call, row));
    row.ok_or_else(|| refused::no_tender(id))
}

/// One of the caller's own.
async fn own(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<TenderRow, Fault> {
    let row = visible(conn, id, call).await?;
    if is_buyer(call, &row) { Ok(row) } else { Err(refused::other_buyer(&row.division, &row.buyer_department)) }
}

/// One that the caller may see, kept from others, as it stands now.
async fn keep(tx: &mut Tx, id: Uuid) -> Result<TenderRow, Fault> {
    store::lock(tx.conn(), id).await?;
    let call = tx.call().clone();
    visible(tx.conn(), id, &call).await
}

/// One of the caller's own, kept from others, as the caller read it, that stands so.
async fn hold(tx: &mut Tx, which: &Which, statuses: &[&str]) -> Result<TenderRow, Fault> {
    store::lock(tx.conn(), which.id).await?;
    let call = tx.call().clone();
    as_read(tx.conn(), which, &call, statuses).await
}

/// One of the caller's own, as the caller read it, that stands so.
async fn as_read(conn: &mut PgConnection, which: &Which, call: &Call, statuses: &[&str]) -> Result<TenderRow, Fault> {
    let row = own(conn, which.id, call).await?;
    if wire::tender::etag(&row) != which.etag {
        return Err(refused::changed(wire::tender::etag(&row)));
    }
    standing(&row, statuses)?;
    Ok(row)
}

fn standing(row: &TenderRow, statuses: &[&str]) -> Result<(), Fault> {
    if statuses.contains(&row.status.as_str()) { Ok(()) } else { Err(refused::state(row.id, &row.status)) }
}

/// Nothing else is done to a project while one of its tenders is under way.
pub(super) async fn none_under_way(tx: &mut Tx, project: Uuid) -> Result<(), Fault> {
    match store::under_way(tx.conn(), project).await? {
        Some(tender) => Err(refused::under_way(tender)),
        None => Ok(()),
    }
}

async fn note(tx: &mut Tx, tender: Uuid, kind: &str, text: &str) -> Result<(), Fault> {
    let by = tx.author();
    Ok(store::note(tx.conn(), tender, (kind, text), &by).await?)
}

/// A tender as it is now.
async fn told(conn: &mut PgConnection, id: Uuid) -> Result<Shown, Fault> {
    let row = store::get(conn, id).await?.ok_or_else(|| refused::no_tender(id))?;
    show(conn, row).await
}

async fn show(conn: &mut PgConnection, row: TenderRow) -> Result<Shown, Fault> {
    let questions = store::question::all(conn, row.id).await?;
    let events = store::events(conn, row.id).await?;
    let results = results(conn, std::slice::from_ref(&row)).await?;
    let draw = store::draw::of_tender(conn, row.id).await?.map(|(id, _, _)| id);
    let supplier_draw = store::supplier::draw_of(conn, row.id).await?;
    Ok(Shown { row, questions, events, results, draw, supplier_draw })
}

/// The ranked bids of those of the tenders whose results are announced, the first one first.
async fn results(conn: &mut PgConnection, rows: &[TenderRow]) -> Result<Vec<BidRow>, Fault> {
    let announced: Vec<Uuid> = rows.iter().filter(|row| row.announced_on.is_some()).map(|row| row.id).collect();
    if announced.is_empty() {
        return Ok(Vec::new());
    }
    Ok(store::bid::ranked(conn, &announced).await?)
}

/// The ranked bids, the first one first.
async fn ranked(conn: &mut PgConnection, tender: Uuid) -> Result<Vec<BidRow>, Fault> {
    Ok(store::bid::ranked(conn, &[tender]).await?)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Read) -> Result<Shown, Fault> {
    let row = visible(conn, query.id, &query.call).await?;
    Ok(seen_by(&query.call, show(conn, row).await?))
}

/// What an invited tender asks for is told to the invited alone, until its bids are open.
fn hides(row: &TenderRow) -> bool {
    row.method == draw::invite::INVITED && row.opened_at.is_none()
}

/// A tender as the caller may see it.
fn seen_by(call: &Call, shown: Shown) -> Shown {
    if is_buyer(call, &shown.row) { shown } else { for_others(shown) }
}

/// A tender as everybody may see it.
pub(crate) fn for_others(mut shown: Shown) -> Shown {
    // what came of the talks is between those who take part in them, until the result is announced
    if shown.row.announced_on.is_none() {
        shown.row.offer_changes.clear();
    }
    if hides(&shown.row) {
        shown.row.terms.clear();
        shown.questions.clear();
    }
    shown
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let mut of_tenders: BTreeMap<Uuid, Vec<BidRow>> = BTreeMap::new();
    for bid in results(conn, &rows).await? {
        of_tenders.entry(bid.tender).or_default().push(bid);
    }
    let shown = |mut row: TenderRow| {
        // long, and of no use in a list
        row.terms.clear();
        row.offer_changes.clear();
        let results = of_tenders.remove(&row.id).unwrap_or_default();
        Shown { row, questions: Vec::new(), events: Vec::new(), results, draw: None, supplier_draw: None }
    };
    Ok(Listed { tenders: rows.into_iter().map(shown).collect(), next_page_token })
}

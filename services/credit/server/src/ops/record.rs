//! Credit information: added, ended, withdrawn, each with what is told of it, and read.

use std::collections::HashSet;

use casework::Casework;
use credit_domain::document::document_key;
use credit_domain::record::{Kind, Record};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::listing::{self, Touch};
use super::shown::{self, Shown};
use super::{publication, refused, risk};
use crate::store::listing::draft;
use crate::store::record::{self as store, Ended, Ending, RecordFilter, RecordRow, Standing, Touched};
use crate::store::reporting::{self, Identity, Reporting};
use crate::wire::page::{self, Binding};
use crate::wire::{name, record as wire, time as day};

/// How the source of what a department submitted begins; the database goes by it too.
const SUBMITTED: &str = "submissions/";

/// Which record, as far as the caller may see it.
#[derive(Debug)]
pub(crate) struct GetRecord {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    /// The day as of which it is shown.
    pub(crate) today: Date,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListRecords {
    pub(crate) filter: RecordFilter,
    pub(crate) after: Option<(Date, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    /// The day as of which they are shown.
    pub(crate) today: Date,
}

/// A page, in the order of their days.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) records: Vec<Shown>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetRecord) -> Result<Shown, Fault> {
    let row = store::get(conn, query.id).await?;
    let kept = row.filter(|row| query.scope.covers(&row.division)).and_then(RecordRow::kept);
    let kept = kept.ok_or_else(|| refused::no_record(query.id))?;
    shown::all(conn, vec![kept], query.today).await?.pop().ok_or_else(|| refused::no_record(query.id))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListRecords) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, query.after, limit).await?;
    let key = |row: &RecordRow| format!("{} {}", row.counts_from, row.id);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    let kept = rows.into_iter().filter_map(RecordRow::kept).collect();
    Ok(Listed { records: shown::all(conn, kept, query.today).await?, next_page_token })
}

/// Adds records that a feed tells of, unless they are there. No organisation may be there twice with kinds that lists rest on.
pub(crate) async fn add(tx: &mut Tx, office: &Casework, records: &[&Record]) -> Result<(), Fault> {
    let now = tx.now();
    let added: HashSet<Uuid> = store::insert(tx.conn(), records, now).await?.into_iter().collect();
    let (added, met): (Vec<&Record>, Vec<&Record>) = records.iter().partition(|record| added.contains(&record.id));
    for record in &added {
        tell_added(tx, record, now);
    }
    follows(tx, office, &added).await?;
    for record in met.into_iter().filter(|record| record.kind == Kind::Penalty) {
        told_before(tx, office, record).await?;
    }
    Ok(())
}

/// A penalty that was not added may have been told under another id. One that a department has submitted becomes the feed's: it is no
/// second record, and falls with what the feed tells of it. One that the feed told under another resource keeps this one as a further
/// reporter.
async fn told_before(tx: &mut Tx, office: &Casework, record: &Record) -> Result<(), Fault> {
    let Some(first) = put(tx, office, record).await? else { return Ok(()) };
    if first.source == record.source {
        return Ok(());
    }
    if first.source.starts_with(SUBMITTED) {
        store::take_over(tx.conn(), first.id, record).await?;
        return follows(tx, office, &[record]).await;
    }
    let identity = Identity {
        department: record.department.clone(),
        division: record.division.clone(),
        kind: record.kind,
        organization: record.organization,
        document_key: document_key(&record.document_number),
    };
    let report = Reporting {
        id: record.id,
        record: Some(first.id),
        document_number: record.document_number.clone(),
        source: record.source.clone(),
        content: Vec::new(),
        corrects: None,
        withdrawal: None,
    };
    let now = tx.now();
    reporting::insert(tx.conn(), &identity, &report, now).await?;
    Ok(())
}

/// Adds a record, unless it is there; or else, of a penalty, the record by which it was told first, which stands until the unit of
/// work ends. Every record comes this way.
pub(crate) async fn put(tx: &mut Tx, office: &Casework, record: &Record) -> Result<Option<Standing>, Fault> {
    let (now, key) = (tx.now(), document_key(&record.document_number));
    // again, if what stood in the way was withdrawn meanwhile
    while store::insert(tx.conn(), &[record], now).await?.is_empty() {
        if store::is_known(tx.conn(), record.id).await? {
            return Ok(None);
        }
        if let Some(first) = store::penalty(tx.conn(), record.organization, &key).await? {
            return Ok(Some(first));
        }
    }
    tell_added(tx, record, now);
    follows(tx, office, &[record]).await?;
    Ok(None)
}

/// What follows when records came, or became the feed's.
async fn follows(tx: &mut Tx, office: &Casework, records: &[&Record]) -> Result<(), Fault> {
    if records.is_empty() {
        return Ok(());
    }
    let organizations: Vec<UnifiedCode> = records.iter().map(|record| record.organization).collect();
    let touches: Vec<Touch<'_>> = records
        .iter()
        .map(|record| Touch { organization: record.organization, division: &record.division, kind: record.kind })
        .collect();
    listing::follow(tx, office, &touches, &[]).await?;
    risk::touched(tx, &organizations).await?;
    publication::touched(tx, &organizations).await
}

/// Tells that a record was added, or lies in another division than before.
fn tell_added(tx: &mut Tx, record: &Record, created_at: OffsetDateTime) {
    let fact = pb::CreditRecordAdded { credit_record: Some(wire::record(record, created_at)) };
    tx.emit(&name::organization(record.organization), &record.division, &fact);
}

/// The register tells where organisations belong: what was submitted of them, and what nobody has taken up, moves there. No
/// organisation may be there twice.
pub(crate) async fn settle(tx: &mut Tx, places: &[(UnifiedCode, &str)]) -> Result<(), Fault> {
    let now = tx.now();
    let organizations: Vec<UnifiedCode> = places.iter().map(|(code, _)| *code).collect();
    let codes: Vec<&str> = organizations.iter().map(UnifiedCode::as_str).collect();
    let divisions: Vec<&str> = places.iter().map(|(_, division)| *division).collect();
    draft::hold(tx.conn(), &organizations).await?; // whoever submits of one that is unknown holds it too
    let moved = store::move_submitted(tx.conn(), &codes, &divisions).await?;
    for (record, created_at) in moved.into_iter().filter_map(RecordRow::kept).filter(|(record, _)| record.stands()) {
        tell_added(tx, &record, created_at);
    }
    draft::move_untouched(tx.conn(), &codes, &divisions, now).await?;
    Ok(())
}

/// Those of some sources and kinds of which there are records that stand.
pub(crate) async fn standing(tx: &mut Tx, of: &[(&str, Kind)]) -> Result<Vec<(String, Kind)>, Fault> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    Ok(store::standing(tx.conn(), of).await?)
}

/// What is of some sources and kinds does not count any more, each from its day on. No source and kind may be there twice.
pub(crate) async fn end(tx: &mut Tx, office: &Casework, endings: &[Ending<'_>]) -> Result<(), Fault> {
    let rows = store::end(tx.conn(), endings).await?;
    ended(tx, office, rows).await
}

/// From a day on one record does not count any more, whatever else is of its source.
pub(crate) async fn end_one(tx: &mut Tx, office: &Casework, record: &Record, on: Date) -> Result<(), Fault> {
    let rows = store::end_one(tx.conn(), record.id, on).await?;
    ended(tx, office, rows).await
}

/// What follows when records end.
async fn ended(tx: &mut Tx, office: &Casework, rows: Vec<Ended>) -> Result<(), Fault> {
    let mut organizations = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(kind) = Kind::parse(&row.kind) else { continue }; // of a later release, whose own it is to follow
        let fact = pb::CreditRecordEnded {
            credit_record: name::record(row.id),
            organization: name::organization(row.organization),
            kind: wire::kind(kind).into(),
            until_date: Some(day::date(row.until)),
        };
        tx.emit(&name::organization(row.organization), &row.division, &fact);
        let touch = Touch { organization: row.organization, division: &row.division, kind };
        listing::follow(tx, office, &[touch], &[]).await?;
        organizations.push(row.organization);
    }
    if organizations.is_empty() {
        return Ok(());
    }
    risk::touched(tx, &organizations).await?;
    publication::touched(tx, &organizations).await
}

/// What is of a source and a kind fell, as if it had never been.
pub(crate) async fn withdraw(tx: &mut Tx, office: &Casework, source: &str, kind: Kind, on: Date) -> Result<(), Fault> {
    let rows = store::withdraw(tx.conn(), source, kind, on).await?;
    fell(tx, office, rows, (source, kind), on).await
}

/// One record fell, whatever else is of its source.
pub(crate) async fn withdraw_one(tx: &mut Tx, office: &Casework, record: &Record, on: Date) -> Result<(), Fault> {
    let rows = store::withdraw_one(tx.conn(), record.id, on).await?;
    fell(tx, office, rows, (&record.source, record.kind), on).await
}

/// What follows when records fall.
async fn fell(
    tx: &mut Tx,
    office: &Casework,
    rows: Vec<Touched>,
    (source, kind): (&str, Kind),
    on: Date,
) -> Result<(), Fault> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    reporting::fall(tx.conn(), &ids, on).await?;
    for row in rows {
        let fact = pb::CreditRecordWithdrawn {
            credit_record: name::record(row.id),
            organization: name::organization(row.organization),
            kind: wire::kind(kind).into(),
            source: source.to_owned(),
            withdraw_date: Some(day::date(on)),
        };
        tx.emit(&name::organization(row.organization), &row.division, &fact);
        let touch = Touch { organization: row.organization, division: &row.division, kind };
        listing::follow(tx, office, &[touch], &[row.id]).await?;
        risk::touched(tx, &[row.organization]).await?;
        publication::fell(tx, office, row.organization, row.id, on).await?;
    }
    Ok(())
}

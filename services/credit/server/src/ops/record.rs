//! Credit information: added, ended, withdrawn, each with what is told of it, and read.

use casework::Casework;
use credit_domain::record::{Kind, Record};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::listing::{self, Touch};
use super::refused;
use crate::store::record::{self as store, Kept, RecordFilter, RecordRow};
use crate::wire::page::{self, Binding};
use crate::wire::{name, record as wire, time as day};

/// Which record, as far as the caller may see it.
#[derive(Debug)]
pub(crate) struct GetRecord {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListRecords {
    pub(crate) filter: RecordFilter,
    pub(crate) after: Option<(Date, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, in the order of their days.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) records: Vec<Kept>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetRecord) -> Result<Kept, Fault> {
    let row = store::get(conn, query.id).await?;
    let row = row.filter(|row| query.scope.covers(&row.division));
    row.and_then(RecordRow::kept).ok_or_else(|| refused::no_record(query.id))
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListRecords) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, query.after, limit).await?;
    let key = |row: &RecordRow| format!("{} {}", row.counts_from, row.id);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Listed { records: rows.into_iter().filter_map(RecordRow::kept).collect(), next_page_token })
}

/// Adds a record, unless it is there. Every record comes this way.
pub(crate) async fn add(tx: &mut Tx, office: &Casework, record: &Record) -> Result<(), Fault> {
    let now = tx.now();
    if store::insert(tx.conn(), record, now).await? {
        let fact = pb::CreditRecordAdded { credit_record: Some(wire::record(record, now)) };
        tx.emit(&name::organization(record.organization), &record.division, &fact);
        let touch = Touch { organization: record.organization, division: &record.division, kind: record.kind };
        listing::follow(tx, office, touch, &[]).await?;
    }
    Ok(())
}

/// From a day on, what is of a source and a kind does not count any more.
pub(crate) async fn end(tx: &mut Tx, office: &Casework, source: &str, kind: Kind, on: Date) -> Result<(), Fault> {
    for row in store::end(tx.conn(), source, kind, on).await? {
        let fact = pb::CreditRecordEnded {
            credit_record: name::record(row.id),
            organization: name::organization(row.organization),
            kind: wire::kind(kind).into(),
            until_date: Some(day::date(on)),
        };
        tx.emit(&name::organization(row.organization), &row.division, &fact);
        let touch = Touch { organization: row.organization, division: &row.division, kind };
        listing::follow(tx, office, touch, &[]).await?;
    }
    Ok(())
}

/// What is of a source and a kind fell, as if it had never been.
pub(crate) async fn withdraw(tx: &mut Tx, office: &Casework, source: &str, kind: Kind, on: Date) -> Result<(), Fault> {
    for row in store::withdraw(tx.conn(), source, kind, on).await? {
        let fact = pb::CreditRecordWithdrawn {
            credit_record: name::record(row.id),
            organization: name::organization(row.organization),
            kind: wire::kind(kind).into(),
            source: source.to_owned(),
            withdraw_date: Some(day::date(on)),
        };
        tx.emit(&name::organization(row.organization), &row.division, &fact);
        let touch = Touch { organization: row.organization, division: &row.division, kind };
        listing::follow(tx, office, touch, &[row.id]).await?;
    }
    Ok(())
}

//! Secondments: planned, begun, reported of, ended with a recognition, and read.

mod refused;

use fault::{Fault, Violation, on_constraint};
use intake::page::{self, Binding};
use onecode_proto::registry::v1::OrganizationStatus;
use seal::{Place, Ring};
use sqlx::PgConnection;
use talent_domain::honour::is_named;
use talent_domain::secondment::{Quarter, latest_end};
use time::Date;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::{IdNumber, day_of};

use super::limit;
use crate::register::Registered;
use crate::store::secondment::{self as store, Filter, Planned, ReportRow, SecondmentRow};
use crate::wire::name;
use crate::wire::secondment::{etag, facts};

/// Of what kind of identifiers the hash of an official is.
const OFFICIAL: &str = "seconded-official";

/// What is planned, and what the register shows of the organisation.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) official_name: String,
    pub(crate) id_number: IdNumber,
    pub(crate) organization: Registered,
    pub(crate) post: String,
    pub(crate) begin: Date,
    pub(crate) end: Date,
    pub(crate) ring: Ring,
}

/// Which secondment, as it was read.
#[derive(Debug)]
pub(crate) struct Which {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// Which one is cancelled, and why.
#[derive(Debug)]
pub(crate) struct Cancel {
    pub(crate) which: Which,
    pub(crate) reason: String,
    pub(crate) ring: Ring,
}

/// What is reported of a quarter.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) which: Which,
    pub(crate) year: i32,
    pub(crate) number: i32,
    pub(crate) quarter: Quarter,
    pub(crate) text: String,
    pub(crate) ring: Ring,
}

/// What one is recognised as at its end, and why.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) which: Which,
    pub(crate) grade: &'static str,
    pub(crate) reason: String,
    pub(crate) ring: Ring,
}

/// Which one is read, and by whom.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
    pub(crate) ring: Ring,
}

/// Which page of which ones.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: Filter,
    pub(crate) personal: bool,
    pub(crate) ring: Ring,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// One for a reader.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) row: SecondmentRow,
    /// Empty in answers to writes, which are kept.
    pub(crate) official_name: String,
    /// Whether the reader may see who it is.
    pub(crate) personal: bool,
    pub(crate) reports: Vec<ReportRow>,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) found: Vec<Seen>,
    pub(crate) next_page_token: String,
}

fn place(id: Uuid) -> Place {
    Place::new("talent.secondment", "official_name", id)
}

fn open(ring: &Ring, row: &SecondmentRow) -> Result<String, Fault> {
    let value = ring.open(&place(row.id), &row.official_name).map_err(Fault::internal)?;
    String::from_utf8(value.expose().clone()).map_err(Fault::internal)
}

/// A text is neither sealed nor masked: it does not name the official.
fn nameless(ring: &Ring, row: &SecondmentRow, (field, text): (&str, &str)) -> Result<(), Fault> {
    if is_named(&open(ring, row)?, text) {
        return Err(Fault::invalid_field(field, "must not name the official: the name is kept sealed"));
    }
    Ok(())
}

/// One as it is now, in the answer to a write.
async fn told(tx: &mut Tx, id: Uuid) -> Result<Seen, Fault> {
    let row = store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_secondment(id))?;
    let reports = store::reports(tx.conn(), id).await?;
    Ok(Seen { row, official_name: String::new(), personal: false, reports })
}

/// The same, and everybody is told how it stands.
async fn tell(tx: &mut Tx, id: Uuid) -> Result<Seen, Fault> {
    let seen = told(tx, id).await?;
    tx.emit(&name::secondment(id), &seen.row.division, &facts::changed(&seen.row));
    Ok(seen)
}

/// One of the caller's department, kept from others, as the caller read it, that stands so.
async fn hold(tx: &mut Tx, which: &Which, status: &str) -> Result<SecondmentRow, Fault> {
    store::lock(tx.conn(), which.id).await?;
    let call = tx.call().clone();
    let row = visible(tx.conn(), which.id, &call).await?;
    if (&row.division, &row.department) != (&call.division, &call.department) {
        return Err(refused::other_department(&row.division, &row.department));
    }
    if etag(&row) != which.etag {
        return Err(refused::changed(etag(&row)));
    }
    if row.status == status { Ok(row) } else { Err(refused::state(row.id, &row.status)) }
}

/// One within the caller's reach.
async fn visible(conn: &mut PgConnection, id: Uuid, call: &Call) -> Result<SecondmentRow, Fault> {
    let row = store::get(conn, id).await?.filter(|row| call.scope.covers(&row.division));
    row.ok_or_else(|| refused::no_secondment(id))
}

pub(crate) async fn plan(tx: &mut Tx, command: &Plan) -> Result<Seen, Fault> {
    if command.organization.status != OrganizationStatus::Active {
        return Err(refused::not_active(command.organization.code));
    }
    let begin = "secondment.begin_date";
    let ruled = latest_end(command.begin).ok_or_else(|| Fault::invalid_field(begin, "lies before every rule of it"));
    let (last, rule) = ruled?;
    let rule = rule.reference().to_string();
    if command.end > last {
        return Err(refused::too_long(&rule, last));
    }
    let by = tx.author();
    let sealed = command.ring.seal(&place(by.id), command.official_name.as_bytes()).map_err(Fault::internal)?;
    let planned = Planned {
        official_name: sealed,
        official_hash: command.ring.lookup(OFFICIAL, command.id_number.reveal()),
        organization: command.organization.code.as_ref(),
        organization_title: &command.organization.title,
        post: &command.post,
        begin_on: command.begin,
        end_on: command.end,
        rule: &rule,
    };
    let written = store::insert(tx.conn(), &planned, &by).await;
    on_constraint(written, "secondment_official_key", refused::exists)?;
    tell(tx, by.id).await
}

pub(crate) async fn begin(tx: &mut Tx, which: &Which) -> Result<Seen, Fault> {
    let row = hold(tx, which, "planned").await?;
    let now = tx.now();
    if !(row.begin_on..=row.end_on).contains(&day_of(now)) {
        return Err(refused::other_day(row.id, row.begin_on, row.end_on));
    }
    store::step(tx.conn(), row.id, ("active", ""), now).await?;
    tell(tx, row.id).await
}

pub(crate) async fn cancel(tx: &mut Tx, command: &Cancel) -> Result<Seen, Fault> {
    let row = hold(tx, &command.which, "planned").await?;
    nameless(&command.ring, &row, ("reason", &command.reason))?;
    let now = tx.now();
    store::step(tx.conn(), row.id, ("cancelled", &command.reason), now).await?;
    tell(tx, row.id).await
}

pub(crate) async fn report(tx: &mut Tx, command: &Report) -> Result<Seen, Fault> {
    let row = hold(tx, &command.which, "active").await?;
    let by = tx.author();
    if !command.quarter.meets(row.begin_on, row.end_on) || !command.quarter.has_begun(day_of(by.at)) {
        let description = "must be a quarter of the secondment that has begun".to_owned();
        return Err(Fault::invalid(vec![Violation { field: "report.quarter".to_owned(), description }]));
    }
    nameless(&command.ring, &row, ("report.text", &command.text))?;
    let stated = (command.year, command.number, command.text.as_str());
    let written = store::report(tx.conn(), row.id, stated, &by).await;
    on_constraint(written, "secondment_report_pkey", || refused::report_filed(row.id))?;
    store::touch(tx.conn(), row.id, by.at).await?;
    let fact = facts::reported(row.id, command.year, command.number);
    tx.emit(&name::secondment(row.id), &row.division, &fact);
    told(tx, row.id).await
}

pub(crate) async fn end(tx: &mut Tx, command: &End) -> Result<Seen, Fault> {
    let row = hold(tx, &command.which, "active").await?;
    nameless(&command.ring, &row, ("reason", &command.reason))?;
    let now = tx.now();
    // recognised later, it ended at its time all the same
    let on = day_of(now).min(row.end_on);
    store::end(tx.conn(), row.id, (on, command.grade, &command.reason), now).await?;
    tell(tx, row.id).await
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Seen, Fault> {
    let row = visible(conn, query.id, &query.call).await?;
    let reports = store::reports(conn, row.id).await?;
    let official_name = open(&query.ring, &row)?;
    Ok(Seen { row, official_name, personal: query.call.reveals, reports })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let seen = |row: SecondmentRow| -> Result<Seen, Fault> {
        let official_name = open(&query.ring, &row)?;
        Ok(Seen { row, official_name, personal: query.personal, reports: Vec::new() })
    };
    let found = rows.into_iter().map(seen).collect::<Result<_, _>>()?;
    Ok(Listed { found, next_page_token })
}

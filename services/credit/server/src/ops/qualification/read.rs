//! What is asked of qualifications, applications, lists and drafts.

use casework::{Casework, Standing};
use credit_domain::qualification::{Held, Kind};
use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::refused;
use crate::store::qualification::application::{self, ApplicationFilter, ApplicationRow};
use crate::store::qualification::batch::{self as batches, BatchFilter, BatchRow, EntryRow};
use crate::store::qualification::cancellation::{self as cancellations, CancellationRow};
use crate::store::qualification::confirmation::{self as confirmations, ConfirmationRow};
use crate::store::qualification::draft::{self as drafts, DraftFilter, DraftRow};
use crate::store::qualification::{self as store, QualificationRow, list};
use crate::wire::page::{self, Binding};

/// A qualification with every cancellation, as it stands on a day.
#[derive(Debug)]
pub(crate) struct SeenQualification {
    pub(crate) row: QualificationRow,
    pub(crate) cancellations: Vec<CancellationRow>,
    pub(crate) today: Date,
}

/// An application with its case and what departments said.
#[derive(Debug)]
pub(crate) struct SeenApplication {
    pub(crate) row: ApplicationRow,
    pub(crate) standing: Standing,
    pub(crate) said: Vec<ConfirmationRow>,
    pub(crate) office: Casework,
}

/// A list with who is on it.
#[derive(Debug)]
pub(crate) struct SeenBatch {
    pub(crate) row: BatchRow,
    pub(crate) entries: Vec<EntryRow>,
}

/// Which application, as far as the caller may see it.
#[derive(Debug)]
pub(crate) struct GetApplication {
    pub(crate) office: Casework,
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which, the newest first, as things stand on a day.
#[derive(Debug)]
pub(crate) struct Paged<F> {
    pub(crate) filter: F,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) today: Date,
}

/// Who has a kind on a day.
#[derive(Debug)]
pub(crate) struct Qualified {
    pub(crate) kind: Kind,
    pub(crate) day: Date,
    pub(crate) division: Scope,
    pub(crate) after: Option<(String, Uuid)>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) next_page_token: String,
    /// The day as of which they are shown.
    pub(crate) day: Date,
}

pub(crate) async fn get(conn: &mut PgConnection, (id, today): &(Uuid, Date)) -> Result<SeenQualification, Fault> {
    seen(conn, *id, *today).await
}

/// A qualification with every cancellation.
pub(super) async fn seen(conn: &mut PgConnection, id: Uuid, today: Date) -> Result<SeenQualification, Fault> {
    let row = store::get(conn, id).await?.ok_or_else(|| refused::no_qualification(id))?;
    Ok(SeenQualification { row, cancellations: cancellations::of(conn, id).await?, today })
}

pub(crate) async fn of_organization(
    conn: &mut PgConnection,
    query: &Paged<(UnifiedCode, Option<Kind>)>,
) -> Result<Listed<QualificationRow>, Fault> {
    let (code, kind) = query.filter;
    let mut rows = list::page(conn, code, kind, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token, day: query.today })
}

pub(crate) async fn qualified(conn: &mut PgConnection, query: &Qualified) -> Result<Listed<QualificationRow>, Fault> {
    let of = (query.kind, query.day, &query.division);
    let mut rows = list::in_force(conn, of, query.after.clone(), one_more(query.size)).await?;
    let key = |row: &QualificationRow| format!("{} {}", row.organization, row.id);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Listed { rows, next_page_token, day: query.day })
}

/// What an organisation has and had, and the day that is asked about.
pub(crate) async fn held_on(
    conn: &mut PgConnection,
    (code, day): &(UnifiedCode, Date),
) -> Result<(UnifiedCode, Vec<Held>, Date), Fault> {
    Ok((*code, super::held(conn, *code).await?, *day))
}

pub(crate) async fn get_application(conn: &mut PgConnection, query: &GetApplication) -> Result<SeenApplication, Fault> {
    let found = application::find(conn, &query.scope, &[query.id]).await?.pop();
    let row = found.ok_or_else(|| refused::no_application(query.id))?;
    whole(conn, &query.office, &query.scope, row).await
}

/// An application with its case and what departments said.
pub(super) async fn whole(
    conn: &mut PgConnection,
    office: &Casework,
    scope: &Scope,
    row: ApplicationRow,
) -> Result<SeenApplication, Fault> {
    let standing = office.find(conn, scope, row.id).await?;
    let said = confirmations::of(conn, &[row.id]).await?;
    Ok(SeenApplication { row, standing, said, office: office.clone() })
}

pub(crate) async fn list_applications(
    conn: &mut PgConnection,
    query: &Paged<ApplicationFilter>,
) -> Result<Listed<ApplicationRow>, Fault> {
    let mut rows = application::page(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token, day: query.today })
}

pub(crate) async fn batch(conn: &mut PgConnection, id: &Uuid) -> Result<SeenBatch, Fault> {
    let row = batches::get(conn, *id).await?.ok_or_else(|| refused::no_batch(*id))?;
    Ok(SeenBatch { row, entries: batches::entries(conn, *id).await? })
}

pub(crate) async fn list_batches(
    conn: &mut PgConnection,
    query: &Paged<BatchFilter>,
) -> Result<Listed<BatchRow>, Fault> {
    let mut rows = batches::page(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token, day: query.today })
}

pub(crate) async fn list_drafts(
    conn: &mut PgConnection,
    query: &Paged<DraftFilter>,
) -> Result<Listed<DraftRow>, Fault> {
    let mut rows = drafts::page(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token, day: query.today })
}

fn one_more(size: usize) -> i64 {
    i64::try_from(size + 1).unwrap_or(i64::MAX)
}

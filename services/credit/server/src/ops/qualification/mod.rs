//! Qualifications: applied for, confirmed, granted, cancelled, reinstated, and what falls due by itself.

pub(crate) mod apply;
pub(crate) mod cancel;
pub(crate) mod decide;
pub(crate) mod draft;
pub(crate) mod examine;
mod judge;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod refuse;
mod refused;
pub(crate) mod sweep;

use casework::caller;
use credit_domain::qualification::{Held, Kind, Terms, terms};
use fault::Fault;
use procedure::Act;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::store::qualification::application::ApplicationRow;
use crate::store::qualification::{self as store, QualificationRow, application};
use crate::wire::qualification::application_etag;

/// What an organisation has and had, as rules look at it.
async fn held(conn: &mut PgConnection, code: UnifiedCode) -> Result<Vec<Held>, Fault> {
    Ok(store::of(conn, code).await?.iter().filter_map(QualificationRow::held).collect())
}

/// What is asked for a kind on a day.
fn require_terms(kind: Kind, day: Date, field: &str) -> Result<&'static Terms, Fault> {
    terms(kind, day).ok_or_else(|| Fault::invalid_field(field, format!("no rule knows the kind on {day}")))
}

/// The caller is the department that answers for something in its own division.
fn require_authority(tx: &Tx, division: &str, department: &str) -> Result<(), Fault> {
    let call = tx.call();
    if call.division == division && call.department == department {
        return Ok(());
    }
    Err(refused::other_authority(division, department))
}

/// An action in the name of the caller's office, for reasons.
fn said(tx: &Tx, action: &str, reasons: &str) -> Act {
    Act { action: action.to_owned(), by: caller(tx), reasons: reasons.to_owned(), ..Act::default() }
}

/// An application that the caller may see, which nobody else changes until the unit of work ends; as it was seen, if that matters.
async fn locked(tx: &mut Tx, id: Uuid, etag: Option<&str>) -> Result<ApplicationRow, Fault> {
    let scope = tx.call().scope.clone();
    application::lock(tx.conn(), &[id]).await?;
    // a statement of its own: it must see what the lock waited for
    let row = application::find(tx.conn(), &scope, &[id]).await?.pop().ok_or_else(|| refused::no_application(id))?;
    let current = application_etag(&row);
    match etag {
        Some(etag) if etag != current => Err(refused::application_changed(id, current)),
        _ => Ok(row),
    }
}

/// Keeps what changed of an application.
async fn kept(tx: &mut Tx, mut row: ApplicationRow) -> Result<ApplicationRow, Fault> {
    row.revision += 1;
    row.updated_at = tx.now();
    application::update(tx.conn(), &row).await?;
    Ok(row)
}

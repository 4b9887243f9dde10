//! An application with its case: found, locked, moved together.

use casework::Standing;
use fault::{Fault, Kind};
use uow::Tx;
use uuid::Uuid;

use super::Desk;
use crate::store::rating::application::{self as store, ApplicationRow};
use crate::wire::rating::name;

/// An application as the caller saw it.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
}

/// A step that rests on what somebody saw.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) seen: Seen,
    pub(crate) action: &'static str,
    pub(crate) reasons: String,
}

/// One that the caller may see, its case locked against others; with an etag only if nobody acted since.
pub(super) async fn locked(tx: &mut Tx, desk: &Desk, id: Uuid, etag: Option<&str>) -> Result<ApplicationRow, Fault> {
    let scope = tx.call().scope.clone();
    // A case of another procedure is none of ours: it is not held, so that nobody learns of it by its etag.
    store::find(tx.conn(), &scope, id).await?.ok_or_else(|| missing(id))?;
    if !desk.office.hold(tx, id, etag).await? {
        return Err(missing(id));
    }
    store::find(tx.conn(), &scope, id).await?.ok_or_else(|| missing(id))
}

/// One as the caller saw it, its case locked against others, unless somebody acted since.
pub(super) async fn unchanged(tx: &mut Tx, seen: &Seen) -> Result<ApplicationRow, Fault> {
    locked(tx, &seen.desk, seen.id, Some(&seen.etag)).await
}

/// Takes the step, and brings the row in line with the case.
pub(super) async fn taken(tx: &mut Tx, row: &mut ApplicationRow, step: &Step) -> Result<Standing, Fault> {
    moved(tx, row, &step.seen, step.action, &step.reasons).await
}

/// Takes a step that is found by how the application stands.
pub(super) async fn moved(
    tx: &mut Tx,
    row: &mut ApplicationRow,
    seen: &Seen,
    action: &str,
    reasons: &str,
) -> Result<Standing, Fault> {
    let standing = seen.desk.office.take(tx, seen.id, &seen.etag, action, reasons).await?;
    follow(tx, row, &standing);
    Ok(standing)
}

/// Brings a row in line with its case.
pub(super) fn follow(tx: &Tx, row: &mut ApplicationRow, standing: &Standing) {
    row.state.clone_from(&standing.case.state);
    row.revision = standing.revision;
    row.updated_at = tx.now();
}

/// No such application, or the caller may not see it.
pub(super) fn missing(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "RATING_APPLICATION_NOT_FOUND", "no such application is on record")
        .with("application", name::application(id))
}

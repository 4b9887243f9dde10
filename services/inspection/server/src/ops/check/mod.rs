//! Checks in the field: created, staffed, begun, recorded, concluded, published.

pub(crate) mod conclude;
pub(crate) mod create;
pub(crate) mod entries;
pub(crate) mod evidence;
pub(crate) mod read;
pub(crate) mod team;
pub(crate) mod upload;

use casework::{Casework, Standing, caller};
use fault::{Fault, Kind};
use procedure::Act;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::{Scope, Tx};
use uuid::Uuid;

use crate::store::check::field_check::{self, CheckRow};
use crate::wire::check::{name, reply};

pub(crate) use crate::desk::Desk;

impl CheckRow {
    /// Whether a department inspects here.
    fn has(&self, department: &str, division: &str) -> bool {
        let known = self.lead_department == department || self.departments.iter().any(|key| key == department);
        known && self.division == division
    }

    /// It is another than it was.
    fn changed(&mut self, at: OffsetDateTime) {
        self.revision += 1;
        self.updated_at = at;
    }
}

/// A check that the caller may see.
async fn found(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<CheckRow, Fault> {
    field_check::find(conn, scope, id).await?.ok_or_else(|| no_check(id))
}

/// A check that the caller may see, which nobody else changes or uploads to until the unit of work ends.
async fn locked(tx: &mut Tx, id: Uuid) -> Result<CheckRow, Fault> {
    let scope = tx.call().scope.clone();
    field_check::lock(tx.conn(), id).await?;
    // a statement of its own: it must see what the lock waited for
    found(tx.conn(), &scope, id).await
}

/// The same, of a department that takes part.
async fn shared(tx: &mut Tx, id: Uuid) -> Result<CheckRow, Fault> {
    let row = locked(tx, id).await?;
    if row.has(&tx.call().department, &tx.call().division) { Ok(row) } else { Err(not_participating(tx)) }
}

/// The same, of the department that answers for it.
pub(super) async fn led(tx: &mut Tx, id: Uuid) -> Result<CheckRow, Fault> {
    let row = locked(tx, id).await?;
    if row.lead_department == tx.call().department && row.division == tx.call().division {
        return Ok(row);
    }
    Err(Fault::new(
        Kind::PermissionDenied,
        "CHECK_NOT_LEAD",
        "only the department that answers for the check may do this",
    ))
}

/// Moves a case in the name of the caller's office.
pub(super) async fn moved(
    tx: &mut Tx,
    office: &Casework,
    id: Uuid,
    action: &str,
    reasons: &str,
) -> Result<Standing, Fault> {
    let act = Act { action: action.to_owned(), by: caller(tx), reasons: reasons.to_owned(), ..Act::default() };
    office.act(tx, id, None, act).await
}

fn require_etag(row: &CheckRow, seen: &str) -> Result<(), Fault> {
    let etag = reply::etag_of(row);
    if etag == seen {
        return Ok(());
    }
    Err(Fault::new(Kind::Aborted, "CHECK_CHANGED", "the check has changed since it was read").with("etag", etag))
}

/// No such check, or the caller may not see it.
fn no_check(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "CHECK_NOT_FOUND", "no such check is on record").with("check", name::check(id))
}

fn not_participating(tx: &Tx) -> Fault {
    stranger(&tx.call().department)
}

fn stranger(department: &str) -> Fault {
    Fault::new(Kind::PermissionDenied, "CHECK_NOT_PARTICIPATING", "the department takes no part in the check")
        .with("department", department)
}

/// What the state of the check does not allow, as its procedure says it.
fn not_in_state(office: &Casework, row: &CheckRow, action: &str) -> Fault {
    let allowed = office.procedure("field-check").map(|procedure| procedure.allowed(&row.state).map(|one| one.key));
    let allowed = allowed.map(Iterator::collect).unwrap_or_default();
    procedure::Refusal::State { action: action.to_owned(), state: row.state.clone(), allowed }.into()
}

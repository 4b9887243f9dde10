//! What the operations on cases of the register have in common.

use casework::{Office, Standing};
use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::DivisionCode;

use crate::desk::Desk;
use crate::store;

/// A step that rests on what somebody saw.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) action: &'static str,
    pub(crate) reasons: String,
}

/// Takes a step in the name of the caller's office.
pub(super) async fn take(tx: &mut Tx, step: &Step) -> Result<Standing, Fault> {
    step.desk.office.take(tx, step.id, &step.etag, step.action, &step.reasons).await
}

/// The registering authority (登记管理机关) of a division on a day.
pub(super) async fn registrar(conn: &mut PgConnection, division: DivisionCode, day: Date) -> Result<Office, Fault> {
    Ok(Office::new(registering(conn, day).await?, division.as_str()))
}

/// Key of the department that registers on a day; without one there are no cases.
pub(super) async fn registering(conn: &mut PgConnection, day: Date) -> Result<String, Fault> {
    let registrar = store::department::registrar(conn, day).await?;
    registrar.ok_or_else(|| Fault::internal("the directory names no registering authority"))
}

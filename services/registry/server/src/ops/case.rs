//! What the operations on cases of the register have in common.

use casework::Standing;
use fault::Fault;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;

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

/// Takes a step in the name of the caller's department.
pub(super) async fn take(tx: &mut Tx, step: &Step) -> Result<Standing, Fault> {
    step.desk.office.take(tx, step.id, &step.etag, step.action, &step.reasons).await
}

/// Key of the registering authority (登记管理机关) on a day; without one there are no cases.
pub(super) async fn registrar(conn: &mut PgConnection, day: Date) -> Result<String, Fault> {
    let registrar = store::department::registrar(conn, day).await?;
    registrar.ok_or_else(|| Fault::internal("the directory names no registering authority"))
}

//! The use cases of party building (党建).

pub(crate) mod coverage;
pub(crate) mod gaps;
pub(crate) mod joint_branch;
pub(crate) mod lacking;
pub(crate) mod manage;
pub(crate) mod members;
pub(crate) mod report;
pub(crate) mod reports;
pub(crate) mod status;

use fault::Fault;
use registry_domain::{History, Organization, Refusal};
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use vocab::UnifiedCode;

use crate::store;

/// An organisation that the caller may see, kept from being changed by others, with its history.
async fn open(tx: &mut Tx, code: UnifiedCode) -> Result<(Organization, History), Fault> {
    let scope = tx.call().scope.clone();
    store::organization::lock(tx.conn(), &scope, code).await?;
    // a statement of its own: it must see what the lock waited for
    let organization = store::organization::find(tx.conn(), &scope, code).await?;
    let history = if organization.is_some() { store::revision::history(tx.conn(), code).await? } else { None };
    Ok(organization.zip(history).ok_or(Refusal::NotFound { code })?)
}

/// Refuses a department that the directory does not have on a day.
async fn require_department(conn: &mut PgConnection, key: &str, day: Date) -> Result<(), Fault> {
    match store::department::find(conn, key, day).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::DepartmentNotFound { department: key.to_owned() }.into()),
    }
}

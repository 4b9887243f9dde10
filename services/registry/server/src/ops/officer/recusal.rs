//! Who must not decide on an organisation (回避): an official who holds a post in it, or left it not long ago.

use fault::Fault;
use registry_domain::officer::{OfficerRefusal, left_recently};
use registry_domain::{day_of, rules};
use seal::Ring;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use vocab::UnifiedCode;

use super::people;
use crate::store::post_count;

/// Whether an official, by account, holds a post in an organisation or left it within the years of PROC-13a.
pub(crate) async fn is_interested(
    conn: &mut PgConnection,
    ring: &Ring,
    code: UnifiedCode,
    officer_account: &str,
    today: Date,
) -> Result<bool, Fault> {
    let since = left_recently(rules(), today).map_err(Fault::internal)?;
    let account = people::account_hash(ring, officer_account);
    Ok(post_count::holds_since(conn, &account, code, since).await?)
}

/// Refuses a change by an official who is interested in the organisation.
pub(crate) async fn require_disinterested(tx: &mut Tx, ring: &Ring, code: UnifiedCode) -> Result<(), Fault> {
    let (officer, today) = (tx.call().officer.clone(), day_of(tx.now()));
    match officer {
        Some(officer) if is_interested(tx.conn(), ring, code, &officer, today).await? => {
            Err(OfficerRefusal::Interested.into())
        }
        _ => Ok(()),
    }
}

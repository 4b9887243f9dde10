//! An honour is withdrawn.

use fault::Fault;
use seal::Ring;
use talent_domain::honour::is_named;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::read::SeenHonour;
use super::refused;
use super::sealed::{self, HONOUR, NAMELESS};
use crate::store::honour::conferred as store;
use crate::wire::honour::{facts, honour_etag};
use crate::wire::name;

/// Which honour is withdrawn, as it was read, why, and by which document.
#[derive(Debug)]
pub(crate) struct Withdraw {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) reason: String,
    pub(crate) document_number: String,
    pub(crate) ring: Ring,
}

pub(crate) async fn withdraw(tx: &mut Tx, command: &Withdraw) -> Result<SeenHonour, Fault> {
    store::lock(tx.conn(), command.id).await?;
    let no_honour = || refused::no_honour(command.id);
    let row = store::get(tx.conn(), command.id).await?.ok_or_else(no_honour)?;
    if (&row.division, &row.department) != (&tx.call().division, &tx.call().department) {
        return Err(refused::other_department(&row.division, &row.department));
    }
    if honour_etag(&row) != command.etag {
        return Err(refused::honour_changed(honour_etag(&row)));
    }
    if row.withdrawn_on.is_some() {
        return Err(refused::withdrawn(row.id));
    }
    // everybody reads the reason, while the name is masked from now on (TA-08b)
    let envelopes = (row.person_name.as_deref(), row.person_post.as_deref());
    let person = sealed::open(&command.ring, (HONOUR, row.id), envelopes)?;
    if person.is_some_and(|person| is_named(&person.name, &command.reason)) {
        return Err(Fault::invalid_field("reason", NAMELESS));
    }
    let by = tx.author();
    let stated = (day_of(by.at), command.reason.as_str(), command.document_number.as_str());
    store::withdraw(tx.conn(), row.id, stated, &by).await?;
    let row = store::get(tx.conn(), command.id).await?.ok_or_else(no_honour)?;
    tx.emit(&name::organization(&row.organization), &row.division, &facts::revoked(&row));
    // a name would lie in the answers that are kept
    Ok(SeenHonour { row, person: None })
}

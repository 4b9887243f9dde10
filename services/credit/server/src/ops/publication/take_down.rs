//! A person of the authority takes a publication from before the public.

use casework::Casework;
use credit_domain::publication::{Ground, State};
use fault::Fault;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::fall::withdraw;
use super::refused;
use crate::store::publication::page::PublicationRow;
use crate::store::publication::{self as store, page};

/// What is taken down, and why.
#[derive(Debug)]
pub(crate) struct TakeDown {
    pub(crate) office: Casework,
    pub(crate) id: Uuid,
    pub(crate) ground: Ground,
    pub(crate) reasons: String,
}

pub(crate) async fn take_down(tx: &mut Tx, command: &TakeDown) -> Result<(PublicationRow, Date), Fault> {
    let (id, today) = (command.id, day_of(tx.now()));
    let seen = store::get(tx.conn(), id).await?.filter(|one| tx.call().scope.covers(&one.division));
    let seen = seen.ok_or_else(|| refused::no_publication(id))?;
    let call = tx.call();
    if (&call.division, &call.department) != (&seen.division, &seen.department) {
        return Err(refused::not_its_publication(id, &seen.department, &seen.division));
    }
    store::hold(tx.conn(), seen.organization).await?;
    // a statement of its own: it must see what the lock waited for
    let seen = store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_publication(id))?;
    if seen.state() == Some(State::Withdrawn) {
        return Err(refused::publication_withdrawn(id));
    }
    withdraw(tx, &command.office, &[id], command.ground, (today, &command.reasons)).await?;
    let row = page::get(tx.conn(), id).await?.ok_or_else(|| refused::no_publication(id))?;
    Ok((row, today))
}

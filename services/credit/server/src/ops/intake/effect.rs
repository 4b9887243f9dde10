//! What one fact changes.

use casework::Casework;
use credit_domain::organization::Organization;
use fault::Fault;
use uow::Tx;

use super::Effect;
use crate::ops::{publication, record};
use crate::store::organization as store;
use crate::store::record::Ending;

/// Applies an effect.
pub(super) async fn apply(tx: &mut Tx, office: &Casework, effect: &Effect) -> Result<(), Fault> {
    match effect {
        Effect::Registered(organization) => register(tx, &[organization]).await?,
        Effect::Changed { code, title, division, supervising_unit } => {
            store::change(tx.conn(), *code, title, division, supervising_unit).await?;
            record::settle(tx, &[(*code, division)]).await?;
        }
        Effect::Status { code, status, from } => store::set_status(tx.conn(), *code, *status, *from).await?,
        Effect::Add(added) => record::add(tx, office, &[added]).await?,
        Effect::End { source, kind, on } => record::end(tx, office, &[Ending { source, kind: *kind, on: *on }]).await?,
        Effect::Withdraw { source, kind, on } => record::withdraw(tx, office, source, *kind, *on).await?,
        Effect::Publicity(told) => publication::publicity(tx, office, told).await?,
    }
    Ok(())
}

/// Organisations were registered. None may be there twice.
pub(super) async fn register(tx: &mut Tx, organizations: &[&Organization]) -> Result<(), Fault> {
    store::upsert(tx.conn(), organizations).await?;
    let places: Vec<_> = organizations.iter().map(|one| (one.code, one.division.as_str())).collect();
    record::settle(tx, &places).await
}

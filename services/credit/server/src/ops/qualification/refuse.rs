//! An application is refused (不予确认): a department has not confirmed, papers did not come, or whoever decided did not grant it.

use fault::Fault;
use uow::Tx;
use vocab::day_of;

use super::examine::{Step, follow};
use super::read::{SeenApplication, whole};
use super::{kept, locked, require_authority, said};
use crate::wire::name;
use crate::wire::qualification::facts;

/// A refusal.
#[derive(Debug)]
pub(crate) struct Refuse {
    pub(crate) document_number: String,
    pub(crate) reasons: String,
}

pub(crate) async fn refuse(tx: &mut Tx, step: &Step<Refuse>) -> Result<SeenApplication, Fault> {
    let mut row = locked(tx, step.id, Some(&step.etag)).await?;
    require_authority(tx, &row.division, &row.lead)?;
    let action = match row.state.as_str() {
        "supplementing" => "abandon",
        "proposed" => "decline",
        _ => "refuse",
    };
    let act = said(tx, action, &step.what.reasons);
    let standing = step.office.act(tx, row.id, None, act).await?;
    follow(&step.office, &mut row, standing);
    row.reasons.clone_from(&step.what.reasons);
    row.document_number.clone_from(&step.what.document_number);
    row.ended_on = Some(day_of(tx.now()));
    tx.emit(&name::organization(row.organization), &row.division, &facts::application_ended(&row));
    let scope = tx.call().scope.clone();
    let row = kept(tx, row).await?;
    whole(tx.conn(), &step.office, &scope, row).await
}

//! A complaint goes to the authority whose it is (分派), or to a department outside (转办).

use casework::{Office, caller};
use fault::Fault;
use inspection_domain::complaint::Refusal;
use inspection_domain::procedures::{COMPLAINT_AUTHORITY, COMPLAINT_RECEIVER};
use procedure::Act;
use uow::Tx;
use vocab::DivisionCode;

use super::{Seen, Step, keep, locked, seen};
use crate::wire;

/// To which authority it goes.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) step: Step,
    /// `None`: to the competent one.
    pub(crate) division: Option<DivisionCode>,
}

/// To whom it goes instead.
#[derive(Debug)]
pub(crate) struct Transfer {
    pub(crate) step: Step,
    pub(crate) transferred_to: String,
}

pub(crate) async fn route(tx: &mut Tx, command: &Route) -> Result<Seen, Fault> {
    let Route { step, division } = command;
    let mut row = locked(tx, step).await?;
    let division = division.map_or_else(|| row.competent_division.clone(), |division| division.to_string());
    let act = Act {
        action: "route".to_owned(),
        by: caller(tx),
        reasons: step.reasons.clone(),
        // it is the receiver's no longer
        recast: vec![COMPLAINT_RECEIVER],
        enlisted: vec![(COMPLAINT_AUTHORITY, Office::new(&row.department, &division))],
        ..Act::default()
    };
    let standing = step.desk.office.act(tx, step.id, Some(&step.etag), act).await?;
    if division != row.competent_division && step.reasons.is_empty() {
        return Err(Refusal::CompetenceOther { division: row.competent_division }.into());
    }
    step.desk.office.relocate(tx, step.id, &division).await?;
    archive::relocate(tx, &wire::name::complaint(step.id), &division).await?;
    row.division = division;
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

pub(crate) async fn transfer(tx: &mut Tx, command: &Transfer) -> Result<Seen, Fault> {
    let Transfer { step, transferred_to } = command;
    let mut row = locked(tx, step).await?;
    let standing = step.desk.office.take(tx, step.id, &step.etag, "transfer", &step.reasons).await?;
    row.transferred_to.clone_from(transferred_to);
    row.answer.clone_from(&step.reasons);
    keep(tx, &mut row, &standing).await?;
    seen(tx.conn(), row).await
}

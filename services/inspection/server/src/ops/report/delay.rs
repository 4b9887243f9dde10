//! That a report came late, annulled (撤销逾期认定): what was noted of it falls.

use fault::{Fault, Kind};
use inspection_domain::outcome::OutcomeKind;
use uow::Tx;
use vocab::day_of;

use super::{Seen, Shown, keep, locked, of_authority};
use crate::ops::outcome;
use crate::store::report_duty;
use crate::wire;
use crate::wire::report::{facts, report_name};

/// A decision that a report did not come late.
#[derive(Debug)]
pub(crate) struct AnnulDelay {
    pub(crate) seen: Seen,
    pub(crate) number: String,
    pub(crate) reasons: String,
}

pub(crate) async fn annul(tx: &mut Tx, command: &AnnulDelay) -> Result<Shown, Fault> {
    let mut row = locked(tx, &command.seen).await?;
    let campaign = of_authority(tx, &row).await?;
    if !row.late {
        return Err(Fault::new(Kind::FailedPrecondition, "REPORT_NOT_LATE", "the report did not come late"));
    }
    let (now, today) = (tx.now(), day_of(tx.now()));
    row.late = false;
    report_duty::clear_overdue(tx.conn(), row.code, row.year, now).await?;
    outcome::withdraw(tx, &report_name(row.code, row.year), OutcomeKind::ReportMissed, today).await?;
    let fact = facts::delay_annulled(&row, &campaign, command, today);
    tx.emit(&wire::name::organization(row.code), &row.division, &fact);
    keep(tx, row).await
}

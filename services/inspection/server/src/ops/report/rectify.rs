//! What was put right is reported.

use fault::Fault;
use inspection_domain::outcome::OutcomeKind;
use procedure::Act;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::draft::attach;
use super::{Seen, Shown, act, keep, locked, missed, require_filer};
use crate::ops::outcome;
use crate::wire;
use crate::wire::report::report_name;

/// A report on a rectification.
#[derive(Debug)]
pub(crate) struct Rectify {
    pub(crate) seen: Seen,
    pub(crate) summary: String,
    pub(crate) papers: Vec<(&'static str, Uuid)>,
}

pub(crate) async fn rectify(tx: &mut Tx, command: &Rectify) -> Result<Shown, Fault> {
    let mut row = locked(tx, &command.seen).await?;
    require_filer(tx, &row, "rectify")?;
    missed::late_rectification(tx, &mut row).await?;
    let today = day_of(tx.now());
    act(tx, &command.seen.office, &mut row, Act { action: "rectify".to_owned(), ..Act::default() }).await?;
    attach(tx, &mut row, &command.papers).await?;
    row.rectification.clone_from(&command.summary);
    row.rectified_on = Some(today);
    if row.rectification_missed {
        outcome::end(tx, &report_name(row.code, row.year), OutcomeKind::RectificationMissed, today).await?;
    }
    tx.emit(&wire::name::organization(row.code), &row.division, &wire::report::facts::rectified(&row));
    keep(tx, row).await
}

//! Review: returned for correction, or given an opinion by the supervising unit.

use fault::Fault;
use procedure::{Act, Opinion, Verdict};
use uow::Tx;

use super::{Seen, Shown, act, keep, locked, of_authority};
use crate::wire;

/// A return for correction.
#[derive(Debug)]
pub(crate) struct Return {
    pub(crate) seen: Seen,
    pub(crate) reasons: String,
}

/// An opinion.
#[derive(Debug)]
pub(crate) struct Opine {
    pub(crate) seen: Seen,
    pub(crate) favourable: bool,
    pub(crate) reasons: String,
}

pub(crate) async fn give_back(tx: &mut Tx, command: &Return) -> Result<Shown, Fault> {
    let mut row = locked(tx, &command.seen).await?;
    of_authority(tx, &row).await?;
    let step = Act { action: "return".to_owned(), reasons: command.reasons.clone(), ..Act::default() };
    act(tx, &command.seen.office, &mut row, step).await?;
    row.return_reasons.clone_from(&command.reasons);
    tx.emit(&wire::name::organization(row.code), &row.division, &wire::report::facts::returned(&row));
    keep(tx, row).await
}

pub(crate) async fn opine(tx: &mut Tx, command: &Opine) -> Result<Shown, Fault> {
    let mut row = locked(tx, &command.seen).await?;
    let verdict = if command.favourable { Verdict::Favourable } else { Verdict::Unfavourable };
    let step = Act {
        action: "opine".to_owned(),
        reasons: command.reasons.clone(),
        opinion: Some(Opinion { review: String::new(), verdict }),
        ..Act::default()
    };
    act(tx, &command.seen.office, &mut row, step).await?;
    row.opinion_favourable = Some(command.favourable);
    row.opinion_reasons.clone_from(&command.reasons);
    keep(tx, row).await
}

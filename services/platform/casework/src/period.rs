//! Last days of publicities that are not over, reckoned anew where rules or calendar changed.

use fault::Fault;
use statute::RuleRef;
use time::Date;
use uow::Tx;
use vocab::day_of;

use crate::sweep::{BATCH, Batch, Reached};
use crate::{store, wire};

/// Reckons a batch anew. One that cannot be reckoned (its calendar is not loaded) keeps its day until it can.
pub(crate) async fn reckon(tx: &mut Tx, batch: &Batch) -> Result<Reached, Fault> {
    let (office, today) = (&batch.office, day_of(tx.now()));
    let stale = store::publicity::stale(tx.conn(), office.basis(), today, batch.after, BATCH).await?;
    let (mut ids, mut closes, mut provisional): (Vec<_>, Vec<Date>, Vec<bool>) = Default::default();
    for one in &stale {
        let rule = RuleRef { id: one.rule.clone(), version: u32::try_from(one.rule_version).unwrap_or_default() };
        let Ok((closes_on, unrolled)) = office.last_day(&rule, one.opened_on) else { continue };
        if closes_on != one.closes_on {
            tx.emit(&wire::case_name(one.case_id), &one.division, &wire::facts::publicity_moved(one, closes_on));
        }
        ids.push(one.id);
        closes.push(closes_on);
        provisional.push(unrolled);
    }
    store::publicity::set_reckoned(tx.conn(), &ids, &closes, &provisional, office.basis()).await?;
    Ok(Reached::after(stale.iter().map(|one| one.id), ids.len()))
}

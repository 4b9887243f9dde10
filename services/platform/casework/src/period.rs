//! Last days of publicities, and deemed days of notices, that are not over: reckoned anew where rules or calendar changed.

use fault::Fault;
use statute::RuleRef;
use time::Date;
use uow::Tx;
use vocab::day_of;

use crate::office::Casework;
use crate::sweep::{BATCH, Batch, Reached};
use crate::{store, wire};

/// Reckons a batch of publicities anew. What cannot be reckoned (its calendar is not loaded) keeps its day, and is not
/// tried again before rules or calendar are others.
pub(crate) async fn publicities(tx: &mut Tx, batch: &Batch) -> Result<Reached, Fault> {
    let (office, today) = (&batch.office, day_of(tx.now()));
    let stale = store::publicity::stale(tx.conn(), office.basis(), today, batch.after, BATCH).await?;
    let (mut ids, mut closes, mut provisional): (Vec<_>, Vec<Date>, Vec<bool>) = Default::default();
    let mut count = 0;
    for one in &stale {
        let reckoned = last_day(office, &one.rule, one.rule_version, one.opened_on).inspect(|_| count += 1);
        let (closes_on, unrolled) = reckoned.unwrap_or((one.closes_on, one.provisional));
        if closes_on != one.closes_on {
            tx.emit(&wire::case_name(one.case_id), &one.division, &wire::facts::publicity_moved(one, closes_on));
        }
        ids.push(one.id);
        closes.push(closes_on);
        provisional.push(unrolled);
    }
    store::publicity::set_reckoned(tx.conn(), &ids, &closes, &provisional, office.basis()).await?;
    Ok(Reached::after(stale.iter().map(|one| one.id), count))
}

/// The same with notices; where the day moves, their service is told again.
pub(crate) async fn notices(tx: &mut Tx, batch: &Batch) -> Result<Reached, Fault> {
    let (office, today, now) = (&batch.office, day_of(tx.now()), tx.now());
    let stale = store::notice::stale(tx.conn(), office.basis(), today, batch.after, BATCH).await?;
    let mut count = 0;
    for one in &stale {
        let reckoned = one.served_on.and_then(|day| last_day(office, &one.rule, one.rule_version, day));
        let mut row = one.clone();
        if let Some((deemed_on, provisional)) = reckoned {
            (row.deemed_on, row.provisional) = (Some(deemed_on), provisional);
            count += 1;
        }
        store::notice::update(tx.conn(), &row, office.basis(), now).await?;
        if row.deemed_on != one.deemed_on {
            tx.emit(&wire::case_name(row.case_id), &row.division, &wire::facts::notice_served(&row));
        }
    }
    Ok(Reached::after(stale.iter().map(|one| one.id), count))
}

fn last_day(office: &Casework, rule: &str, version: i32, day: Date) -> Option<(Date, bool)> {
    let rule = RuleRef { id: rule.to_owned(), version: u32::try_from(version).ok()? };
    office.last_day(&rule, day).ok()
}

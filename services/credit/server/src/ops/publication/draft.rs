//! Bulletins are drafted: of each period that is over, and to correct those that were published with what fell since.

use credit_domain::publication::bulletin::{self as rules, Kind, MOST, Period};
use fault::Fault;
use uow::{Call, Tx, Uow};
use vocab::day_of;

use crate::store::publication::bulletin::{self as store, Fresh};
use crate::store::publication::entry::{self, Authority, Wrong};

/// Most of one kind that one sweep drafts; the next one goes on.
const BATCH: i64 = 100;

/// The bulletin of an authority for a period.
#[derive(Debug)]
struct Periodic {
    kind: Kind,
    period: Period,
    of: Authority,
}

/// Drafts what is to be drafted; how many drafts came or changed.
pub(super) async fn drafts(uow: &Uow) -> Result<u64, Fault> {
    let today = day_of(uow.clock().now());
    let mut drafted = 0;
    for kind in Kind::ALL {
        let Some(period) = kind.period(today) else { continue };
        let days = (period.from, period.to);
        let waiting = entry::waiting(&mut *uow.reads().acquire().await?, &names(kind), days, BATCH).await?;
        for of in waiting {
            let call = Call::of_task("credit/bulletin", uow.clock().new_id());
            let periodic = Periodic { kind, period: period.clone(), of };
            drafted += told(uow.write(&call, &periodic, draft, |count| count).await);
        }
    }
    let wrong = entry::wrong(&mut *uow.reads().acquire().await?, BATCH).await?;
    for one in &wrong {
        let call = Call::of_task("credit/bulletin-correction", uow.clock().new_id());
        drafted += told(uow.write(&call, one, correct, |count| count).await);
    }
    Ok(drafted)
}

/// What cannot be drafted is told in the log, and tried again with the next sweep: it keeps no other bulletin waiting.
fn told(done: Result<u64, Fault>) -> u64 {
    done.unwrap_or_else(|fault| {
        tracing::warn!(error = %fault, "a bulletin cannot be drafted yet");
        0
    })
}

fn names(kind: Kind) -> Vec<String> {
    kind.holds().iter().map(|held| held.as_str().to_owned()).collect()
}

async fn draft(tx: &mut Tx, one: &Periodic) -> Result<u64, Fault> {
    let (id, now, days) = (tx.new_id(), tx.now(), (one.period.from, one.period.to));
    let title = one.kind.title(one.period.from, one.period.to);
    let fresh = Fresh {
        id,
        kind: one.kind.as_str(),
        division: &one.of.division,
        department: &one.of.department,
        days,
        rule: &one.period.rule,
        title: &title,
        corrects: None,
    };
    if !store::insert(tx.conn(), &fresh, now).await? {
        return Ok(0); // another replica drafts it
    }
    let filled = entry::fill(tx.conn(), id, &names(one.kind), days, &one.of, MOST).await?;
    if filled == 0 {
        store::discard_empty(tx.conn(), id).await?;
    }
    Ok(u64::from(filled > 0))
}

/// A correction names what fell; a draft that is there gets it too, and is to be reviewed again.
async fn correct(tx: &mut Tx, wrong: &Wrong) -> Result<u64, Fault> {
    let Some(old) = store::get(tx.conn(), wrong.id).await? else { return Ok(0) };
    let Some(number) = &old.number else { return Ok(0) };
    let now = tx.now();
    let open = entry::correction_of(tx.conn(), old.id).await?;
    let id = open.unwrap_or_else(|| tx.new_id());
    if open.is_some() {
        store::reopen(tx.conn(), id).await?;
    } else {
        let title = rules::correction(number);
        let fresh = Fresh {
            id,
            kind: &old.kind,
            division: &old.division,
            department: &old.department,
            days: (old.starts_on, old.ends_on),
            rule: &old.rule,
            title: &title,
            corrects: Some(old.id),
        };
        if !store::insert(tx.conn(), &fresh, now).await? {
            return Ok(0);
        }
    }
    entry::correct(tx.conn(), id, &wrong.publications).await?;
    Ok(1)
}

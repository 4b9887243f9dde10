//! The task of the part that warns: soon after records changed, and of everyone once a day.
//!
//! A turn is of a bounded number of batches, so that the part can stop and a new day is seen, however many organisations there are. Each
//! batch is a unit of work of its own: those that changed are taken from the queue in the transaction of what follows, and the
//! place of the daily look moves in it. Any number of replicas may work at once. While much of what happened is still being read, nobody
//! is warned of.

use std::time::Duration;

use fault::Fault;
use rpc::Task;
use time::Date;
use uow::{Call, Tx, Uow};
use vocab::day_of;

use super::Book;
use super::evaluate::evaluate;
use crate::ops::intake;
use crate::store::risk::{evaluation, rule, subject};

/// How long nobody looks between turns.
const PAUSE: Duration = Duration::from_secs(1);
/// Changes, or organisations of the daily look, of one unit of work.
const BATCH: i64 = 200;
/// Units of work of one turn: between turns the part may stop, and the day is looked up again.
const TURN: usize = 25;

/// The task of a part.
pub(crate) fn warning(uow: Uow, book: Book) -> Task {
    Task::every("credit risk", PAUSE, move || run(uow.clone(), book.clone()))
}

struct Batch {
    book: Book,
    day: Date,
}

async fn run(uow: Uow, book: Book) -> Result<(), Fault> {
    let batch = Batch { book, day: day_of(uow.clock().now()) };
    let mut reads = uow.reads().acquire().await?;
    if intake::is_catching_up(&mut reads, uow.clock().now()).await? {
        return Ok(());
    }
    let waiting = evaluation::waiting(&mut reads, batch.day).await?;
    drop(reads);
    let (mut due, mut round) = (waiting.due, waiting.round);
    for _ in 0..TURN {
        if !(due || round) {
            break;
        }
        if due {
            let call = Call::of_task("credit/risk-due", uow.clock().new_id());
            due = uow.write(&call, &batch, changed, |more| more).await?;
        }
        if round {
            let call = Call::of_task("credit/risk-round", uow.clock().new_id());
            round = uow.write(&call, &batch, next, |more| more).await?;
        }
    }
    Ok(())
}

/// Those that changed; whether there may be more.
async fn changed(tx: &mut Tx, batch: &Batch) -> Result<bool, Fault> {
    let mut codes = evaluation::take(tx.conn(), BATCH).await?;
    let more = i64::try_from(codes.len()) == Ok(BATCH);
    codes.sort_unstable();
    codes.dedup();
    evaluate(tx, &batch.book, batch.day, &codes).await?;
    Ok(more)
}

/// The next ones of the daily look; whether there may be more.
async fn next(tx: &mut Tx, batch: &Batch) -> Result<bool, Fault> {
    let now = tx.now();
    let Some(after) = evaluation::round(tx.conn(), batch.day, now).await? else { return Ok(false) };
    let nothing = rule::in_force(tx.conn(), batch.day).await?.is_empty();
    let codes = if nothing { Vec::new() } else { subject::codes(tx.conn(), "", &after, BATCH).await? };
    evaluate(tx, &batch.book, batch.day, &codes).await?;
    let last = codes.last().unwrap_or(&after);
    evaluation::advance(tx.conn(), batch.day, last, codes.is_empty()).await?;
    Ok(!codes.is_empty())
}

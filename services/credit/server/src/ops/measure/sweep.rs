//! The sweeper of measures: imposes and lifts what no operation did in its own unit of work (grades that came or ended, listings
//! that were imported, that began or ended by themselves), and states last days anew that a calendar reaches only now.
//!
//! It works in bounded batches, each a unit of work of its own. Every step happens once whoever takes it, so any number of
//! replicas may sweep at once; one that finds nothing leaves no trace.

use std::collections::BTreeMap;
use std::time::Duration;

use casework::Casework;
use credit_domain::measure::last_day;
use fault::Fault;
use rpc::Task;
use time::Date;
use uow::{Call, Tx, Uow};
use uuid::Uuid;
use vocab::day_of;

use crate::store::measure::{self as store, EndedRow};

/// Causes, or last days, of one unit of work.
const BATCH: i64 = 100;

/// How long nobody looks after a look.
const PAUSE: Duration = Duration::from_secs(3);

/// The task of the part.
pub(crate) fn sweeping(uow: Uow, office: Casework) -> Task {
    Task::every("measures", PAUSE, move || sweep(uow.clone(), office.clone()))
}

/// What a batch goes by.
#[derive(Debug)]
struct Batch {
    office: Casework,
    today: Date,
}

async fn sweep(uow: Uow, office: Casework) -> Result<(), Fault> {
    let batch = Batch { office, today: day_of(uow.clock().now()) };
    // what ends goes first: a grade cannot bring incentives anew before they have ended
    let mut more = true;
    while more {
        let waits = !store::ended(&mut *uow.reads().acquire().await?, batch.today, 1).await?.is_empty();
        let call = Call::of_task("credit/measures-lift", uow.clock().new_id());
        more = waits && full(uow.write(&call, &batch, lift_batch, |count| count).await?);
    }
    more = true;
    while more {
        let waits = !store::unimposed(&mut *uow.reads().acquire().await?, batch.today, 1).await?.is_empty();
        let call = Call::of_task("credit/measures-impose", uow.clock().new_id());
        more = waits && full(uow.write(&call, &batch, impose_batch, |count| count).await?);
    }
    more = true;
    while more {
        let waits = !store::unreckoned(&mut *uow.reads().acquire().await?, batch.office.basis(), 1).await?.is_empty();
        let call = Call::of_task("credit/measures-reckon", uow.clock().new_id());
        more = waits && full(uow.write(&call, &batch, reckon_batch, |count| count).await?);
    }
    Ok(())
}

/// Whether there may be more.
fn full(count: u64) -> bool {
    count >= BATCH.unsigned_abs()
}

async fn lift_batch(tx: &mut Tx, batch: &Batch) -> Result<u64, Fault> {
    let ended = store::ended(tx.conn(), batch.today, BATCH).await?;
    let count = ended.len() as u64;
    // a cause that ended for two reasons ended by the first; one that was withdrawn was so whatever else
    let mut causes: BTreeMap<Uuid, EndedRow> = BTreeMap::new();
    for one in ended {
        let known = causes.entry(one.cause).or_insert_with(|| one.clone());
        known.ended_on = known.ended_on.min(one.ended_on);
        known.withdrawn |= one.withdrawn;
    }
    let causes: Vec<EndedRow> = causes.into_values().collect();
    super::end_all(tx, &batch.office, &causes).await?;
    Ok(count)
}

async fn impose_batch(tx: &mut Tx, batch: &Batch) -> Result<u64, Fault> {
    let causes = store::unimposed(tx.conn(), batch.today, BATCH).await?;
    super::impose_all(tx, &batch.office, &causes).await?;
    Ok(causes.len() as u64)
}

async fn reckon_batch(tx: &mut Tx, batch: &Batch) -> Result<u64, Fault> {
    let office = &batch.office;
    let waiting = store::unreckoned(tx.conn(), office.basis(), BATCH).await?;
    let mut reckoned = Vec::with_capacity(waiting.len());
    for one in waiting {
        let term = u32::try_from(one.term_working_days).map_err(Fault::internal)?;
        let last = last_day(office.calendar(), one.due_from, term);
        reckoned.push((one, last));
    }
    store::set_due(tx.conn(), &reckoned, office.basis()).await?;
    Ok(reckoned.len() as u64)
}

//! The sweeper of measures: imposes and lifts what no operation did in its own unit of work (grades that came or ended, listings
//! that were imported, that began or ended by themselves), and confirms last days by the calendar of the deployment.
//!
//! It works in bounded batches, each a unit of work of its own. Every step happens once whoever takes it, so any number of
//! replicas may sweep at once; one that finds nothing leaves no trace.

use std::time::Duration;

use casework::Casework;
use credit_domain::listing::Listing;
use credit_domain::measure::{Target, last_day};
use fault::Fault;
use rpc::Task;
use time::Date;
use uow::{Call, Tx, Uow};
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use crate::store::listing as listings;
use crate::store::measure as store;

/// Causes, or last days, of one unit of work.
const BATCH: i64 = 100;

/// How long nobody looks after a look.
const PAUSE: Duration = Duration::from_secs(3);

/// The task of the part.
pub(crate) fn sweeping(uow: Uow, office: Casework) -> Task {
    Task::every("measures", PAUSE, move || sweep(uow.clone(), office.clone()))
}

async fn sweep(uow: Uow, office: Casework) -> Result<(), Fault> {
    let today = day_of(uow.clock().now());
    // what ends goes first: a grade cannot bring incentives anew before they have ended
    let mut more = true;
    while more {
        let waits = !store::ended(&mut *uow.reads().acquire().await?, today, 1).await?.is_empty();
        let call = Call::of_task("credit/measures-lift", uow.clock().new_id());
        more = waits && full(uow.write(&call, &today, lift_batch, |count| count).await?);
    }
    more = true;
    while more {
        let waits = !store::unimposed(&mut *uow.reads().acquire().await?, today, 1).await?.is_empty();
        let call = Call::of_task("credit/measures-impose", uow.clock().new_id());
        more = waits && full(uow.write(&call, &today, impose_batch, |count| count).await?);
    }
    more = true;
    while more {
        let waits = !store::unreckoned(&mut *uow.reads().acquire().await?, office.basis(), 1).await?.is_empty();
        let call = Call::of_task("credit/measures-reckon", uow.clock().new_id());
        more = waits && full(uow.write(&call, &office, reckon_batch, |count| count).await?);
    }
    Ok(())
}

/// Whether there may be more.
fn full(count: u64) -> bool {
    count >= BATCH.unsigned_abs()
}

/// The listing that a cause is, if it is one.
async fn listing(tx: &mut Tx, target: &str, who: UnifiedCode, cause: Uuid) -> Result<Option<Listing>, Fault> {
    if !Target::parse(target).is_some_and(Target::restrains) {
        return Ok(None);
    }
    let all = listings::of(tx.conn(), who).await?;
    Ok(all.into_iter().find(|listing| listing.id == cause))
}

async fn lift_batch(tx: &mut Tx, today: &Date) -> Result<u64, Fault> {
    let ended = store::ended(tx.conn(), *today, BATCH).await?;
    for one in &ended {
        match listing(tx, &one.target, one.organization, one.cause).await? {
            Some(listing) => super::lift(tx, &listing, one.ended_on, one.withdrawn).await?,
            None => super::end(tx, one.cause, one.ended_on, one.withdrawn).await?,
        }
    }
    Ok(ended.len() as u64)
}

async fn impose_batch(tx: &mut Tx, today: &Date) -> Result<u64, Fault> {
    let causes = store::unimposed(tx.conn(), *today, BATCH).await?;
    for cause in &causes {
        match listing(tx, &cause.target, cause.organization, cause.cause).await? {
            Some(listing) => super::impose(tx, &listing).await?,
            None => super::impose_for(tx, cause).await?,
        }
    }
    Ok(causes.len() as u64)
}

async fn reckon_batch(tx: &mut Tx, office: &Casework) -> Result<u64, Fault> {
    let waiting = store::unreckoned(tx.conn(), office.basis(), BATCH).await?;
    for one in &waiting {
        let term = u32::try_from(one.term_working_days).map_err(Fault::internal)?;
        let last = last_day(office.calendar(), one.due_from, term);
        store::set_due(tx.conn(), one, last.on, last.provisional, office.basis()).await?;
    }
    Ok(waiting.len() as u64)
}

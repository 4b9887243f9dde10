//! The sweeper of terms: warns, marks what is overdue, and reckons anew where rules or calendar changed.
//!
//! It works in bounded batches, each a unit of work of its own, on rows that nobody else holds: any number of replicas
//! may sweep at once, and each term is told of once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use fault::Fault;
use rpc::Task;
use time::Date;
use uow::{Call, Tx, Uow};
use uuid::Uuid;
use vocab::day_of;

use crate::office::Casework;
use crate::store::deadline::{Reckoned as Due, Stale, Swept};
use crate::store::sweep::Waiting;
use crate::{deadline, period, store, wire};

/// Terms of one unit of work.
pub(crate) const BATCH: i64 = 2_000;

/// How long others' rules are left in force while terms wait to be reckoned with ours: longer than a roll-out takes. A
/// process of the old release that began anew in its midst, and then ended, would else leave nobody to reckon.
const ROLL_OUT: time::Duration = time::Duration::HOUR;

/// Sweeps the terms of one database.
#[derive(Debug, Clone)]
pub struct Sweeper {
    uow: Uow,
    office: Casework,
    begun: Arc<AtomicBool>,
}

/// What one sweep did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sweep {
    /// Terms marked as overdue.
    pub overdue: u64,
    /// Terms warned of.
    pub warned: u64,
    /// Terms, those of publicities and notices among them, reckoned anew.
    pub reckoned: u64,
}

/// One batch to reckon: those after which.
pub(crate) struct Batch {
    pub(crate) office: Casework,
    pub(crate) after: Uuid,
}

impl Sweeper {
    /// Over the unit of work of a service and what its cases are judged by.
    #[must_use]
    pub fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office, begun: Arc::default() }
    }

    /// The task of a part: sweeps, again after each `pause`.
    #[must_use]
    pub fn task(self, pause: Duration) -> Task {
        Task::every("terms", pause, move || {
            let sweeper = self.clone();
            async move { sweeper.sweep().await.map(drop) }
        })
    }

    /// Sweeps once, until nothing is left that this sweeper may take.
    ///
    /// # Errors
    /// Database faults; what was swept before stays swept.
    pub async fn sweep(&self) -> Result<Sweep, Fault> {
        let mut done = Sweep::default();
        let today = day_of(self.uow.clock().now());
        let waiting = self.waiting(today).await?;
        let reckons = self.reckons(&waiting).await?;
        for (waits, which) in [
            (waiting.terms, Reckoned::Terms),
            (waiting.publicities, Reckoned::Publicities),
            (waiting.notices, Reckoned::Notices),
        ] {
            if reckons && waits {
                done.reckoned += self.reckon(which).await?;
            }
        }
        // What was just reckoned anew may have become due by it.
        let waiting = if done.reckoned == 0 { waiting } else { self.waiting(today).await? };
        if waiting.overdue {
            done.overdue = self.drain("casework/overdue", today, Which::Overdue).await?;
        }
        if waiting.warned {
            done.warned = self.drain("casework/warn", today, Which::Warned).await?;
        }
        Ok(done)
    }

    async fn waiting(&self, today: Date) -> Result<Waiting, Fault> {
        let mut connection = self.uow.reads().acquire().await?;
        Ok(store::sweep::waiting(&mut connection, self.office.basis(), today).await?)
    }

    /// Whether the rules and calendar of this program are those to reckon with: those of the program that began last.
    async fn reckons(&self, waiting: &Waiting) -> Result<bool, Fault> {
        let basis = self.office.basis();
        let is_first = !self.begun.load(Ordering::Relaxed);
        let waits = waiting.terms || waiting.publicities || waiting.notices;
        let left_alone = waiting.begun_at.is_none_or(|at| self.uow.clock().now() - at >= ROLL_OUT);
        let ours = waiting.basis.as_deref() == Some(basis);
        // One that starts takes over from the one before, if there was any or terms are left of it.
        let calls = if is_first { waits || waiting.basis.is_some() } else { waits && left_alone };
        let begins = calls && !ours;
        if begins {
            let call = Call::of_task("casework/basis", self.uow.clock().new_id());
            self.uow.write(&call, &self.office, begin, |()| ()).await?;
        }
        self.begun.store(true, Ordering::Relaxed);
        Ok(ours || begins)
    }

    async fn reckon(&self, which: Reckoned) -> Result<u64, Fault> {
        let (mut total, mut after) = (0, Uuid::nil());
        loop {
            let batch = Batch { office: self.office.clone(), after };
            let key = self.uow.clock().new_id();
            let call = |method| Call::of_task(method, key);
            let Reached { count, last } = match which {
                Reckoned::Terms => self.uow.write(&call("casework/reckon"), &batch, reckon, |done| done).await?,
                Reckoned::Publicities => {
                    self.uow.write(&call("casework/reckon-publicity"), &batch, period::publicities, |done| done).await?
                }
                Reckoned::Notices => {
                    self.uow.write(&call("casework/reckon-notice"), &batch, period::notices, |done| done).await?
                }
            };
            total += count;
            let Some(last) = last.and_then(|last| Uuid::from_slice(&last).ok()) else { return Ok(total) };
            after = last;
        }
    }

    async fn drain(&self, method: &'static str, today: Date, which: Which) -> Result<u64, Fault> {
        let mut total = 0;
        loop {
            let call = Call::of_task(method, self.uow.clock().new_id());
            let marked = match which {
                Which::Overdue => self.uow.write(&call, &today, mark_overdue, |count| count).await?,
                Which::Warned => self.uow.write(&call, &today, mark_warned, |count| count).await?,
            };
            total += marked;
            if marked < u64::try_from(BATCH).unwrap_or_default() {
                return Ok(total);
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Reckoned {
    Terms,
    Publicities,
    Notices,
}

#[derive(Clone, Copy)]
enum Which {
    Overdue,
    Warned,
}

/// How many terms a batch took, and the last of them where there may be more. Kept as the reply of its unit of work.
#[derive(Clone, PartialEq, ::prost::Message)]
pub(crate) struct Reached {
    #[prost(uint64, tag = "1")]
    count: u64,
    #[prost(bytes = "vec", optional, tag = "2")]
    last: Option<Vec<u8>>,
}

impl Reached {
    /// What a batch of `taken` rows reached, of which so many could be reckoned.
    pub(crate) fn after(taken: impl ExactSizeIterator<Item = Uuid>, count: usize) -> Self {
        let full = taken.len() == usize::try_from(BATCH).unwrap_or_default();
        let last = taken.last().filter(|_| full).map(|id| id.as_bytes().to_vec());
        Self { count: u64::try_from(count).unwrap_or(u64::MAX), last }
    }
}

async fn mark_overdue(tx: &mut Tx, today: &Date) -> Result<u64, Fault> {
    let swept = store::deadline::mark_overdue(tx.conn(), *today, BATCH).await?;
    tell(tx, &swept, true)
}

async fn mark_warned(tx: &mut Tx, today: &Date) -> Result<u64, Fault> {
    let swept = store::deadline::mark_warned(tx.conn(), *today, BATCH).await?;
    tell(tx, &swept, false)
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of an operation's last line")]
fn tell(tx: &mut Tx, swept: &[Swept], missed: bool) -> Result<u64, Fault> {
    for one in swept {
        let subject = wire::case_name(one.case_id);
        if missed {
            tx.emit(&subject, &one.division, &wire::facts::missed(one));
        } else {
            tx.emit(&subject, &one.division, &wire::facts::near(one));
        }
    }
    Ok(u64::try_from(swept.len()).unwrap_or(u64::MAX))
}

async fn begin(tx: &mut Tx, office: &Casework) -> Result<(), Fault> {
    let now = tx.now();
    Ok(store::sweep::begin(tx.conn(), office.basis(), now).await?)
}

/// Reckons a batch anew. A term that cannot be reckoned (its calendar is not loaded) keeps its day, and is not tried again
/// before rules or calendar are others.
async fn reckon(tx: &mut Tx, batch: &Batch) -> Result<Reached, Fault> {
    let office = &batch.office;
    let stale = store::deadline::stale(tx.conn(), office.basis(), batch.after, BATCH).await?;
    let (mut ids, mut reckoned, mut count) = (Vec::new(), Vec::new(), 0);
    let (mut cases, mut clocks, mut due) = (Vec::new(), Vec::new(), Vec::new());
    for one in &stale {
        let kept = Due { due_on: one.due_on, warn_on: one.warn_on, provisional: one.provisional };
        let now = deadline::reckoned(office, &one.clock).inspect(|_| count += 1).unwrap_or(kept);
        if now.due_on != one.due_on {
            moved(tx, one, now);
            cases.push(one.case_id);
            clocks.push(one.key.clone());
            due.push(now.due_on);
        }
        ids.push(one.id);
        reckoned.push(now);
    }
    let now = tx.now();
    store::deadline::set_reckoned(tx.conn(), &ids, &reckoned, office.basis(), now).await?;
    store::task::set_due(tx.conn(), &cases, &clocks, &due).await?;
    Ok(Reached::after(stale.iter().map(|one| one.id), count))
}

fn moved(tx: &mut Tx, one: &Stale, now: Due) {
    let fact = wire::facts::deadline_moved(one.case_id, one.id, &one.key, one.due_on, now.due_on);
    tx.emit(&wire::case_name(one.case_id), &one.division, &fact);
}

//! The sweeper of the lists: what follows from the passing of days. Terms to answer end, two years on the abnormal list are
//! proposed for the serious one, and whoever has nothing to put right leaves after six months (CR-09, CR-07.1, CR-06b).
//!
//! Each draft and listing is a unit of work of its own, looked at again under its lock: any number of replicas may sweep at once.

use std::time::Duration;

use casework::{Casework, Office};
use credit_domain::ground::{Ground, escalation, months};
use fault::Fault;
use procedure::Act;
use rpc::Task;
use telemetry::Counter;
use time::Date;
use uow::{Call, Tx, Uow};
use uuid::Uuid;
use vocab::day_of;

use super::follow::{propose, settle, wanted};
use super::kept;
use super::removal::{self, Off, carrying, standing, take_off};
use crate::store::listing::{draft, due};
use crate::store::organization;

/// Most of one kind that one sweep takes; the next one goes on.
const BATCH: i64 = 1_000;

/// Sweeps the lists of one database.
#[derive(Debug, Clone)]
pub struct ListingSweeper {
    uow: Uow,
    office: Casework,
    undone: Counter<u64>,
}

/// One draft or listing that something follows of.
#[derive(Debug)]
struct One {
    office: Casework,
    id: Uuid,
    today: Date,
}

impl ListingSweeper {
    /// Over the unit of work of credit, by what its cases are judged by.
    #[must_use]
    pub fn new(uow: Uow, office: Casework) -> Self {
        let undone = telemetry::counter("credit.listing.undone", "Attempts at what is due of a list that failed.");
        Self { uow, office, undone }
    }

    /// The task of a part: sweeps, again after each `pause`.
    #[must_use]
    pub fn task(self, pause: Duration) -> Task {
        Task::every("listings", pause, move || {
            let sweeper = self.clone();
            async move { sweeper.sweep().await }
        })
    }

    /// Sweeps once. What cannot be done today is told in the log and by a metric, keeps nothing else from being done, and is tried
    /// again with the next sweep.
    ///
    /// # Errors
    /// Database faults of looking for what is due.
    pub async fn sweep(&self) -> Result<(), Fault> {
        let today = day_of(self.uow.clock().now());
        let (unanswered, escalating, lapsing) = self.due(today).await?;
        for id in unanswered {
            let call = Call::of_task("credit/listing-unopposed", self.uow.clock().new_id());
            self.told(id, self.uow.write(&call, &self.one(id, today), deem, |()| ()).await);
        }
        for id in escalating {
            let call = Call::of_task("credit/listing-escalated", self.uow.clock().new_id());
            self.told(id, self.uow.write(&call, &self.one(id, today), escalate, |()| ()).await);
        }
        for id in lapsing {
            let call = Call::of_task("credit/listing-lapsed", self.uow.clock().new_id());
            self.told(id, self.uow.write(&call, &self.one(id, today), lapse, |()| ()).await);
        }
        Ok(())
    }

    fn one(&self, id: Uuid, today: Date) -> One {
        One { office: self.office.clone(), id, today }
    }

    fn told(&self, id: Uuid, done: Result<(), Fault>) {
        if let Err(fault) = done {
            self.undone.add(1, &[]);
            tracing::warn!(error = %fault, resource = %id, "what is due of a list cannot be done yet; tried again");
        }
    }

    async fn due(&self, today: Date) -> Result<(Vec<Uuid>, Vec<Uuid>, Vec<Uuid>), Fault> {
        let mut conn = self.uow.reads().acquire().await?;
        let unanswered = draft::unanswered(&mut conn, today, BATCH).await?;
        let escalating = match months(Ground::TwoYears.rule(), today) {
            Some(months) => due::escalating(&mut conn, months, today, BATCH).await?,
            None => Vec::new(),
        };
        let curable: Vec<String> =
            Ground::all().filter(|one| one.curable()).map(|one| one.as_str().to_owned()).collect();
        let lapsing = match months("CR-06b", today) {
            Some(months) => due::lapsing(&mut conn, (months, &curable), today, BATCH).await?,
            None => Vec::new(),
        };
        Ok((unanswered, escalating, lapsing))
    }
}

/// The term to answer is over: silence counts as no objection (CR-09).
async fn deem(tx: &mut Tx, one: &One) -> Result<(), Fault> {
    let Some(seen) = draft::get(tx.conn(), one.id).await? else { return Ok(()) };
    draft::hold(tx.conn(), &[seen.organization]).await?;
    let Some(mut row) = draft::get(tx.conn(), one.id).await?.filter(|row| row.state == "served") else { return Ok(()) };
    let (action, rule) = match row.method.as_str() {
        "announced" => ("deem-announced", "CR-09b"),
        _ => ("deem", "CR-09a"),
    };
    let served = row.served_on.ok_or_else(|| Fault::internal("a notice was served on no day"))?;
    let (last, _) = one.office.ends_on(rule, served)?;
    if last >= one.today {
        row.answer_until = Some(last); // the calendar was amended meanwhile
        kept(tx, row).await?;
        return Ok(());
    }
    let by = Office::new(&row.department, &row.division);
    let act = Act { action: action.to_owned(), by, ..Act::default() };
    row.state = one.office.act(tx, row.id, None, act).await?.case.state;
    kept(tx, row).await?;
    Ok(())
}

/// Two years on the abnormal list: a ground of the serious one, for a person's decision (CR-07.1).
async fn escalate(tx: &mut Tx, one: &One) -> Result<(), Fault> {
    let stands = standing(tx, one.id).await?;
    let listing = &stands.listing;
    let records = carrying(tx, listing.id).await?.into_iter().flat_map(|row| row.records).collect();
    let Some(proposal) = escalation(listing, records, one.today) else { return Ok(()) };
    let drafts = draft::of(tx.conn(), listing.organization).await?;
    let known = organization::get(tx.conn(), listing.organization).await?;
    let division = known.map_or_else(|| listing.division.clone(), |one| one.division);
    let proposals = [proposal];
    let wanted = wanted(tx, (listing.organization, &division), &drafts, &proposals);
    propose(tx, wanted).await
}

/// Nothing is to be put right and six months have passed: it leaves the abnormal list (CR-06b).
async fn lapse(tx: &mut Tx, one: &One) -> Result<(), Fault> {
    let stands = standing(tx, one.id).await?;
    if !stands.situation().lapses(one.today) {
        return Ok(());
    }
    take_off(tx, &one.office, &stands.listing, Off { by: "period", document_number: "" }).await?;
    removal::close(tx, &one.office, stands.listing.id).await?;
    settle(tx, &one.office, stands.listing.organization).await
}

//! The sweeper of qualifications: what lapses soon or has lapsed is told; what facts speak for is drafted, and a draft that nothing
//! speaks for any more ends. It cancels nothing.
//!
//! It looks at those in force in pages, and writes only what is new, each in a unit of work of its own, so any number of replicas may
//! sweep at once.

use std::collections::HashMap;
use std::time::Duration;

use casework::Casework;
use credit_domain::qualification::{Cause, Kind, Terms, proposals, terms};
use credit_domain::rules;
use fault::Fault;
use rpc::Task;
use time::Date;
use uow::{Call, Tx, Uow};
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use super::draft::{self, Proposed};
use super::{cancel, judge};
use crate::store::qualification::draft::{self as drafts, DraftRow};
use crate::store::qualification::{QualificationRow, cancellation, due, list};
use crate::wire::name;
use crate::wire::qualification::facts;

/// Qualifications of one look.
const BATCH: i64 = 200;

/// What a sweep did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct QualificationSweep {
    /// Qualifications that lapse soon, of which others were warned (QL-04).
    pub expiring: u64,
    /// Qualifications that lapsed.
    pub lapsed: u64,
    /// Drafts that were made.
    pub drafted: u64,
    /// Drafts that nothing speaks for any more.
    pub ended: u64,
}

/// Tells and drafts what the passing of days and facts lead to.
#[derive(Debug, Clone)]
pub struct QualificationSweeper {
    uow: Uow,
    office: Casework,
}

/// One thing that is due.
struct One {
    office: Casework,
    id: Uuid,
    today: Date,
}

/// One thing that facts speak for.
struct Wanted {
    office: Casework,
    of: QualificationRow,
    proposed: Proposed,
}

impl QualificationSweeper {
    /// Over its database, by what cases are judged by.
    #[must_use]
    pub fn new(uow: Uow, office: Casework) -> Self {
        Self { uow, office }
    }

    /// The task of the part.
    pub(crate) fn task(self, pause: Duration) -> Task {
        Task::every("qualifications", pause, move || {
            let sweeper = self.clone();
            async move { sweeper.sweep().await.map(drop) }
        })
    }

    /// Sweeps once. What cannot be done today is told in the log, and tried again with the next sweep.
    ///
    /// # Errors
    /// Database faults of looking for what is due.
    pub async fn sweep(&self) -> Result<QualificationSweep, Fault> {
        let today = day_of(self.uow.clock().now());
        let mut done = QualificationSweep::default();
        let (expiring, lapsed, pointless, baseless) = self.due(today).await?;
        for id in expiring {
            let call = self.call("credit/qualification-expiring");
            done.expiring += told(id, self.uow.write(&call, &self.one(id, today), warn, |count| count).await);
        }
        for id in lapsed {
            let call = self.call("credit/qualification-lapsed");
            done.lapsed += told(id, self.uow.write(&call, &self.one(id, today), lapse, |count| count).await);
        }
        for id in pointless {
            done.ended += self.end(id, today).await;
        }
        for id in baseless {
            let call = self.call("credit/qualification-baseless");
            done.drafted += told(id, self.uow.write(&call, &self.one(id, today), reinstate, |count| count).await);
        }
        self.look(today, &mut done).await?;
        Ok(done)
    }

    /// Looks at everything in force, page by page.
    async fn look(&self, today: Date, done: &mut QualificationSweep) -> Result<(), Fault> {
        let mut after = Uuid::nil();
        loop {
            let (rows, wanted, vain) = self.page(today, after).await?;
            for (at, proposed) in wanted {
                let (id, of) = (rows[at].id, rows[at].clone());
                let command = Wanted { office: self.office.clone(), of, proposed };
                let call = self.call("credit/qualification-drafted");
                done.drafted += told(id, self.uow.write(&call, &command, propose, |count| count).await);
            }
            for id in vain {
                done.ended += self.end(id, today).await;
            }
            match rows.last() {
                Some(last) if i64::try_from(rows.len()).is_ok_and(|count| count >= BATCH) => after = last.id,
                _ => return Ok(()),
            }
        }
    }

    /// A page of those in force, what is to be drafted of which of them, and which drafts nothing speaks for.
    async fn page(&self, today: Date, after: Uuid) -> Result<Page, Fault> {
        let mut conn = self.uow.reads().acquire().await?;
        let rows = list::standing(&mut conn, today, after, BATCH).await?;
        if rows.is_empty() {
            return Ok((rows, Vec::new(), Vec::new()));
        }
        let asked: Vec<&'static Terms> = Kind::ALL.into_iter().filter_map(|kind| terms(kind, today)).collect();
        let codes: Vec<UnifiedCode> = rows.iter().map(|row| row.organization).collect();
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let known = judge::known(&mut conn, &codes, &asked, self.uow.clock().now()).await?;
        let mut drafted: HashMap<Uuid, Vec<DraftRow>> = HashMap::new();
        for draft in drafts::to_cancel(&mut conn, &ids).await? {
            drafted.entry(draft.qualification).or_default().push(draft);
        }
        let (mut wanted, mut vain) = (Vec::new(), Vec::new());
        for (at, row) in rows.iter().enumerate() {
            let Some((held, known)) = row.held().zip(known.get(&row.organization)) else { continue };
            let Some(terms) = asked.iter().find(|terms| terms.kind == held.kind) else { continue };
            let had = drafted.remove(&row.id).unwrap_or_default();
            let found: Vec<Proposed> = proposals(terms, &held, known, today, rules())
                .into_iter()
                .map(|one| Proposed {
                    act: "cancel",
                    ground: one.ground.key.clone(),
                    rule: one.rule.to_string(),
                    cause: cause(one.cause),
                })
                .collect();
            // one that lapsed is no answer: the same fact may speak again
            let same = |draft: &DraftRow, one: &Proposed| {
                draft.state != "lapsed" && draft.ground == one.ground && draft.cause == one.cause
            };
            let open = had.iter().filter(|draft| draft.ended_on.is_none());
            vain.extend(open.filter(|draft| !found.iter().any(|one| same(draft, one))).map(|draft| draft.id));
            let new = found.into_iter().filter(|one| !had.iter().any(|draft| same(draft, one)));
            wanted.extend(new.map(|one| (at, one)));
        }
        Ok((rows, wanted, vain))
    }

    async fn end(&self, id: Uuid, today: Date) -> u64 {
        let call = self.call("credit/qualification-vain");
        told(id, self.uow.write(&call, &self.one(id, today), end, |count| count).await)
    }

    async fn due(&self, today: Date) -> Result<(Vec<Uuid>, Vec<Uuid>, Vec<Uuid>, Vec<Uuid>), Fault> {
        let mut conn = self.uow.reads().acquire().await?;
        let expiring = match rules().on("QL-04", today) {
            Ok(rule) => {
                let months = i32::try_from(rule.value()).map_err(Fault::internal)?;
                due::expiring(&mut conn, months, today, BATCH).await?
            }
            Err(_) => Vec::new(),
        };
        let lapsed = due::lapsed(&mut conn, today, BATCH).await?;
        let pointless = drafts::pointless(&mut conn, today, BATCH).await?;
        let baseless = due::baseless(&mut conn, BATCH).await?;
        Ok((expiring, lapsed, pointless, baseless))
    }

    fn one(&self, id: Uuid, today: Date) -> One {
        One { office: self.office.clone(), id, today }
    }

    fn call(&self, task: &'static str) -> Call {
        Call::of_task(task, self.uow.clock().new_id())
    }
}

/// Qualifications, what is to be drafted of which of them, and which drafts nothing speaks for.
type Page = (Vec<QualificationRow>, Vec<(usize, Proposed)>, Vec<Uuid>);

fn told(id: Uuid, done: Result<u64, Fault>) -> u64 {
    done.unwrap_or_else(|fault| {
        tracing::warn!(error = %fault, resource = %id, "what is due of a qualification cannot be done yet");
        0
    })
}

/// The name of what a proposal rests on.
fn cause(cause: Cause) -> String {
    match cause {
        Cause::Record(id) => name::record(id),
        Cause::Listing(id) => name::listing(id),
        Cause::Qualification(id) => name::qualification(id),
        Cause::Organization(code) => name::organization(code),
    }
}

/// It lapses soon (QL-04).
async fn warn(tx: &mut Tx, one: &One) -> Result<u64, Fault> {
    let row = cancel::held(tx, one.id).await?;
    if !due::warned(tx.conn(), one.id, one.today).await? {
        return Ok(0);
    }
    tx.emit(&name::organization(row.organization), &row.division, &facts::expiring(&row));
    Ok(1)
}

/// It has lapsed.
async fn lapse(tx: &mut Tx, one: &One) -> Result<u64, Fault> {
    let (row, now) = (cancel::held(tx, one.id).await?, tx.now());
    if !due::told(tx.conn(), one.id, one.today, now).await? {
        return Ok(0);
    }
    tx.emit(&name::organization(row.organization), &row.division, &facts::lapsed(&row));
    Ok(1)
}

/// Facts speak for cancelling it.
async fn propose(tx: &mut Tx, wanted: &Wanted) -> Result<u64, Fault> {
    let row = cancel::held(tx, wanted.of.id).await?;
    let had = drafts::to_cancel(tx.conn(), &[row.id]).await?;
    let same = |draft: &DraftRow| {
        draft.state != "lapsed" && draft.ground == wanted.proposed.ground && draft.cause == wanted.proposed.cause
    };
    if row.cancelled_on.is_some() || had.iter().any(same) {
        return Ok(0);
    }
    draft::propose(tx, &wanted.office, &row, &wanted.proposed).await?;
    Ok(1)
}

/// What a cancellation rested on fell; its id is the cancellation's.
async fn reinstate(tx: &mut Tx, one: &One) -> Result<u64, Fault> {
    let Some(known) = cancellation::get(tx.conn(), one.id).await? else { return Ok(0) };
    let row = cancel::held(tx, known.qualification).await?;
    let known = cancellation::get(tx.conn(), one.id).await?.filter(|known| known.reinstated_on.is_none());
    let waits = due::baseless(tx.conn(), BATCH).await?.contains(&one.id);
    let Some(known) = known.filter(|_| waits) else { return Ok(0) };
    let proposed = Proposed { act: "reinstate", ground: known.ground, rule: known.rule, cause: known.cause };
    draft::propose(tx, &one.office, &row, &proposed).await?;
    Ok(1)
}

/// Nothing speaks for a draft any more.
async fn end(tx: &mut Tx, one: &One) -> Result<u64, Fault> {
    Ok(u64::from(draft::lapse(tx, &one.office, one.id).await?))
}

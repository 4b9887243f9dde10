//! Everything that was entered of a plan, folded; and the ways to it that keep others from entering at the same time.

use fault::Fault;
use inspection_domain::draw::stored::{cause, field, hash, share};
use inspection_domain::draw::{Beacon, Field};
use inspection_domain::plan::{
    BeaconValue, Cancellation, Commitment, End, Failure, Freeze, Plan, Reveal, Round, State, Terms,
};
use sqlx::PgConnection;
use uow::{Scope, Tx};
use uuid::Uuid;

use crate::ops::refused;
use crate::store::draw::DrawRow;
use crate::store::frozen::FrozenRow;
use crate::store::plan::{DepartmentRow, PlanRow};
use crate::store::round::{EntryRow, FailureRow, RoundRow, ValueRow};
use crate::store::{draw, frozen, plan, round};

/// A plan with everything that was entered of it.
#[derive(Debug)]
pub(crate) struct Entered {
    pub(crate) row: PlanRow,
    pub(crate) departments: Vec<DepartmentRow>,
    pub(crate) frozen: Option<FrozenRow>,
    pub(crate) drawn: Option<DrawRow>,
    /// The fold, which says what may follow.
    pub(crate) plan: Plan,
}

impl Entered {
    /// Whether it may still change.
    pub(crate) fn is_draft(&self) -> bool {
        self.plan.state() == State::Draft
    }

    /// A plan that the caller may see.
    pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Self, Fault> {
        let row = plan::find(conn, scope, id).await?.ok_or_else(|| refused::no_plan(id))?;
        let departments: Vec<DepartmentRow> =
            plan::departments(conn, &[id]).await?.into_iter().map(|(_, row)| row).collect();
        let frozen = frozen::heads(conn, &[id]).await?.pop();
        let drawn = draw::heads(conn, &[id]).await?.pop();
        let plan = Plan {
            freeze: frozen.as_ref().map(|head| freeze(&row, &departments, head)).transpose()?,
            rounds: rounds(conn, id, drawn.as_ref()).await?,
            cancellation: cancellation(&row)?,
        };
        Ok(Self { row, departments, frozen, drawn, plan })
    }

    /// A plan of the caller's department, which nobody else changes until the unit of work ends.
    pub(crate) async fn own(tx: &mut Tx, id: Uuid) -> Result<Self, Fault> {
        let entered = Self::lock(tx, id).await?;
        let call = tx.call();
        if entered.row.initiating_department == call.department && entered.row.division == call.division {
            return Ok(entered);
        }
        Err(refused::not_initiator())
    }

    /// A plan that the caller's department takes part in, which nobody else changes until the unit of work ends; and that
    /// department's key.
    pub(crate) async fn shared(tx: &mut Tx, id: Uuid) -> Result<(Self, Field), Fault> {
        let entered = Self::lock(tx, id).await?;
        let call = tx.call();
        let takes_part = entered.departments.iter().any(|row| row.department == call.department);
        if !takes_part || entered.row.division != call.division {
            return Err(refused::not_participating(&call.department));
        }
        let department = field(&call.department)?;
        Ok((entered, department))
    }

    async fn lock(tx: &mut Tx, id: Uuid) -> Result<Self, Fault> {
        let scope = tx.call().scope.clone();
        plan::lock(tx.conn(), id).await?;
        // statements of their own: they must see what the lock waited for
        Self::find(tx.conn(), &scope, id).await
    }

    /// Records how far the plan has come by now.
    pub(crate) async fn advance(&mut self, tx: &mut Tx) -> Result<(), Fault> {
        self.plan.state().as_str().clone_into(&mut self.row.state);
        self.row.revision += 1;
        self.row.updated_at = tx.now();
        Ok(plan::advance(tx.conn(), &self.row).await?)
    }

    /// The last round, if it has this number.
    pub(crate) fn require_round(&self, number: u32) -> Result<(), Fault> {
        match self.plan.rounds.last() {
            Some(last) if last.number != number => Err(refused::other_round(last.number)),
            Some(_) | None => Ok(()), // the domain says what is wrong without a round
        }
    }
}

fn freeze(row: &PlanRow, departments: &[DepartmentRow], head: &FrozenRow) -> Result<Freeze, Fault> {
    Ok(Freeze {
        root: hash(&head.root)?,
        departments: departments.iter().map(|row| field(&row.department)).collect::<Result<_, _>>()?,
        beacon: beacon(row)?,
        at: head.frozen_at,
    })
}

/// The beacon that a plan states.
pub(super) fn beacon(row: &PlanRow) -> Result<Option<Beacon>, Fault> {
    let stated = row.beacon_source.as_ref().zip(row.beacon_known_at);
    stated.map(|(source, at)| Ok(Beacon { source: field(source)?, at })).transpose()
}

fn cancellation(row: &PlanRow) -> Result<Option<Cancellation>, Fault> {
    row.cancelled_at.map(|at| Ok(Cancellation { why: field(&row.cancel_reason)?, at })).transpose()
}

async fn rounds(conn: &mut PgConnection, id: Uuid, drawn: Option<&DrawRow>) -> Result<Vec<Round>, Fault> {
    let opened = round::rounds(conn, id).await?;
    let commitments = round::commitments(conn, id).await?;
    let reveals = round::reveals(conn, id).await?;
    let values = round::values(conn, id).await?;
    let failures = round::failures(conn, id).await?;
    let fold = |row: RoundRow| {
        let of = |round: i32| round == row.number;
        let end = match drawn.filter(|drawn| of(drawn.round)) {
            Some(drawn) => Some(End::Drawn { seed: hash(&drawn.seed)?, at: drawn.drawn_at }),
            None => failed(failures.iter().filter(|entry| of(entry.round)))?,
        };
        Ok(Round {
            number: u32::try_from(row.number).map_err(Fault::internal)?,
            opened_at: row.opened_at,
            terms: Terms { commit_by: row.commit_by, reveal_by: row.reveal_by, beacon_at: row.beacon_at },
            why: if row.reason.is_empty() { None } else { Some(field(&row.reason)?) },
            commitments: commitments
                .iter()
                .filter(|entry| of(entry.round))
                .map(commitment)
                .collect::<Result<_, _>>()?,
            reveals: reveals.iter().filter(|entry| of(entry.round)).map(reveal).collect::<Result<_, _>>()?,
            beacon: values.iter().find(|entry| of(entry.round)).map(value).transpose()?,
            end,
        })
    };
    opened.into_iter().map(fold).collect()
}

fn commitment(row: &EntryRow) -> Result<Commitment, Fault> {
    Ok(Commitment { department: field(&row.department)?, hash: hash(&row.bytes)?, at: row.entered_at })
}

fn reveal(row: &EntryRow) -> Result<Reveal, Fault> {
    Ok(Reveal { department: field(&row.department)?, share: share(&row.bytes)?, at: row.entered_at })
}

fn value(row: &ValueRow) -> Result<BeaconValue, Fault> {
    Ok(BeaconValue { value: field(&row.value)?, at: row.entered_at })
}

fn failed<'a>(rows: impl Iterator<Item = &'a FailureRow>) -> Result<Option<End>, Fault> {
    let (mut failures, mut failed_at) = (Vec::new(), None);
    for row in rows {
        failures.push(Failure { cause: cause(&row.cause)?, who: field(&row.who)? });
        failed_at = Some(row.failed_at);
    }
    Ok(failed_at.map(|at| End::Failed { failures, at }))
}

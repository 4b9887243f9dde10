//! Experts of tenders are drawn (GP-09q): frozen, committed to, revealed and put in an order by two departments.

pub(crate) mod enter;
pub(crate) mod freeze;
pub(crate) mod proof;

use draw::plan::{Cause, Commitment, End, Failure, Freeze, Plan, Reveal, Round, Terms};
use draw::{Draft, Field, Hash, Share};
use fault::Fault;
use purchase_domain::tender::panel::{Candidate, Panel};
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::{Read, keep, standing, visible};
use crate::ops::refused::expert as refused;
use crate::store::tender::TenderRow;
use crate::store::tender::draw::{self as store, CandidateRow, DrawRow, EntryRow, RoundRow};
use crate::wire::name;

/// A draw with everything that was entered of it.
#[derive(Debug)]
pub(crate) struct Drawing {
    pub(crate) row: DrawRow,
    pub(crate) candidates: Vec<CandidateRow>,
    pub(crate) rounds: Vec<RoundRow>,
    pub(crate) entries: Vec<EntryRow>,
    /// The fold, which says what may follow.
    pub(crate) plan: Plan,
}

impl Drawing {
    async fn read(conn: &mut PgConnection, id: Uuid) -> Result<Self, Fault> {
        let row = store::get(conn, id).await?.ok_or_else(|| refused::no_draw(id))?;
        let candidates = store::candidates(conn, id).await?;
        let rounds = store::rounds(conn, id).await?;
        let entries = store::entries(conn, id).await?;
        let plan = fold(&row, &rounds, &entries)?;
        Ok(Self { row, candidates, rounds, entries, plan })
    }

    /// A draw whose tender still waits for its experts, with that tender, kept from others.
    async fn keep(tx: &mut Tx, id: Uuid) -> Result<(TenderRow, Self), Fault> {
        let seen = store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_draw(id))?;
        let row = keep(tx, seen.tender).await?;
        standing(&row, &["published", "opened"])?;
        // read anew: it must show what the lock waited for
        Ok((row, Self::read(tx.conn(), id).await?))
    }

    /// The key of the caller's department, if that takes part.
    fn participant(&self, call: &Call) -> Result<Field, Fault> {
        let takes_part = [&self.row.buyer_department, &self.row.bank_department].contains(&&call.department);
        if takes_part && self.row.division == call.division {
            return field(&call.department);
        }
        Err(refused::draw_not_participating(self.row.id, &call.department))
    }

    fn require_round(&self, number: u32) -> Result<(), Fault> {
        match self.plan.rounds.last() {
            Some(last) if last.number != number => Err(refused::draw_other_round(self.row.id, last.number)),
            Some(_) | None => Ok(()),
        }
    }

    fn step<T>(&self, step: Result<T, draw::Refusal>) -> Result<T, Fault> {
        step.map_err(|refusal| refused::draw_step(self.row.id, &refusal))
    }
}

/// What is frozen of a draw.
fn draft(row: &DrawRow, candidates: &[CandidateRow]) -> Result<Draft, Fault> {
    let candidate = |one: &CandidateRow| {
        Ok(Candidate {
            id: field(&one.expert.to_string())?,
            valid_from: one.valid_from,
            valid_to: one.valid_to,
            is_recused: !one.recuse_reason.is_empty(),
        })
    };
    let candidates: Vec<Candidate> = candidates.iter().map(candidate).collect::<Result<_, Fault>>()?;
    let panel = Panel {
        program: field(&row.program)?,
        tender: field(&name::tender(row.tender))?,
        year: u16::try_from(row.year).map_err(Fault::internal)?,
        frozen_at: row.created_at,
        population: field(&row.population)?,
        buyer: code(row)?,
        buyer_department: field(&row.buyer_department)?,
        bank_department: field(&row.bank_department)?,
        on: row.on_day,
        seats: u32::try_from(row.seats).map_err(Fault::internal)?,
    };
    panel.draft(&candidates).map_err(|_| Fault::internal("no rule of draws"))
}

fn code(row: &DrawRow) -> Result<UnifiedCode, Fault> {
    UnifiedCode::of_anybody(&row.buyer_code).ok_or_else(|| Fault::internal("the buyer of a draw has no code"))
}

fn fold(row: &DrawRow, rounds: &[RoundRow], entries: &[EntryRow]) -> Result<Plan, Fault> {
    let mut departments = vec![field(&row.buyer_department)?, field(&row.bank_department)?];
    departments.sort_unstable();
    let freeze = Freeze { root: hash(&row.root)?, departments, beacon: None, at: row.created_at };
    let last = rounds.len();
    let round = |(at, of): (usize, &RoundRow)| {
        let drawn = row.seed.as_deref().zip(row.drawn_at).filter(|_| at + 1 == last);
        Ok(Round {
            number: u32::try_from(of.number).map_err(Fault::internal)?,
            opened_at: of.created_at,
            terms: Terms { commit_by: of.commit_by, reveal_by: of.reveal_by, beacon_at: None },
            why: if of.reason.is_empty() { None } else { Some(field(&of.reason)?) },
            commitments: commitments(of.number, entries)?,
            reveals: reveals(of.number, entries)?,
            beacon: None,
            end: match drawn {
                Some((seed, at)) => Some(End::Drawn { seed: hash(seed)?, at }),
                None => failed(of)?,
            },
        })
    };
    let rounds = rounds.iter().enumerate().map(round).collect::<Result<_, Fault>>()?;
    Ok(Plan { freeze: Some(freeze), rounds, cancellation: None })
}

fn commitments(round: i32, entries: &[EntryRow]) -> Result<Vec<Commitment>, Fault> {
    let of = entries.iter().filter(|entry| entry.round == round);
    let made = |entry: &EntryRow| {
        Ok(Commitment { department: field(&entry.department)?, hash: hash(&entry.commitment)?, at: entry.created_at })
    };
    of.map(made).collect()
}

fn reveals(round: i32, entries: &[EntryRow]) -> Result<Vec<Reveal>, Fault> {
    let mut reveals = Vec::new();
    for entry in entries.iter().filter(|entry| entry.round == round) {
        if let Some((share, at)) = entry.share.as_deref().zip(entry.revealed_at) {
            let share = Share(bytes(share)?);
            reveals.push(Reveal { department: field(&entry.department)?, share, at });
        }
    }
    // as they came; entries are in the order of commitments
    reveals.sort_by(|one, other| (one.at, &one.department).cmp(&(other.at, &other.department)));
    Ok(reveals)
}

fn failed(round: &RoundRow) -> Result<Option<End>, Fault> {
    let Some(at) = round.failed_at else { return Ok(None) };
    let cause = Cause::ALL.into_iter().find(|cause| cause.as_str() == round.failure);
    let cause = cause.ok_or_else(|| Fault::internal("a round failed for no cause that is known"))?;
    let failure = |who: &String| Ok(Failure { cause, who: field(who)? });
    let failures = round.failed_departments.iter().map(failure).collect::<Result<_, Fault>>()?;
    Ok(Some(End::Failed { failures, at }))
}

/// A stored text, which was read as a field before it was stored.
fn field(text: &str) -> Result<Field, Fault> {
    Field::parse(text).map_err(Fault::internal)
}

fn hash(stored: &[u8]) -> Result<Hash, Fault> {
    Ok(Hash(bytes(stored)?))
}

fn bytes(stored: &[u8]) -> Result<[u8; 32], Fault> {
    stored.try_into().map_err(Fault::internal)
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Read) -> Result<Drawing, Fault> {
    let drawing = Drawing::read(conn, query.id).await?;
    visible(conn, drawing.row.tender, &query.call).await.map_err(|_| refused::no_draw(query.id))?;
    Ok(drawing)
}

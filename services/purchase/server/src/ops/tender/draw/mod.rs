//! Experts of tenders (GP-09q), and suppliers that are invited (GP-09v), are drawn: frozen, committed to, revealed and put in an order by two
//! departments.

pub(crate) mod enter;
pub(crate) mod freeze;
pub(crate) mod invite;
pub(crate) mod proof;

use draw::plan::{Commitment, End, Failure, Freeze, Plan, Reveal, Round, Terms};
use draw::stored::{cause, field, hash, share};
use draw::{Draft, Field, Frozen};
use fault::Fault;
use purchase_domain::tender::head::Head;
use purchase_domain::tender::invitation::Invitation;
use purchase_domain::tender::panel::{Candidate, Panel};
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::{Read, standing};
use crate::ops::refused::expert as refused;
use crate::store::tender::draw::{self as store, CandidateRow, DrawRow, EntryRow, RoundRow};
use crate::store::tender::supplier::{self, SupplierRow};
use crate::store::tender::{self as tenders, TenderRow};
use crate::wire::name;

/// A draw with everything that was entered of it.
#[derive(Debug, Clone)]
pub(crate) struct Drawing {
    pub(crate) row: DrawRow,
    pub(crate) candidates: Vec<CandidateRow>,
    pub(crate) suppliers: Vec<SupplierRow>,
    pub(crate) rounds: Vec<RoundRow>,
    pub(crate) entries: Vec<EntryRow>,
    /// The fold, which says what may follow.
    pub(crate) plan: Plan,
}

impl Drawing {
    async fn read(conn: &mut PgConnection, id: Uuid) -> Result<Self, Fault> {
        let row = store::get(conn, id).await?.ok_or_else(|| refused::no_draw(id))?;
        let candidates = store::candidates(conn, id).await?;
        let suppliers = supplier::all(conn, id).await?;
        let rounds = store::rounds(conn, id).await?;
        let entries = store::entries(conn, id).await?;
        let plan = fold(&row, &rounds, &entries)?;
        Ok(Self { row, candidates, suppliers, rounds, entries, plan })
    }

    /// A draw that its tender still waits for, with that tender, kept from others; to those who take part in it, who may not see a draft
    /// otherwise, and the key of the caller's department.
    async fn keep(tx: &mut Tx, id: Uuid) -> Result<(TenderRow, Self, Field), Fault> {
        let seen = store::get(tx.conn(), id).await?.ok_or_else(|| refused::no_draw(id))?;
        tenders::lock(tx.conn(), seen.tender).await?;
        // read anew: it must show what the lock waited for
        let drawing = Self::read(tx.conn(), id).await?;
        let department = drawing.participant(tx.call())?;
        let row = tenders::get(tx.conn(), seen.tender).await?.ok_or_else(|| refused::no_draw(id))?;
        standing(&row, if drawing.is_of_suppliers() { &["draft"] } else { &["published", "opened", "offering"] })?;
        Ok((row, drawing, department))
    }

    /// A draw that the caller may see: with its tender, or taking part in it.
    async fn seen(conn: &mut PgConnection, query: &Read) -> Result<(TenderRow, Self), Fault> {
        let drawing = Self::read(conn, query.id).await?;
        let takes_part = drawing.participant(&query.call).is_ok();
        let row = tenders::get(conn, drawing.row.tender).await?;
        let row = row.filter(|row| takes_part || !row.public_key.is_empty());
        Ok((row.ok_or_else(|| refused::no_draw(query.id))?, drawing))
    }

    /// What was frozen, if it still is what was frozen.
    fn frozen(&self) -> Result<Frozen, Fault> {
        let draft = draft(&self.row, &self.candidates, &self.suppliers)?;
        Frozen::restore(draft, hash(&self.row.root)?).map_err(Fault::internal)
    }

    /// Without what the order can be reckoned from.
    pub(crate) fn for_others(mut self) -> Self {
        self.row.seed = None;
        for entry in &mut self.entries {
            entry.share = None;
        }
        self
    }

    fn is_of_suppliers(&self) -> bool {
        self.row.kind == SUPPLIERS
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

/// Whether the last round of a draw failed, or is overdue, because of the other department alone.
pub(super) async fn is_left_alone(tx: &mut Tx, id: Uuid) -> Result<bool, Fault> {
    let now = tx.now();
    let mut drawing = Drawing::read(tx.conn(), id).await?;
    let is_open = drawing.plan.rounds.last().is_some_and(Round::is_open);
    if is_open && drawing.plan.fail_overdue(now).is_err() {
        return Ok(false);
    }
    let other = drawing.row.bank_department.as_str();
    Ok(match drawing.plan.rounds.last().and_then(|round| round.end.as_ref()) {
        Some(End::Failed { failures, .. }) => failures.iter().all(|failure| failure.who.as_str() == other),
        Some(End::Drawn { .. }) | None => false,
    })
}

/// Kinds of draws.
const EXPERTS: &str = "experts";
const SUPPLIERS: &str = "suppliers";

/// What is frozen of a draw.
fn draft(row: &DrawRow, candidates: &[CandidateRow], suppliers: &[SupplierRow]) -> Result<Draft, Fault> {
    let head = Head {
        program: field(&row.program)?,
        tender: field(&name::tender(row.tender))?,
        year: u16::try_from(row.year).map_err(Fault::internal)?,
        frozen_at: row.created_at,
        population: field(&row.population)?,
        departments: [field(&row.buyer_department)?, field(&row.bank_department)?],
        on: row.on_day,
    };
    let seats = u32::try_from(row.seats).map_err(Fault::internal)?;
    let draft = if row.kind == SUPPLIERS {
        let codes: Vec<UnifiedCode> = suppliers.iter().map(|one| code(&one.code)).collect::<Result<_, _>>()?;
        Invitation { head, invited: seats }.draft(&codes)
    } else {
        Panel { head, buyer: code(&row.buyer_code)?, seats }.draft(&those(candidates)?)
    };
    draft.map_err(|_| Fault::internal("no rule of draws"))
}

/// Experts as a draw sees them.
fn those(candidates: &[CandidateRow]) -> Result<Vec<Candidate>, Fault> {
    let candidate = |one: &CandidateRow| {
        Ok(Candidate {
            id: field(&one.expert.to_string())?,
            valid_from: one.valid_from,
            valid_to: one.valid_to,
            is_recused: !one.recuse_reason.is_empty(),
        })
    };
    candidates.iter().map(candidate).collect()
}

/// A stored code, which was read as one before it was stored.
fn code(stored: &str) -> Result<UnifiedCode, Fault> {
    UnifiedCode::of_anybody(stored).ok_or_else(|| Fault::internal("a draw holds what is no code"))
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
        if let Some((made, at)) = entry.share.as_deref().zip(entry.revealed_at) {
            reveals.push(Reveal { department: field(&entry.department)?, share: share(made)?, at });
        }
    }
    // as they came; entries are in the order of commitments
    reveals.sort_by(|one, other| (one.at, &one.department).cmp(&(other.at, &other.department)));
    Ok(reveals)
}

fn failed(round: &RoundRow) -> Result<Option<End>, Fault> {
    let Some(at) = round.failed_at else { return Ok(None) };
    let cause = cause(&round.failure)?;
    let failure = |who: &String| Ok(Failure { cause, who: field(who)? });
    let failures = round.failed_departments.iter().map(failure).collect::<Result<_, Fault>>()?;
    Ok(Some(End::Failed { failures, at }))
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Read) -> Result<Drawing, Fault> {
    let (tender, drawing) = Drawing::seen(conn, query).await?;
    // who knows the seed can reckon whom a list of guesses would have given
    match drawing.participant(&query.call) {
        Err(refused) if tender.challenge_last_on.is_none() && drawing.is_of_suppliers() => Err(refused),
        Err(_) if tender.challenge_last_on.is_none() => Ok(drawing.for_others()),
        Ok(_) | Err(_) => Ok(drawing),
    }
}

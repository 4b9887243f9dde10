//! The experts of a bank are frozen for a draw, and the first round is opened.

use draw::plan::{Plan, Terms};
use draw::{Frozen, Hash, micros};
use fault::Fault;
use purchase_domain::tender::recusal;
use time::Date;
use uow::Tx;
use vocab::{UnifiedCode, day_of};

use super::enter::open_round;
use super::{Drawing, EXPERTS, draft};
use crate::ops::refused::expert as refused;
use crate::ops::tender::expert::{recusal_rule, ties};
use crate::ops::tender::{Which, hold, note};
use crate::store::expert::{self as bank, ExpertRow};
use crate::store::project;
use crate::store::tender::bid;
use crate::store::tender::draw::{self as store, CandidateRow, DrawRow};
use crate::store::tender::supplier::{self, SupplierRow};
use crate::store::tender::{self as tenders, TenderRow};
use crate::wire::{name, tender::facts};

/// The program that draws.
pub(super) const PROGRAM: &str = concat!("onecode ", env!("CARGO_PKG_VERSION"));

/// Which experts are frozen for which tender.
#[derive(Debug)]
pub(crate) struct Freeze {
    pub(crate) which: Which,
    pub(crate) bank_department: String,
    pub(crate) fields: Vec<String>,
    pub(crate) seats: i32,
    pub(crate) terms: Terms,
}

/// Who may not judge whom, as far as it is known.
struct Known {
    buyer: String,
    officers: Vec<String>,
    /// None before the opening: nobody knows them then.
    bidders: Vec<String>,
    on: Date,
}

impl Known {
    async fn of(tx: &mut Tx, row: &TenderRow, buyer: &str, on: Date) -> Result<Self, Fault> {
        let mut officers = tenders::acting(tx.conn(), row.id, &row.buyer_department).await?;
        officers.extend(tx.call().officer.clone());
        let bids = if row.opened_at.is_some() { bid::opened(tx.conn(), row.id).await? } else { Vec::new() };
        let bidders = bids.into_iter().map(|bid| bid.bidder_code).collect();
        Ok(Self { buyer: buyer.to_owned(), officers, bidders, on })
    }

    /// Why an expert is recused; empty: not.
    fn recuses(&self, one: &CandidateRow) -> String {
        if one.employer_code == self.buyer {
            return "employed by the buyer".to_owned();
        }
        if self.officers.contains(&one.account) {
            return "acts for the buyer in this tender".to_owned();
        }
        let ties = ties(&one.employer_code, &one.tie_codes, &one.tie_ends);
        let bidders = self.bidders.iter().map(String::as_str);
        let conflict = recusal::conflict(&ties, bidders, self.on);
        conflict.map(|bidder| format!("related to {bidder} ({})", recusal_rule(self.on))).unwrap_or_default()
    }
}

fn candidate(one: ExpertRow) -> CandidateRow {
    CandidateRow {
        expert: one.id,
        account: one.account,
        employer_code: one.employer_code,
        tie_codes: one.tie_codes,
        tie_ends: one.tie_ends,
        valid_from: one.valid_from,
        valid_to: one.valid_to,
        recuse_reason: String::new(),
        place: None,
    }
}

pub(crate) async fn freeze(tx: &mut Tx, command: &Freeze) -> Result<Drawing, Fault> {
    let row = hold(tx, &command.which, &["published", "opened"]).await?;
    if command.bank_department == row.buyer_department {
        return Err(Fault::invalid_field("bank_department", "must be another department than the buyer's"));
    }
    if let Some((made, _, _)) = store::of_tender(tx.conn(), row.id).await? {
        return Err(refused::draw_made(row.id, made));
    }
    let project =
        project::get(tx.conn(), row.project).await?.ok_or_else(|| Fault::internal("a tender of no project"))?;
    if UnifiedCode::of_anybody(&project.buyer_code).is_none() {
        return Err(refused::draw_buyer_code(row.id));
    }
    let (now, id) = (tx.now(), tx.new_id());
    let on = day_of(row.opened_at.unwrap_or(row.bid_deadline)).max(day_of(now));
    let bank = (row.division.as_str(), command.bank_department.as_str());
    let experts = bank::appointed(tx.conn(), bank, &command.fields, on).await?;
    let known = Known::of(tx, &row, &project.buyer_code, on).await?;
    let mut candidates: Vec<CandidateRow> = experts.into_iter().map(candidate).collect();
    for one in &mut candidates {
        one.recuse_reason = known.recuses(one);
    }
    let able = candidates.iter().filter(|one| one.recuse_reason.is_empty()).count();
    if i64::try_from(able).unwrap_or(i64::MAX) < i64::from(command.seats) {
        return Err(refused::draw_too_few(row.id, able, command.seats));
    }
    let drawn = DrawRow {
        id,
        tender: row.id,
        kind: EXPERTS.to_owned(),
        division: row.division.clone(),
        buyer_department: row.buyer_department.clone(),
        bank_department: command.bank_department.clone(),
        buyer_code: project.buyer_code,
        fields: command.fields.clone(),
        seats: command.seats,
        program: PROGRAM.to_owned(),
        year: project.year,
        population: words(command, on),
        on_day: on,
        root: Vec::new(),
        created_at: micros(now),
        seed: None,
        drawn_at: None,
    };
    let root = record(tx, &row, drawn, (&candidates, &[]), command.terms).await?;
    let told = format!("{} experts, {} of them recused; root {root}", candidates.len(), candidates.len() - able);
    note(tx, row.id, "draw_frozen", &told).await?;
    let drawing = Drawing::read(tx.conn(), id).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::draw_frozen(&drawing));
    Ok(drawing)
}

/// Keeps what a draw freezes, under its root, and opens the first round.
pub(super) async fn record(
    tx: &mut Tx,
    row: &TenderRow,
    mut drawn: DrawRow,
    (candidates, suppliers): (&[CandidateRow], &[SupplierRow]),
    terms: Terms,
) -> Result<Hash, Fault> {
    let frozen = Frozen::new(draft(&drawn, candidates, suppliers)?).map_err(Fault::internal)?;
    drawn.root = frozen.root().0.to_vec();
    let (by, now) = (tx.author(), tx.now());
    store::insert(tx.conn(), &drawn, &by).await?;
    for one in candidates {
        store::insert_candidate(tx.conn(), drawn.id, one).await?;
    }
    for one in suppliers {
        supplier::insert(tx.conn(), drawn.id, one).await?;
    }
    let mut plan = Plan::default();
    plan.freeze(&frozen).map_err(Fault::internal)?;
    open_round(tx, (drawn.id, &mut plan), terms, None).await?;
    tenders::step(tx.conn(), row.id, &row.status, now).await?;
    Ok(frozen.root())
}

/// Which experts these are, as everybody may read it in the proof.
fn words(command: &Freeze, on: Date) -> String {
    let (department, fields, seats) = (&command.bank_department, command.fields.join(","), command.seats);
    format!("experts of the bank of {department} in {fields}, appointed on {on}; the first {seats} of the order judge")
}

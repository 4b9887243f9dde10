//! The decision is delivered, published, paid and executed.

use casework::Announcement;
use fault::{Fault, Kind, on_constraint};
use inspection_domain::enforcement::{Entry, Instalment, Refusal, Sanction, SanctionKind, money};
use inspection_domain::outcome::OutcomeKind;
use time::Date;
use uow::Tx;
use vocab::day_of;

use super::held::{Held, Seen, Words, hold, moved};
use super::payment::account;
use super::{Step, require_day};
use crate::ops::outcome;
use crate::store::enforcement::payment::{self as store, PaymentRow};
use crate::wire::enforcement::facts;
use crate::wire::name;

/// The fine in other parts.
#[derive(Debug)]
pub(crate) struct Defer {
    pub(crate) instalments: Vec<Instalment>,
    pub(crate) reasons: String,
}

pub(crate) async fn deliver(tx: &mut Tx, step: &Step<Date>) -> Result<Seen, Fault> {
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    let owed = held.dossier.decision.as_ref().is_some_and(|decision| {
        let of = |kind| money(&decision.sanctions, kind) > 0;
        of(SanctionKind::Fine) || of(SanctionKind::Confiscation)
    });
    let action = if owed { "deliver" } else { "deliver-unpaid" };
    held.act(tx, &step.desk, action, Words { on: Some(step.what), ..Words::default() }).await?;
    let today = day_of(tx.now());
    require_day("delivery_date", step.what, (held.row.decided_on.unwrap_or(today), today))?;
    held.enter(tx, Entry::Delivered { on: step.what }).await?;
    held.kept(tx).await
}

pub(crate) async fn publish(tx: &mut Tx, step: &Step<()>) -> Result<Seen, Fault> {
    let (mut held, _) = moved(tx, step, "publish", Words::default()).await?;
    let decision = held.dossier.decision.clone().ok_or(Refusal::NotDecided)?;
    if !decision.publishable {
        return Err(Refusal::Withheld.into());
    }
    if held.dossier.published.is_some() {
        return Err(Refusal::Published.into());
    }
    let sanctions: Vec<String> = decision.sanctions.iter().map(Sanction::said).collect();
    let row = &held.row;
    let announcement = Announcement {
        kind: "penalty",
        organization: name::organization(row.organization),
        title: format!("{}行政处罚决定", row.organization_title),
        body: format!(
            "{}（统一社会信用代码{}）：{}。依据{}，决定：{}。决定书文号：{}，决定日期：{}。",
            row.organization_title,
            row.organization,
            row.matter,
            decision.basis.join("、"),
            sanctions.join("；"),
            decision.document_number,
            decision.on,
        ),
        rule: "PN-03d",
    };
    let announced = step.desk.office.announce(tx, held.row.id, announcement).await?;
    let today = day_of(tx.now());
    held.enter(tx, Entry::Published { on: today, announcement: announced.name.clone() }).await?;
    let fact = facts::publication(&held.row, &decision, (&announced.name, true, today));
    tx.emit(&name::penalty(held.row.id), &held.row.division.clone(), &fact);
    held.kept(tx).await
}

/// Of no part more is paid than is owed of it, neither on the day of the payment nor today.
pub(crate) async fn pay(tx: &mut Tx, step: &Step<PaymentRow>) -> Result<Seen, Fault> {
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    let (paid, today) = (&step.what, day_of(tx.now()));
    let before = store::of(tx.conn(), step.id).await?;
    let mut account = account(&step.desk.office, &held.dossier, &before)?;
    let owed = account.on(paid.paid_on)?;
    account.paid.push(paid.into());
    // The last payment ends the term, on its day.
    let settled = account.on(today)?.total_fen() == 0;
    let action = if settled { "pay-off" } else { "pay" };
    held.act(tx, &step.desk, action, Words { on: Some(paid.paid_on), ..Words::default() }).await?;
    require_day("payment.payment_date", paid.paid_on, (held.dossier.delivered_on.unwrap_or(today), today))?;
    for day in [paid.paid_on, today] {
        let bill = account.on(day)?;
        if bill.fine_fen < 0 || bill.surcharge_owed_fen < 0 || bill.confiscation_fen < 0 {
            return Err(Refusal::Overpaid {
                fine_fen: owed.fine_fen,
                surcharge_fen: owed.surcharge_owed_fen,
                confiscation_fen: owed.confiscation_fen,
            }
            .into());
        }
    }
    let now = tx.now();
    let inserted = store::insert(tx.conn(), step.id, paid, now).await;
    on_constraint(inserted, "penalty_payment_receipt_key", || {
        Fault::invalid_field("payment.receipt", "is recorded for another payment of this penalty")
    })?;
    held.kept(tx).await
}

/// The last day may move as long as it has not passed; what is paid stays paid.
pub(crate) async fn defer(tx: &mut Tx, step: &Step<Defer>) -> Result<Seen, Fault> {
    let Defer { instalments, reasons } = &step.what;
    let (mut held, _) = moved(tx, step, "defer", Words { reasons, ..Words::default() }).await?;
    let today = day_of(tx.now());
    let payments = store::of(tx.conn(), step.id).await?;
    let account = account(&step.desk.office, &held.dossier, &payments)?;
    let bill = account.on(today)?;
    if bill.overdue_fen > 0 || bill.surcharge_fen > 0 || account.instalments.iter().all(|one| one.due_on < today) {
        return Err(procedure::Refusal::Over.into());
    }
    let stated = instalments.iter().fold(0_i64, |sum, one| sum.saturating_add(one.amount_fen));
    if stated != bill.fine_fen || stated == 0 {
        return Err(Refusal::InstalmentsDiffer { unpaid_fen: bill.fine_fen }.into());
    }
    if instalments.first().is_some_and(|first| first.due_on < today) {
        return Err(Fault::invalid_field("instalments[0].due_date", format!("must not be before {today}")));
    }
    let settled = account.fine_fen().saturating_sub(bill.fine_fen);
    let paid = (settled > 0).then_some(Instalment { due_on: today, amount_fen: settled });
    let instalments = paid.into_iter().chain(instalments.iter().copied()).collect();
    held.enter(tx, Entry::Deferred { on: today, instalments, reasons: reasons.clone() }).await?;
    held.kept(tx).await
}

pub(crate) async fn execute(tx: &mut Tx, step: &Step<String>) -> Result<Seen, Fault> {
    let (mut held, _) = moved(tx, step, "execute", Words::default()).await?;
    let today = day_of(tx.now());
    let payments = store::of(tx.conn(), step.id).await?;
    let bill = account(&step.desk.office, &held.dossier, &payments)?.on(today)?;
    if bill.total_fen() > 0 {
        return Err(Refusal::Unpaid { owed_fen: bill.total_fen() }.into());
    }
    require_published(&held)?;
    held.enter(tx, Entry::Executed { on: today, note: step.what.clone() }).await?;
    let resource = name::penalty(held.row.id);
    outcome::end(tx, &resource, OutcomeKind::PenaltyDecided, today).await?;
    let fact = facts::executed(&held.row, &held.dossier, &payments, today);
    tx.emit(&resource, &held.row.division.clone(), &fact);
    held.kept(tx).await
}

fn require_published(held: &Held) -> Result<(), Fault> {
    let Some(decision) = &held.dossier.decision else {
        return Err(Fault::new(Kind::Internal, "INTERNAL", "a penalty without a decision is executed"));
    };
    if decision.publishable && held.dossier.published.is_none() {
        return Err(Refusal::Unpublished.into());
    }
    Ok(())
}

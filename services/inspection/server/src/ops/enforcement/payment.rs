//! What is owed of a penalty on a day, and what was paid.

use casework::Casework;
use fault::Fault;
use inspection_domain::enforcement::{Account, Bill, Dossier, Instalment, Paid, SanctionKind, money};
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;
use vocab::day_of;

use super::read::find;
use super::{Desk, version};
use crate::store::enforcement::payment::{self as store, PaymentRow};

/// Of which penalty, and on which day.
#[derive(Debug)]
pub(crate) struct GetPayment {
    pub(crate) desk: Desk,
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) day: Date,
}

/// What is owed, and from what it was reckoned.
#[derive(Debug)]
pub(crate) struct Owed {
    pub(crate) id: Uuid,
    pub(crate) day: Date,
    pub(crate) bill: Bill,
    pub(crate) fine_fen: i64,
    pub(crate) confiscation_fen: i64,
    pub(crate) instalments: Vec<Instalment>,
    pub(crate) payments: Vec<PaymentRow>,
    pub(crate) rule: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetPayment) -> Result<Owed, Fault> {
    let seen = find(conn, &query.scope, query.id).await?;
    let mut payments = store::of(conn, query.id).await?;
    let account = account(&query.desk.office, &seen.dossier, &payments)?;
    let bill = account.on(query.day)?;
    payments.retain(|payment| payment.paid_on <= query.day);
    let due = account.instalments.iter().map(|one| one.due_on).min();
    let since = due.unwrap_or_else(|| day_of(seen.row.created_at));
    Ok(Owed {
        id: query.id,
        day: query.day,
        bill,
        fine_fen: fine(&seen.dossier),
        confiscation_fen: account.confiscation_fen,
        instalments: account.instalments,
        payments,
        rule: version(&query.desk.office, inspection_domain::enforcement::SURCHARGE, since)?,
    })
}

/// What money owed depends on. Until it is deferred, the fine is due on the day that the rule and the calendar give to the
/// delivery; before that nothing is late.
pub(super) fn account(office: &Casework, dossier: &Dossier, payments: &[PaymentRow]) -> Result<Account, Fault> {
    let fine_fen = fine(dossier);
    let confiscated = dossier.decision.as_ref().map_or(0, |one| money(&one.sanctions, SanctionKind::Confiscation));
    let instalments = match dossier.delivered_on {
        Some(on) if dossier.instalments.is_empty() && fine_fen > 0 => {
            vec![Instalment { due_on: office.ends_on("PN-03a", on)?.0, amount_fen: fine_fen }]
        }
        Some(_) => dossier.instalments.clone(),
        None => Vec::new(),
    };
    Ok(Account {
        instalments,
        confiscation_fen: confiscated,
        paid: payments.iter().map(Paid::from).collect(),
        annulled: dossier.annulment.is_some(),
    })
}

impl From<&PaymentRow> for Paid {
    fn from(row: &PaymentRow) -> Self {
        Self {
            on: row.paid_on,
            fine_fen: row.fine_fen,
            surcharge_fen: row.surcharge_fen,
            confiscation_fen: row.confiscation_fen,
        }
    }
}

fn fine(dossier: &Dossier) -> i64 {
    dossier.decision.as_ref().map_or(0, |decision| money(&decision.sanctions, SanctionKind::Fine))
}

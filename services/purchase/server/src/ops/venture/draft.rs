//! Rounds are drafted, published and cancelled.

use fault::Fault;
use purchase_domain::venture::first_deadline;
use uow::Tx;
use vocab::day_of;

use super::read::{Shown, told};
use super::{End, Which, hold, note, refused};
use crate::ops::fund;
use crate::store::venture::{self as store, Stated, course};
use crate::wire::{name, venture::facts};

pub(crate) async fn create(tx: &mut Tx, stated: &Stated) -> Result<Shown, Fault> {
    fund::valid(tx, stated.fund).await?;
    let by = tx.author();
    store::insert(tx.conn(), stated, &by).await?;
    note(tx, by.id, "drafted", "").await?;
    told(tx.conn(), by.id).await
}

pub(crate) async fn publish(tx: &mut Tx, which: &Which) -> Result<Shown, Fault> {
    let row = hold(tx, which, &["draft"]).await?;
    fund::valid(tx, row.fund).await?;
    let now = tx.now();
    let (first, rule) = first_deadline(day_of(now)).ok_or_else(|| Fault::internal("no rule of the call"))?;
    let rule = rule.reference().to_string();
    if day_of(row.filing_deadline) < first {
        return Err(refused::term_short(&rule, first));
    }
    store::publish(tx.conn(), row.id, &[rule], now).await?;
    note(tx, row.id, "published", "").await?;
    let shown = told(tx.conn(), row.id).await?;
    tx.emit(&name::venture_round(row.id), &row.division, &facts::published(&shown));
    Ok(shown)
}

pub(crate) async fn cancel(tx: &mut Tx, command: &End<Which>) -> Result<Shown, Fault> {
    let any = ["draft", "open", "reviewing", "defending", "ranked", "proposed", "noticed"];
    let row = hold(tx, &command.which, &any).await?;
    if row.granted_fen > 0 {
        return Err(refused::round_state(row.id, &row.status));
    }
    let now = tx.now();
    store::cancel(tx.conn(), row.id, &command.reason, now).await?;
    course::end_all(tx.conn(), row.id, &command.reason, now).await?;
    note(tx, row.id, "cancelled", &command.reason).await?;
    let shown = told(tx.conn(), row.id).await?;
    // of what never was more than a draft nobody was told
    if row.published_at.is_some() {
        tx.emit(&name::venture_round(row.id), &row.division, &facts::cancelled(&shown));
    }
    Ok(shown)
}

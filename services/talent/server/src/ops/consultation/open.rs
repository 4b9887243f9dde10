//! Consultations are opened: who is asked is frozen.

use fault::Fault;
use sqlx::PgConnection;
use talent_domain::consultation::{MOST_ASKED, first_last_day};
use time::Date;
use uow::{Call, Tx};
use vocab::day_of;

use super::read::{Shown, told};
use super::{Which, as_read, hold, note, own, refused};
use crate::register::Asked;
use crate::store::consultation::{self as store, ConsultationRow, asked};
use crate::wire::consultation::{facts, name};

/// What is asked before the register is asked.
#[derive(Debug)]
pub(crate) struct Opening {
    pub(crate) which: Which,
    pub(crate) call: Call,
    pub(crate) today: Date,
}

/// Which draft is opened, and whom the register shows for it.
#[derive(Debug)]
pub(crate) struct Open {
    pub(crate) which: Which,
    pub(crate) asked: Asked,
}

/// The rule that the last day was checked by.
fn term(row: &ConsultationRow, today: Date) -> Result<String, Fault> {
    let (first, rule) = first_last_day(today).ok_or_else(|| Fault::internal("no rule of the term"))?;
    let rule = rule.reference().to_string();
    if row.last_on < first { Err(refused::term_short(&rule, first)) } else { Ok(rule) }
}

/// A draft that may be opened.
pub(crate) async fn opening(conn: &mut PgConnection, query: &Opening) -> Result<ConsultationRow, Fault> {
    let row = own(conn, query.which.id, &query.call).await?;
    as_read(&row, &query.which)?;
    if row.status != "draft" {
        return Err(refused::state(&row, query.today));
    }
    term(&row, query.today)?;
    Ok(row)
}

pub(crate) async fn open(tx: &mut Tx, command: &Open) -> Result<Shown, Fault> {
    // its etag is that of the draft the register was asked for
    let row = hold(tx, &command.which, &["draft"]).await?;
    let now = tx.now();
    let rule = term(&row, day_of(now))?;
    let Asked { codes, titles } = &command.asked;
    if codes.is_empty() {
        return Err(refused::nobody(row.id));
    }
    let count = i32::try_from(codes.len()).ok().filter(|_| codes.len() <= MOST_ASKED);
    let count = count.ok_or_else(refused::too_many)?;
    asked::insert(tx.conn(), row.id, (codes, titles)).await?;
    store::open(tx.conn(), row.id, (count, &[rule]), now).await?;
    note(tx, row.id, "opened", "").await?;
    let shown = told(tx, row.id).await?;
    tx.emit(&name::consultation(row.id), &row.division, &facts::opened(&shown.row));
    Ok(shown)
}

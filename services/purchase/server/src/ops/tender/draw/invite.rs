//! Suppliers who qualify are frozen for the draw that says whom an invited tender invites; and the invited are told.

use draw::micros;
use draw::plan::Terms;
use fault::Fault;
use purchase_domain::tender::invitation;
use sqlx::PgConnection;
use time::Date;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::freeze::{PROGRAM, record};
use super::{Drawing, SUPPLIERS};
use crate::ops::refused::{expert as refused, tender as tender_refused};
use crate::ops::tender::{Shown, Which, hold, note, told, visible};
use crate::store::project;
use crate::store::tender::TenderRow;
use crate::store::tender::draw::DrawRow;
use crate::store::tender::supplier::{self, SupplierRow};

/// The method whose bidders are drawn.
pub(in crate::ops::tender) const INVITED: &str = "invited_tender";

/// Who qualifies for which draft, and how many of them are invited.
#[derive(Debug)]
pub(crate) struct Freeze {
    pub(crate) which: Which,
    pub(crate) other_department: String,
    /// Codes and names, each code once.
    pub(crate) suppliers: Vec<(String, String)>,
    pub(crate) invited: i32,
    pub(crate) terms: Terms,
}

/// Who asks for an invitation, for whom.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) tender: Uuid,
    pub(crate) bidder_code: String,
    pub(crate) call: Call,
}

pub(crate) async fn freeze(tx: &mut Tx, command: &Freeze) -> Result<Drawing, Fault> {
    let row = hold(tx, &command.which, &["draft"]).await?;
    if row.method != INVITED {
        return Err(tender_refused::method(row.project, &row.method));
    }
    if command.other_department == row.buyer_department {
        return Err(Fault::invalid_field("other_department", "must be another department than the buyer's"));
    }
    if let Some(made) = supplier::draw_of(tx.conn(), row.id).await? {
        return Err(refused::draw_made(row.id, made));
    }
    if let Some(made) = supplier::discarded(tx.conn(), row.project, row.id).await? {
        return Err(refused::draw_made(row.id, made));
    }
    let (now, id) = (tx.now(), tx.new_id());
    let least = least(&row, day_of(now));
    if i64::from(command.invited) < least {
        return Err(Fault::invalid_field("invited_count", format!("must be {least} or more")));
    }
    let project =
        project::get(tx.conn(), row.project).await?.ok_or_else(|| Fault::internal("a tender of no project"))?;
    let one = |(code, title): &(String, String)| SupplierRow { code: code.clone(), title: title.clone(), place: None };
    let suppliers: Vec<SupplierRow> = command.suppliers.iter().map(one).collect();
    let drawn = DrawRow {
        id,
        tender: row.id,
        kind: SUPPLIERS.to_owned(),
        division: row.division.clone(),
        buyer_department: row.buyer_department.clone(),
        bank_department: command.other_department.clone(),
        buyer_code: project.buyer_code,
        fields: Vec::new(),
        seats: command.invited,
        program: PROGRAM.to_owned(),
        year: project.year,
        population: format!("{} suppliers who qualify, {} of whom are invited", suppliers.len(), command.invited),
        on_day: day_of(row.bid_deadline),
        root: Vec::new(),
        created_at: micros(now),
        seed: None,
        drawn_at: None,
    };
    record(tx, &row, drawn, (&[], &suppliers), command.terms).await?;
    // how many qualify is told to nobody, nor what guesses could be compared with
    note(tx, row.id, "suppliers_frozen", "").await?;
    Drawing::read(tx.conn(), id).await
}

/// How many must be invited on a day: as the rule says, and as many as the tender wants bids.
fn least(row: &TenderRow, day: Date) -> i64 {
    invitation::least(day).map_or(1, |rule| rule.value()).max(i64::from(row.least_bids))
}

/// Enough are drawn for a tender whose bidders are invited.
pub(in crate::ops::tender) async fn enough_invited(tx: &mut Tx, row: &TenderRow) -> Result<(), Fault> {
    if row.method != INVITED {
        return Ok(());
    }
    let least = least(row, day_of(tx.now()));
    let found = supplier::invited(tx.conn(), row.id).await?.len();
    if i64::try_from(found).unwrap_or(i64::MAX) < least {
        Err(refused::invitees_missing(row.id, found))
    } else {
        Ok(())
    }
}

/// A bidder may bid: everybody, or whoever is invited.
pub(in crate::ops::tender) async fn may_bid(tx: &mut Tx, row: &TenderRow, code: &str) -> Result<(), Fault> {
    let is_open = row.method != INVITED;
    if is_open || supplier::invited(tx.conn(), row.id).await?.iter().any(|invited| invited == code) {
        return Ok(());
    }
    Err(refused::not_invited(row.id))
}

/// What an invited tender asks for, to whoever is invited.
pub(crate) async fn invitation(conn: &mut PgConnection, query: &Ask) -> Result<Shown, Fault> {
    let row = visible(conn, query.tender, &query.call).await?;
    let invited = supplier::invited(conn, row.id).await?;
    if row.public_key.is_empty() || !invited.contains(&query.bidder_code) {
        return Err(refused::not_invited(row.id));
    }
    told(conn, row.id).await
}

//! Keeping a name free for a matter (名称预留, NAME-04), and giving it up.

use fault::{Fault, on_constraint};
use registry_domain::naming;
use registry_domain::{Finding, Outcome, Refusal, day_of, rules};
use sqlx::PgConnection;
use statute::Clock;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::workdays::Calendar;

use super::{NameProposal, findings};
use crate::store;
use crate::store::reservation::{self, ReservationRow, ReservationState};
use crate::wire;
use crate::wire::page::{self, Binding};

/// Which name, for which matter.
#[derive(Debug)]
pub(crate) struct ReserveName {
    pub(crate) proposal: NameProposal,
    pub(crate) matter: String,
    pub(crate) calendar: Calendar,
}

/// Which reservation.
#[derive(Debug)]
pub(crate) struct ReleaseName {
    pub(crate) id: Uuid,
}

/// Which page of which list.
#[derive(Debug)]
pub(crate) struct ListReservations {
    pub(crate) scope: Scope,
    pub(crate) today: Date,
    pub(crate) ended: bool,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A reservation as it stands on a day.
#[derive(Debug)]
pub(crate) struct Reservation {
    pub(crate) row: ReservationRow,
    pub(crate) day: Date,
}

/// A reservation made, and what the check found.
#[derive(Debug)]
pub(crate) struct Reserved {
    pub(crate) reservation: Reservation,
    pub(crate) findings: Vec<Finding>,
}

/// A page, newest first.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) reservations: Vec<Reservation>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn reserve(tx: &mut Tx, command: &ReserveName) -> Result<Reserved, Fault> {
    let NameProposal { title, kind, division, .. } = &command.proposal;
    if !tx.call().scope.covers(division.as_str()) {
        return Err(Refusal::OutsideDivision { division: *division }.into());
    }
    let (now, today) = (tx.now(), day_of(tx.now()));
    let cited = rules().on("NAME-04", today).map_err(Fault::internal)?;
    let term = Clock::start(cited, today).reckon(rules(), &command.calendar).map_err(Fault::internal)?;
    let expires_on = term.due.ok_or_else(|| Fault::internal("a term without suspension has no end"))?;
    let key = naming::key(title.as_str(), *kind, *division);
    store::application::lock_name(tx.conn(), *division, &key).await?;
    let findings = findings(tx.conn(), &command.proposal, today).await?;
    let against = findings.iter().filter(|finding| finding.outcome == Outcome::NotMet);
    let mut refused: Vec<String> = against.map(|finding| finding.rule.id.clone()).collect();
    refused.dedup();
    if refused.iter().any(|rule| rule == cited.id()) {
        let holder = reservation::holder(tx.conn(), *division, &key, today).await?;
        return Err(Refusal::NameReserved { until: holder.map_or(expires_on, |holder| holder.until) }.into());
    }
    if !refused.is_empty() {
        return Err(Refusal::NameRefused { rules: refused }.into());
    }
    let reference = cited.reference();
    let row = ReservationRow {
        id: tx.new_id(),
        title: title.clone(),
        kind: (*kind).into(),
        division: *division,
        matter: command.matter.clone(),
        department: tx.call().department.clone(),
        state: ReservationState::Held,
        reserved_on: today,
        expires_on,
        rule: reference.id,
        rule_version: i32::try_from(reference.version).map_err(Fault::internal)?,
        application: None,
        created_at: now,
    };
    reservation::lapse(tx.conn(), *division, &key, today, now).await?;
    let inserted = reservation::insert(tx.conn(), &row, &key).await;
    // a rival that was as fast reserved it on this very day
    on_constraint(inserted, "name_reservation_holder_key", || Refusal::NameReserved { until: expires_on }.into())?;
    tx.emit(&wire::naming::reservation_name(row.id), division.as_str(), &wire::facts::name_reserved(&row));
    Ok(Reserved { reservation: Reservation { row, day: today }, findings })
}

pub(crate) async fn release(tx: &mut Tx, command: &ReleaseName) -> Result<Reservation, Fault> {
    let (scope, today) = (tx.call().scope.clone(), day_of(tx.now()));
    let row = reservation::lock(tx.conn(), &scope, command.id).await?;
    let row = row.ok_or_else(|| Refusal::NameReservationNotFound { reservation: command.id.to_string() })?;
    if let Some(state) = ended(&row, today) {
        return Err(Refusal::NameReservationEnded { state }.into());
    }
    let row = end(tx, row, ReservationState::Released).await?;
    Ok(Reservation { row, day: today })
}

/// Ends one that is locked.
pub(super) async fn end(tx: &mut Tx, row: ReservationRow, state: ReservationState) -> Result<ReservationRow, Fault> {
    let now = tx.now();
    reservation::end(tx.conn(), row.id, state, now).await?;
    let row = ReservationRow { state, ..row };
    tx.emit(&wire::naming::reservation_name(row.id), row.division.as_str(), &wire::facts::name_released(&row));
    Ok(row)
}

fn ended(row: &ReservationRow, today: Date) -> Option<&'static str> {
    match row.state {
        ReservationState::Held => (row.expires_on < today && row.application.is_none()).then_some("expired"),
        ReservationState::Lapsed => Some("expired"),
        ReservationState::Released => Some("released"),
        ReservationState::Consumed => Some("consumed"),
    }
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListReservations) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let rows = reservation::page(conn, &query.scope, query.today, query.ended, query.before, limit).await;
    let mut rows = rows?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let reservations = rows.into_iter().map(|row| Reservation { row, day: query.today }).collect();
    Ok(Listed { reservations, next_page_token })
}

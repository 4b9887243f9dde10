//! Elections that are due (换届), duty reports (述职) and audits.

use fault::{Fault, on_constraint};
use registry_domain::officer::{OfficerRefusal, late_until};
use registry_domain::{Refusal, rules};
use seal::Ring;
use sqlx::PgConnection;
use time::{Date, Month, OffsetDateTime};
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::recusal;
use crate::store;
use crate::store::duty::{self, Audit, DutyReport, MissingRow, TermRow};
use crate::wire::page::{self, Binding};

/// Which page of the terms that end by a day.
#[derive(Debug)]
pub(crate) struct ListExpiring {
    /// `None` if no place is in both the caller's scope and the request.
    pub(crate) within: Option<Scope>,
    pub(crate) by: Date,
    pub(crate) today: Date,
    pub(crate) after: (Date, String),
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A term that ends, and where it stands.
#[derive(Debug)]
pub(crate) struct ExpiringTerm {
    pub(crate) row: TermRow,
    pub(crate) late_until: Option<Date>,
    pub(crate) state: TermState,
}

/// Where a term stands.
#[derive(Debug, Clone, Copy)]
pub(crate) enum TermState {
    Due,
    Late,
    Beyond,
    Extended,
}

/// A page of terms.
#[derive(Debug)]
pub(crate) struct Expiring {
    pub(crate) terms: Vec<ExpiringTerm>,
    pub(crate) next_page_token: String,
}

/// Which page of the missing reports of a year.
#[derive(Debug)]
pub(crate) struct ListMissing {
    pub(crate) within: Option<Scope>,
    pub(crate) year: i32,
    pub(crate) after: String,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page of missing reports.
#[derive(Debug)]
pub(crate) struct Missing {
    pub(crate) rows: Vec<MissingRow>,
    pub(crate) next_page_token: String,
}

/// A report to be filed.
#[derive(Debug)]
pub(crate) struct FileReport {
    pub(crate) ring: Ring,
    pub(crate) report: DutyReport,
}

/// An audit to be recorded.
#[derive(Debug)]
pub(crate) struct RecordAudit {
    pub(crate) ring: Ring,
    pub(crate) audit: Audit,
}

/// Something recorded, with its id and instant.
#[derive(Debug)]
pub(crate) struct Recorded<T> {
    pub(crate) id: Uuid,
    pub(crate) at: OffsetDateTime,
    pub(crate) what: T,
}

pub(crate) async fn expiring(conn: &mut PgConnection, query: &ListExpiring) -> Result<Expiring, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = match &query.within {
        Some(within) => duty::expiring(conn, within, query.by, &query.after, limit).await?,
        None => Vec::new(),
    };
    let key = |row: &TermRow| format!("{} {}", row.ends_on, row.organization);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    let terms = rows.into_iter().map(|row| standing(row, query.today)).collect();
    Ok(Expiring { terms, next_page_token })
}

fn standing(row: TermRow, today: Date) -> ExpiringTerm {
    if let Some(until) = row.late_until {
        let state = if today <= until { TermState::Extended } else { TermState::Beyond };
        return ExpiringTerm { row, late_until: Some(until), state };
    }
    let late_until = late_until(rules(), row.ends_on).ok().map(|(until, _)| until);
    let state = if row.ends_on >= today {
        TermState::Due
    } else if late_until.is_some_and(|until| today <= until) {
        TermState::Late
    } else {
        TermState::Beyond
    };
    ExpiringTerm { row, late_until, state }
}

pub(crate) async fn missing(conn: &mut PgConnection, query: &ListMissing) -> Result<Missing, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = match &query.within {
        Some(within) => duty::missing(conn, within, of_year(query.year)?, &query.after, limit).await?,
        None => Vec::new(),
    };
    let key = |row: &MissingRow| row.organization.to_string();
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    Ok(Missing { rows, next_page_token })
}

pub(crate) async fn file(tx: &mut Tx, command: &FileReport) -> Result<Recorded<DutyReport>, Fault> {
    let (report, now) = (&command.report, tx.now());
    let (code, year) = (report.organization, report.year);
    require_seen(tx, &command.ring, code).await?;
    let (from, to) = of_year(year)?;
    if !duty::represented_between(tx.conn(), code, from, to).await? {
        return Err(OfficerRefusal::NoLegalRepresentative { year }.into());
    }
    let filed = duty::insert_report(tx.conn(), report, now).await;
    on_constraint(filed, "duty_report_pkey", || OfficerRefusal::DutyReportFiled { year }.into())?;
    Ok(Recorded { id: tx.call_id(), at: now, what: report.clone() })
}

pub(crate) async fn audit(tx: &mut Tx, command: &RecordAudit) -> Result<Recorded<Audit>, Fault> {
    let (id, now) = (tx.new_id(), tx.now());
    require_seen(tx, &command.ring, command.audit.organization).await?;
    duty::insert_audit(tx.conn(), id, &command.audit, now).await?;
    Ok(Recorded { id, at: now, what: command.audit.clone() })
}

/// Refuses an organisation that the caller may not see, or in which who acts is interested.
async fn require_seen(tx: &mut Tx, ring: &Ring, code: UnifiedCode) -> Result<(), Fault> {
    let scope = tx.call().scope.clone();
    if !store::organization::lock(tx.conn(), &scope, code).await? {
        return Err(Refusal::NotFound { code }.into());
    }
    recusal::require_disinterested(tx, ring, code).await
}

/// The first day of a year and that of the next.
fn of_year(year: i32) -> Result<(Date, Date), Fault> {
    let first = |year| Date::from_calendar_date(year, Month::January, 1).map_err(Fault::internal);
    Ok((first(year)?, first(year + 1)?))
}

//! Annual reports and their campaigns: each operation moves the case and its row together.

pub(crate) mod campaign;
pub(crate) mod conclude;
pub(crate) mod delay;
pub(crate) mod draft;
pub(crate) mod duty;
pub(crate) mod enroll;
pub(crate) mod known;
mod missed;
pub(crate) mod read;
pub(crate) mod rectify;
pub(crate) mod review;
pub(crate) mod submit;
pub(crate) mod sweep;

use casework::{Casework, Standing, caller};
use fault::{Fault, Kind};
use inspection_domain::report::conclude::Value;
use inspection_domain::report::procedure::APPLICANT;
use procedure::Act;
use sqlx::PgConnection;
use uow::Tx;
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::store::annual_report::{self, ReportRow};
use crate::store::report_campaign::{self, CampaignRow};
use crate::store::report_conclusion::{self, ConclusionRow};
use crate::store::report_duty;
use crate::wire::report::{campaign_name, report_etag, report_name};

/// A report as it is shown.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) row: ReportRow,
    pub(crate) conclusions: Vec<ConclusionRow>,
    pub(crate) second_year: bool,
}

/// Which report, as the caller saw it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) office: Casework,
    pub(crate) code: UnifiedCode,
    pub(crate) year: i32,
    pub(crate) etag: String,
}

/// The report, kept from others, unless somebody changed it since the caller read it.
async fn locked(tx: &mut Tx, seen: &Seen) -> Result<ReportRow, Fault> {
    let scope = tx.call().scope.clone();
    let row = annual_report::lock(tx.conn(), &scope, seen.code, seen.year).await?;
    let row = row.ok_or_else(|| no_report(seen.code, seen.year))?;
    let current = report_etag(&row);
    if seen.etag != current {
        let sentence = "the report has changed since it was read";
        return Err(Fault::new(Kind::Aborted, "REPORT_CHANGED", sentence).with("etag", current));
    }
    Ok(row)
}

/// Takes a step of the case that a report is handled in.
async fn act(tx: &mut Tx, office: &Casework, row: &mut ReportRow, act: Act) -> Result<Standing, Fault> {
    let by = caller(tx);
    let standing = office.act(tx, row.case_id, None, Act { by, ..act }).await?;
    row.state.clone_from(&standing.case.state);
    Ok(standing)
}

/// The campaign of a report, if the caller is its authority: one of the same name elsewhere is not.
async fn of_authority(tx: &mut Tx, row: &ReportRow) -> Result<CampaignRow, Fault> {
    let campaign = report_campaign::of_duty(tx.conn(), row.campaign).await?;
    campaign::require_authority(&campaign, tx.call())?;
    Ok(campaign)
}

/// Refuses whoever did not make the draft.
fn require_filer(tx: &Tx, row: &ReportRow, action: &'static str) -> Result<(), Fault> {
    let its = row.filer_department == tx.call().department && row.filer_division == tx.call().division;
    if its { Ok(()) } else { Err(procedure::Refusal::Role { action, roles: &[APPLICANT] }.into()) }
}

/// Writes a report that changed; as it is shown.
async fn keep(tx: &mut Tx, mut row: ReportRow) -> Result<Shown, Fault> {
    write(tx, &mut row).await?;
    shown(tx.conn(), row).await
}

/// Writes a report that changed.
async fn write(tx: &mut Tx, row: &mut ReportRow) -> Result<(), Fault> {
    row.revision += 1;
    row.updated_at = tx.now();
    Ok(annual_report::update(tx.conn(), row).await?)
}

/// A report with its conclusions.
async fn shown(conn: &mut PgConnection, row: ReportRow) -> Result<Shown, Fault> {
    let conclusions = report_conclusion::of(conn, row.id).await?;
    let second_year = second_year(conn, &row).await?;
    Ok(Shown { row, conclusions, second_year })
}

/// Whether it is 不合格 two years running (AI-05); a missing report has no row here, and is told of in the list of duties.
async fn second_year(conn: &mut PgConnection, row: &ReportRow) -> Result<bool, Fault> {
    if row.value != Value::Unqualified.as_str() {
        return Ok(false);
    }
    let earlier = report_duty::ended(conn, row.code, row.year - 1).await?;
    Ok(earlier.is_some_and(|earlier| earlier.value == row.value))
}

fn no_report(code: UnifiedCode, year: i32) -> Fault {
    Fault::new(Kind::NotFound, "REPORT_NOT_FOUND", "no such report is on record")
        .with("annual_report", report_name(code, year))
}

fn no_campaign(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "REPORT_CAMPAIGN_NOT_FOUND", "no such campaign is on record")
        .with("campaign", campaign_name(id))
}

fn not_authority() -> Fault {
    let sentence = "only the authority that opened the campaign may do this";
    Fault::new(Kind::PermissionDenied, "REPORT_NOT_AUTHORITY", sentence)
}

fn state_refused(reason: &'static str, sentence: &str, row: &ReportRow) -> Fault {
    Fault::new(Kind::FailedPrecondition, reason, sentence).with("state", row.state.clone())
}

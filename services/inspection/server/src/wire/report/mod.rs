//! Annual reports: requests, replies, and what others may learn of them.

pub(crate) mod campaign;
pub(crate) mod content;
pub(crate) mod enums;
pub(crate) mod facts;
pub(crate) mod form;
pub(crate) mod reply;
pub(crate) mod request;

use uuid::Uuid;
use vocab::UnifiedCode;

use super::violations::Violations;
use super::{etag, name};
use crate::store::annual_report::ReportRow;

/// `annualReportCampaigns/{uuid}`.
pub(crate) fn campaign_name(id: Uuid) -> String {
    format!("annualReportCampaigns/{id}")
}

/// `organizations/{code}/annualReports/{year}`.
pub(crate) fn report_name(code: UnifiedCode, year: i32) -> String {
    format!("organizations/{code}/annualReports/{year}")
}

/// `annualReportForms/{form}`.
pub(crate) fn form_name(key: &str) -> String {
    format!("annualReportForms/{key}")
}

/// Changes with every change of a report.
pub(crate) fn report_etag(row: &ReportRow) -> String {
    etag(&row.id.to_string(), row.revision)
}

/// The id in the name of a campaign.
fn parse_campaign(violations: &mut Violations, field: &str, raw: &str) -> Option<Uuid> {
    let id = raw.strip_prefix("annualReportCampaigns/").and_then(|id| Uuid::try_parse(id).ok());
    if id.is_none() {
        violations.note(field, "must be annualReportCampaigns/{uuid}");
    }
    id
}

/// Code and year in the name of a report.
fn parse_report(violations: &mut Violations, raw: &str) -> Option<(UnifiedCode, i32)> {
    let Some((organization, year)) = raw.split_once("/annualReports/") else {
        violations.note("name", "must be organizations/{code}/annualReports/{year}");
        return None;
    };
    let code = name::parse_organization(violations, "name", organization);
    let year = Some(year).filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()));
    let year = year.and_then(|year| year.parse().ok());
    if year.is_none() {
        violations.note("name", "must end with the year in four digits");
    }
    code.zip(year)
}

/// A reported year.
fn year(violations: &mut Violations, field: &str, year: i32) -> i32 {
    if !(2_000..=2_199).contains(&year) {
        violations.note(field, "must be 2000 to 2199");
    }
    year
}

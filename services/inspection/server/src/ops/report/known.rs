//! What the suite knows of an organisation that reports, and the pre-check by it.

use fault::Fault;
use inspection_domain::report::check::{Finding, Known, Previous, check};
use inspection_domain::report::conclude::Value;
use inspection_domain::report::{Content, Form, form, form_of, simplified};
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use vocab::UnifiedCode;

use super::no_report;
use crate::ops::outcome;
use crate::register::report::Compared;
use crate::store::annual_report::{self, Paper};
use crate::store::report_duty;

/// The paper that a bad year asks for.
pub(crate) const RECTIFICATION_REPORT: &str = "rectification_report";

/// The division of the Ministry's own organisations.
const NATIONAL: &str = "100000";

/// Asks for a pre-check.
#[derive(Debug)]
pub(crate) struct PreCheck {
    pub(crate) scope: Scope,
    pub(crate) compared: Compared,
    pub(crate) year: i32,
    /// What is stated, with whether a rectification report will come; else what is on record.
    pub(crate) stated: Option<(Content, bool)>,
    pub(crate) today: Date,
}

/// What was found, and by which form.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) form: &'static Form,
    pub(crate) simplified: bool,
    pub(crate) findings: Vec<Finding>,
}

pub(crate) async fn pre_check(conn: &mut PgConnection, query: &PreCheck) -> Result<Checked, Fault> {
    let (code, year) = (query.compared.code, query.year);
    let kind = query.compared.kind;
    let kind = kind.ok_or_else(|| Fault::invalid_field("parent", "is of a kind that no rule asks for a report"))?;
    let (form, content, paper, simplified) = if let Some((content, paper)) = &query.stated {
        (form_of(kind, year)?, content.clone(), *paper, is_simplified(conn, code, query.today).await?)
    } else {
        let row = annual_report::find(conn, &query.scope, code, year).await?;
        let row = row.ok_or_else(|| no_report(code, year))?;
        let paper = has_rectification_report(&row.documents.0);
        (known_form(&row.form)?, row.entries.0, paper, row.simplified)
    };
    let known = known(conn, &query.compared, year, paper, simplified).await?;
    Ok(Checked { form, simplified, findings: check(form, year, &content, &known, query.today)? })
}

/// All that a report is checked by.
pub(super) async fn known(
    conn: &mut PgConnection,
    compared: &Compared,
    year: i32,
    rectification_report: bool,
    simplified: bool,
) -> Result<Known, Fault> {
    let ended = report_duty::ended(conn, compared.code, year - 1).await?;
    let previous = ended.map_or(Previous::Unknown, |ended| match Value::parse(&ended.value) {
        Some(value) => Previous::Concluded(value),
        None if ended.missed() => Previous::Missed,
        None => Previous::Unknown,
    });
    Ok(Known {
        register: compared.particulars.clone(),
        last_year: annual_report::submitted(conn, compared.code, year - 1).await?,
        previous,
        rectification_report,
        party_members: compared.party_members,
        simplified,
        national: compared.division == NATIONAL,
    })
}

/// Whether a rating of 4A or above counts on a day (AI-08).
pub(super) async fn is_simplified(conn: &mut PgConnection, code: UnifiedCode, day: Date) -> Result<bool, Fault> {
    Ok(simplified(&outcome::of(conn, code).await?, day)?)
}

pub(super) fn has_rectification_report(papers: &[Paper]) -> bool {
    papers.iter().any(|paper| paper.kind == RECTIFICATION_REPORT)
}

pub(super) fn known_form(key: &str) -> Result<&'static Form, Fault> {
    form(key).ok_or_else(|| Fault::internal(format!("no release should drop form {key}")))
}

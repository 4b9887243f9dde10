//! Submission: errors are refused, warnings are kept with the report.

use fault::{Fault, Kind as FaultKind};
use inspection_domain::outcome::OutcomeKind;
use inspection_domain::report::check::{Severity, check, require_clean};
use inspection_domain::report::{Refusal, campaign};
use procedure::Act;
use sqlx::types::Json;
use uow::Tx;
use vocab::day_of;

use super::draft::require_draft;
use super::{Seen, Shown, act, keep, known, locked, missed};
use crate::ops::outcome;
use crate::register::report::Compared;
use crate::store::annual_report::Kept;
use crate::store::report_duty;
use crate::wire;
use crate::wire::report::report_name;

/// A submission, with what the register showed just before it.
#[derive(Debug)]
pub(crate) struct Submit {
    pub(crate) seen: Seen,
    pub(crate) compared: Compared,
}

pub(crate) async fn submit(tx: &mut Tx, command: &Submit) -> Result<Shown, Fault> {
    let Submit { seen, compared } = command;
    let (now, scope) = (tx.now(), tx.call().scope.clone());
    let today = day_of(now);
    // the report is locked before its duty, as a conclusion locks them
    let mut row = locked(tx, seen).await?;
    let duty = report_duty::lock(tx.conn(), &scope, seen.code, seen.year).await?;
    let duty = duty.ok_or_else(|| Fault::internal("a report is of no duty"))?;
    require_draft(tx, &row)?;
    if !duty.exemption.is_empty() {
        let sentence = "the organisation is exempt from the campaign";
        return Err(Fault::new(FaultKind::FailedPrecondition, "REPORT_NOT_DUE", sentence)
            .with("organization", wire::name::organization(seen.code))
            .with("year", seen.year.to_string()));
    }
    let last = campaign::last_day(row.year)?;
    if today <= last {
        return Err(Refusal::YearNotOver { year: row.year, from: last.saturating_add(time::Duration::DAY) }.into());
    }
    let form = known::known_form(&row.form)?;
    let papers = known::has_rectification_report(&row.documents.0);
    let known = known::known(tx.conn(), compared, row.year, papers, row.simplified).await?;
    let findings = check(form, row.year, &row.entries.0, &known, today)?;
    require_clean(form, &report_name(row.code, row.year), &findings)?;
    let kept = findings.iter().map(|finding| {
        let told = finding.problem.chinese(form);
        Kept {
            rule: finding.rule.to_string(),
            fields: finding.fields.clone(),
            severity: finding.severity.as_str().to_owned(),
            what: told.what,
            fix: told.fix,
        }
    });
    row.findings = Json(kept.collect());
    row.opinion_favourable = None;
    row.opinion_reasons = String::new();
    let late = duty.submitted_on.is_none() && today > duty.due_on;
    row.late |= late;
    row.submitted_at = Some(now);
    act(tx, &seen.office, &mut row, Act { action: "submit".to_owned(), ..Act::default() }).await?;
    report_duty::submit(tx.conn(), row.code, row.year, today, now).await?;
    if late {
        missed::late_report(tx, &duty).await?;
        outcome::end(tx, &report_name(row.code, row.year), OutcomeKind::ReportMissed, today).await?;
    }
    let warnings = findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    let fact = wire::report::facts::submitted(&row, warnings);
    tx.emit(&wire::name::organization(row.code), &row.division, &fact);
    keep(tx, row).await
}

//! Drafts: made for a duty, and filled in field by field.

use std::collections::BTreeMap;

use casework::{Casework, Office, Opening, caller};
use fault::{Fault, Kind as FaultKind, on_constraint};
use inspection_domain::report::procedure::{APPLICANT, REGISTRAR, SUPERVISING_UNIT};
use inspection_domain::report::{Content, Entry};
use sqlx::types::Json;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::{Seen, Shown, keep, known, locked, require_filer, shown, state_refused};
use crate::register::Registered;
use crate::store::annual_report::{self as store, Paper, ReportRow};
use crate::store::{report_campaign, report_duty};
use crate::wire;
use crate::wire::report::report_name;

/// The most papers of one report.
const MOST_PAPERS: usize = 20;

/// What is filled in anew: a value, or nothing where the field is emptied.
pub(crate) type Changes = BTreeMap<String, Option<Entry>>;

/// A new draft.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) office: Casework,
    pub(crate) organization: Registered,
    pub(crate) year: i32,
    pub(crate) changes: Changes,
    /// Kind of paper and document.
    pub(crate) papers: Vec<(&'static str, Uuid)>,
    pub(crate) supervising: Option<String>,
}

/// A draft filled in.
#[derive(Debug)]
pub(crate) struct Update {
    pub(crate) seen: Seen,
    pub(crate) changes: Changes,
    pub(crate) papers: Vec<(&'static str, Uuid)>,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<Shown, Fault> {
    let Create { office, organization, year, changes, papers, supervising } = command;
    let (id, now) = (tx.new_id(), tx.now());
    let (code, today) = (organization.code, day_of(now));
    let scope = tx.call().scope.clone();
    let duty = report_duty::lock(tx.conn(), &scope, code, *year).await?.filter(|duty| duty.exemption.is_empty());
    let duty = duty.ok_or_else(|| {
        let sentence = "no campaign asks the organisation for a report of that year";
        Fault::new(FaultKind::FailedPrecondition, "REPORT_NOT_DUE", sentence)
            .with("organization", wire::name::organization(code))
            .with("year", year.to_string())
    })?;
    let campaign = report_campaign::of_duty(tx.conn(), duty.campaign).await?;
    let simplified = known::is_simplified(tx.conn(), code, today).await?;
    let applicant = tx.call().department.clone();
    // A campaign with the divisions below is the authority's that opened it; the supervising unit is one of the organisation's.
    let registrar = Office::new(&campaign.department, &campaign.division);
    let mut roles = vec![(APPLICANT, caller(tx)), (REGISTRAR, registrar)];
    roles.extend(supervising.as_ref().map(|key| (SUPERVISING_UNIT, Office::new(key, &duty.division))));
    let mut row = ReportRow {
        id,
        code,
        year: *year,
        kind: campaign.kind,
        campaign: campaign.id,
        division: duty.division.clone(),
        form: campaign.form,
        state: String::new(),
        revision: 1,
        simplified,
        entries: Json(Content::new()),
        documents: Json(Vec::new()),
        findings: Json(Vec::new()),
        submitted_at: None,
        late: false,
        supervising_department: supervising.clone().unwrap_or_default(),
        opinion_favourable: None,
        opinion_reasons: String::new(),
        return_reasons: String::new(),
        value: String::new(),
        rectification: String::new(),
        rectified_on: None,
        rectification_due: None,
        rectification_missed: false,
        case_id: id,
        filer_department: applicant,
        filer_division: tx.call().division.clone(),
        created_at: now,
        updated_at: now,
    };
    fill(&mut row, changes)?;
    attach(tx, &mut row, papers).await?;
    let opening = Opening {
        id,
        procedure: "annual-report",
        title: format!("{}{year}年度报告", organization.title),
        resource: report_name(code, *year),
        organization: wire::name::organization(code),
        division: duty.division,
        variant: String::new(),
        roles,
    };
    row.state = office.open(tx, opening).await?.case.state;
    let inserted = store::insert(tx.conn(), &row).await;
    on_constraint(inserted, "annual_report_year_key", || {
        Fault::new(FaultKind::AlreadyExists, "REPORT_EXISTS", "the report of that year exists")
            .with("annual_report", report_name(code, *year))
    })?;
    tx.emit(&wire::name::organization(code), &row.division, &wire::report::facts::drafted(&row));
    shown(tx.conn(), row).await
}

pub(crate) async fn update(tx: &mut Tx, command: &Update) -> Result<Shown, Fault> {
    let mut row = locked(tx, &command.seen).await?;
    require_draft(tx, &row)?;
    fill(&mut row, &command.changes)?;
    attach(tx, &mut row, &command.papers).await?;
    tx.emit(&wire::name::organization(row.code), &row.division, &wire::report::facts::drafted(&row));
    keep(tx, row).await
}

/// Refuses what is no draft, and whoever did not make it.
pub(super) fn require_draft(tx: &Tx, row: &ReportRow) -> Result<(), Fault> {
    require_filer(tx, row, "fill-in")?;
    if row.state == "draft" {
        return Ok(());
    }
    Err(state_refused("REPORT_NOT_DRAFT", "the report is submitted and no longer a draft", row))
}

/// Fills in fields that the form has.
fn fill(row: &mut ReportRow, changes: &Changes) -> Result<(), Fault> {
    let form = known::known_form(&row.form)?;
    let mut violations = wire::violations::Violations::default();
    for key in changes.keys().filter(|key| form.field(key).is_none()) {
        violations.note(format!("entries.{key}"), format_args!("is no field of {}", row.form));
    }
    violations.finish(Some(()))?;
    for (key, entry) in changes {
        match entry {
            Some(entry) => row.entries.0.insert(key.clone(), entry.clone()),
            None => row.entries.0.remove(key),
        };
    }
    Ok(())
}

/// Makes papers belong to a report; one that does already stays as it is.
pub(super) async fn attach(tx: &mut Tx, row: &mut ReportRow, papers: &[(&'static str, Uuid)]) -> Result<(), Fault> {
    let had = |id: &Uuid| row.documents.0.iter().any(|paper| paper.document == *id);
    let new: Vec<(&'static str, Uuid)> = papers.iter().filter(|(_, id)| !had(id)).copied().collect();
    if row.documents.0.len() + new.len() > MOST_PAPERS {
        return Err(Fault::invalid_field("documents", format!("a report has {MOST_PAPERS} papers at most")));
    }
    if new.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = new.iter().map(|(_, id)| *id).collect();
    let attached = archive::attach(tx, &ids, &report_name(row.code, row.year)).await?;
    for ((paper, _), attached) in new.into_iter().zip(attached) {
        let sha256 = attached.hexadecimal();
        row.documents.0.push(Paper { kind: paper.to_owned(), document: attached.id, sha256 });
    }
    Ok(())
}

//! The checklist of an application: name, conditions of its kind, leaders, and what persons answered.

use std::collections::BTreeSet;

use fault::Fault;
use onecode_proto::registry::v1::BranchAction;
use procedure::Case;
use registry_domain::conditions::{self, Branch, Conversion, Proposal, SimplifiedDeregistration};
use registry_domain::officer::Appointment;
use registry_domain::{Finding, Organization, Outcome, Refusal, Text, rules};
use sqlx::PgConnection;
use statute::NotInForce;
use time::Date;
use vocab::UnifiedCode;

use super::read::{content, organization, seen};
use crate::desk::Desk;
use crate::ops::name::{self, NameProposal, Stated};
use crate::ops::officer;
use crate::store;
use crate::store::application::ApplicationRow;
use crate::wire::application::{BranchMatter, ChangeMatter, ConversionMatter, Establishment, Matter, read_matter};
use crate::wire::violations::Violations;
use registry_domain::answer_key;

/// What an application is about, as it stands now; `basis` is what posts will rest on.
pub(super) fn matter(
    desk: &Desk,
    row: &ApplicationRow,
    case: &Case,
    today: Date,
    basis: &Text<200>,
) -> Result<Matter, Fault> {
    let content = content(desk, row)?;
    let mut violations = Violations::default();
    let matter = read_matter(&mut violations, "", &content.whole(), &seen(row, case, today, basis));
    violations.finish(matter)
}

/// Every condition once, with its result.
pub(super) async fn findings(
    conn: &mut PgConnection,
    desk: &Desk,
    row: &ApplicationRow,
    case: &Case,
    matter: &Matter,
    today: Date,
) -> Result<Vec<Finding>, Fault> {
    let mut findings = match matter {
        Matter::Establishment(it) => establishment(conn, desk, row, it, today).await?,
        Matter::Change(it) => change(conn, desk, row, it, today).await?,
        Matter::Deregistration(it) => {
            conditions::deregistration(it, rules(), desk.office.calendar(), today).map_err(out_of_force)?
        }
        Matter::Simplified { .. } => {
            let (open, upheld) = casework::objections(conn, row.id).await?;
            let ending = SimplifiedDeregistration {
                notice_from: case.clock("public-notice").map(|clock| clock.clock.started_on),
                objections: open + upheld,
                answers: row.answers.0.clone(),
            };
            conditions::simplified_deregistration(&ending, rules(), desk.office.calendar(), today)
                .map_err(out_of_force)?
        }
        Matter::Branch(it) => branch(conn, row, it, today).await?,
        Matter::Charter(it) => conditions::charter(it, rules(), desk.office.calendar(), today).map_err(out_of_force)?,
        Matter::Conversion(it) => conversion(conn, desk, row, it, today).await?,
    };
    for finding in findings.iter_mut().filter(|finding| finding.outcome == Outcome::Ask) {
        if let Some(met) = row.answers.0.get(answer_key(finding)) {
            finding.outcome = if *met { Outcome::Met } else { Outcome::NotMet };
            finding.value.push_str("（经人工核实）");
        }
    }
    Ok(findings)
}

async fn establishment(
    conn: &mut PgConnection,
    desk: &Desk,
    row: &ApplicationRow,
    it: &Establishment,
    today: Date,
) -> Result<Vec<Finding>, Fault> {
    let proposal = &it.proposal;
    let wanted = NameProposal {
        title: proposal.title.clone(),
        kind: proposal.kind,
        division: proposal.division,
        organization: None,
        parent: None,
        reservation: it.reservation.map(|id| Stated { id, applicant: row.applicant_department.clone() }),
    };
    let mut findings = name::findings(conn, &wanted, today).await?;
    let conditions = conditions::establishment(proposal, rules(), today).map_err(out_of_force)?;
    let reviews = reviews(conn, desk, &it.appointments, "leaders", today).await?;
    findings.extend(without(conditions, &reviews));
    findings.extend(reviews);
    Ok(findings)
}

async fn change(
    conn: &mut PgConnection,
    desk: &Desk,
    row: &ApplicationRow,
    it: &ChangeMatter,
    today: Date,
) -> Result<Vec<Finding>, Fault> {
    let mut findings = Vec::new();
    if let Some(title) = &it.title {
        let wanted = NameProposal {
            title: title.clone(),
            kind: it.conditions.kind,
            division: row.division,
            organization: organization(row),
            parent: None,
            reservation: it.reservation.map(|id| Stated { id, applicant: row.applicant_department.clone() }),
        };
        findings.extend(name::findings(conn, &wanted, today).await?);
    }
    let appointments: Vec<Appointment> = it.appointment.iter().cloned().collect();
    let reviews = reviews(conn, desk, &appointments, "legal_representative", today).await?;
    let audited = match organization(row) {
        Some(code) => audited(conn, code, today).await?,
        None => None,
    };
    let stated = conditions::Change { audited, ..it.conditions.clone() };
    let conditions = conditions::change(&stated, rules(), desk.office.calendar(), today).map_err(out_of_force)?;
    findings.extend(without(conditions, &reviews));
    findings.extend(reviews);
    Ok(findings)
}

/// Whether an audit since the last change of the legal representative is on file; unknown where that change is (REG-10).
async fn audited(conn: &mut PgConnection, code: UnifiedCode, today: Date) -> Result<Option<bool>, Fault> {
    let since = store::post_count::represented_since(conn, code).await?;
    let found = store::post_count::audited(conn, code, since, today).await?;
    Ok(if found { Some(true) } else { since.map(|_| false) })
}

async fn branch(
    conn: &mut PgConnection,
    row: &ApplicationRow,
    it: &BranchMatter,
    today: Date,
) -> Result<Vec<Finding>, Fault> {
    let Some(code) = organization(row) else { return Ok(Vec::new()) };
    let Some(title) = it.title.clone().filter(|_| it.action != BranchAction::Cancel) else { return Ok(Vec::new()) };
    let parent = on_record(conn, code).await?;
    let wanted = NameProposal {
        title: title.clone(),
        kind: code.class(),
        division: row.division,
        organization: None,
        parent: Some(code),
        reservation: None,
    };
    let mut findings = name::findings(conn, &wanted, today).await?;
    let proposed = Branch {
        kind: code.class(),
        division: row.division,
        parent_title: parent.title,
        title,
        parent_is_branch: false,
    };
    findings.extend(conditions::branch(&proposed, rules(), today).map_err(out_of_force)?);
    Ok(findings)
}

async fn conversion(
    conn: &mut PgConnection,
    desk: &Desk,
    row: &ApplicationRow,
    it: &ConversionMatter,
    today: Date,
) -> Result<Vec<Finding>, Fault> {
    let Some(code) = organization(row) else { return Ok(Vec::new()) };
    let unit = on_record(conn, code).await?;
    let proposal = Proposal {
        supervising_department: it.seen.supervising_department.clone(),
        activity_funds_fen: it.registered_capital_fen.unwrap_or(unit.registered_capital_fen),
        premises_months: it.premises_months,
        full_time_staff: it.full_time_staff,
        non_state_assets_percent: it.non_state_assets_percent,
        legal_form: it.legal_form,
        answers: it.seen.answers.clone(),
        documents: it.seen.documents.clone(),
        ..Proposal::new(code.class(), row.division, unit.title)
    };
    let converted =
        Conversion { from: unit.legal_form, proposal, approved_on: it.approved_on, applied_on: it.seen.applied_on };
    conditions::conversion(&converted, rules(), desk.office.calendar(), today).map_err(out_of_force)
}

/// The organisation concerned, as it stands today.
async fn on_record(conn: &mut PgConnection, code: UnifiedCode) -> Result<Organization, Fault> {
    let found = store::organization::find(conn, &uow::Scope::everywhere(), code).await?;
    Ok(found.ok_or(Refusal::NotFound { code })?)
}

/// What the register's own review finds of each appointment. No finding names a person; the field says which it is.
async fn reviews(
    conn: &mut PgConnection,
    desk: &Desk,
    appointments: &[Appointment],
    field: &str,
    today: Date,
) -> Result<Vec<Finding>, Fault> {
    let mut all = Vec::new();
    for (at, appointment) in appointments.iter().enumerate() {
        let place = if appointments.len() > 1 { format!("{field}[{at}]") } else { field.to_owned() };
        for mut finding in officer::review(conn, &desk.ring, appointment, today).await? {
            finding.field = if finding.field.is_empty() { place.clone() } else { format!("{place}.{}", finding.field) };
            all.push(finding);
        }
    }
    Ok(all)
}

/// Leaves out conditions that the register's own review answers with what it knows.
fn without(conditions: Vec<Finding>, reviews: &[Finding]) -> Vec<Finding> {
    let reviewed: BTreeSet<&str> = reviews.iter().map(|finding| finding.rule.id.as_str()).collect();
    conditions.into_iter().filter(|finding| !reviewed.contains(finding.rule.id.as_str())).collect()
}

pub(super) fn out_of_force(error: NotInForce) -> Fault {
    procedure::Refusal::from(error).into()
}

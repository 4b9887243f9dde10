//! Somebody comes to hold a post (任职).

use fault::Fault;
use registry_domain::officer::{Appointment, OfficerRefusal, TermOfOffice, findings};
use registry_domain::{Change, Finding, Outcome, Patch, Refusal, Status, day_of, rules};
use seal::Ring;
use sqlx::types::Json;
use uow::Tx;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::{end, people, recusal, review};
use crate::ops::record;
use crate::store::post::{self, AppliedRule, PostRow, Succession};
use crate::{store, wire};

/// An appointment by a registrar.
#[derive(Debug)]
pub(crate) struct Appoint {
    pub(crate) ring: Ring,
    pub(crate) code: UnifiedCode,
    pub(crate) appointment: Appointment,
}

pub(crate) async fn appoint(tx: &mut Tx, command: &Appoint) -> Result<PostRow, Fault> {
    recusal::require_disinterested(tx, &command.ring, command.code).await?;
    let id = appoint_in(tx, &command.ring, &command.appointment).await?;
    let scope = tx.call().scope.clone();
    let posts = post::find_all(tx.conn(), &scope, &[id]).await?;
    posts.into_iter().next().ok_or_else(|| Fault::internal("a post is gone that was just recorded"))
}

/// Records an appointment within a unit of work, if the rules let it; the id of the post. The organisation has its code
/// and lies in the caller's scope. Locks the organisation first, then the person: whoever appoints both waits here.
pub(crate) async fn appoint_in(tx: &mut Tx, ring: &Ring, appointment: &Appointment) -> Result<Uuid, Fault> {
    let code = appointment.organization.ok_or_else(|| Fault::internal("an appointment to no organisation"))?;
    let (scope, today) = (tx.call().scope.clone(), day_of(tx.now()));
    store::organization::lock(tx.conn(), &scope, code).await?;
    let found = store::organization::find(tx.conn(), &scope, code).await?;
    let organization = found.ok_or(Refusal::NotFound { code })?;
    if organization.status == Status::Deregistered {
        return Err(Refusal::Ended.into());
    }
    let person = people::enter(tx, ring, &appointment.officer).await?;
    let case = appointment.case(review::known(tx.conn(), ring, appointment, today).await?);
    let findings = findings(rules(), &case);
    let subject = wire::name::organization(code);
    let confirmed = |rule: &str| appointment.confirmed_rules.contains(rule);
    if let Some(refusal) = OfficerRefusal::of(&findings, confirmed, &subject) {
        return Err(refusal.into());
    }
    let row = row(tx, code, person, appointment, case.consecutive_terms, &findings);
    let succession = Succession {
        organization: code,
        person,
        role: row.role,
        term_number: row.term_number,
        replaces: appointment.replaces_legal_representative,
        on: row.starts_on,
        basis: &row.basis,
        now: row.created_at,
    };
    let ended = post::end_preceding(tx.conn(), &succession).await?;
    post::insert(tx.conn(), &row).await.map_err(taken)?;
    let division = organization.division;
    end::announce(tx, code, division.as_str(), &ended);
    tx.emit(&subject, division.as_str(), &wire::officer::appointed(&row));
    if row.legal_representative && organization.legal_representative != appointment.officer.name {
        represented(tx, code, appointment).await?;
    }
    Ok(row.id)
}

/// Who represents an organisation stands in the register and on its certificate, too, which ends with the change.
async fn represented(tx: &mut Tx, code: UnifiedCode, appointment: &Appointment) -> Result<(), Fault> {
    let history = store::revision::history(tx.conn(), code).await?;
    let mut history = history.ok_or(Refusal::NotFound { code })?;
    let patch = Patch { legal_representative: Some(appointment.officer.name.clone()), ..Patch::default() };
    let change = Change { valid_from: day_of(tx.now()), basis: appointment.basis.clone(), patch };
    history.record(change, record::stamp(tx))?;
    record::record_one(tx, history).await?;
    Ok(())
}

fn row(
    tx: &Tx,
    organization: UnifiedCode,
    person: Uuid,
    appointment: &Appointment,
    consecutive_terms: u32,
    findings: &[Finding],
) -> PostRow {
    let TermOfOffice { number, starts_on, ends_on } = appointment.term;
    let applied = |finding: &Finding| AppliedRule {
        rule: finding.rule.id.clone(),
        version: finding.rule.version,
        confirmed: finding.outcome == Outcome::Ask,
    };
    PostRow {
        id: tx.new_id(),
        organization,
        person,
        role: appointment.role,
        legal_representative: appointment.legal_representative,
        term_number: i32::try_from(number).unwrap_or(i32::MAX),
        consecutive_terms: i32::try_from(consecutive_terms).unwrap_or(i32::MAX),
        starts_on,
        ends_on,
        ended_on: None,
        serving_official: appointment.serving_official,
        retired_cadre: appointment.retired_cadre,
        cadre_approval: appointment.cadre_approval.clone(),
        exception_approval: appointment.exception_approval.clone(),
        basis: appointment.basis.clone(),
        end_basis: registry_domain::Text::default(),
        rules: Json(findings.iter().map(applied).collect()),
        revision: 1,
        created_at: tx.now(),
        updated_at: tx.now(),
    }
}

/// A post that the database holds already is the caller's matter; what else goes wrong is ours.
fn taken(error: sqlx::Error) -> Fault {
    match error.as_database_error().and_then(|database| database.constraint()) {
        Some("post_held_key") => OfficerRefusal::PostTaken.into(),
        Some("post_legal_representative_key" | "post_represented_association_key") => {
            OfficerRefusal::LegalRepresentativeTaken.into()
        }
        _ => Fault::from(error),
    }
}

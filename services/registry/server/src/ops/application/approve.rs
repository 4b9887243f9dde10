//! Approves an application and carries it out, in one unit of work: both are there, or neither.

use fault::{Fault, Kind};
use registry_domain::Text;
use sqlx::types::Json;
use statute::RuleRef;
use uow::{Call, Tx, Uow};
use uuid::Uuid;
use vocab::day_of;

use super::read::{self, Shown};
use super::step::{Step, act, moved, require_disinterested};
use super::{effect, evaluate, publish};
use crate::desk::Desk;
use crate::store;
use crate::wire;
use crate::wire::application::application_name;
use registry_domain::require_met;

/// A favourable decision.
#[derive(Debug)]
pub(crate) struct Approve {
    pub(crate) step: Step,
    pub(crate) number: String,
}

pub(crate) async fn approve(tx: &mut Tx, command: &Approve) -> Result<Shown, Fault> {
    let Approve { step, number } = command;
    let mut row = read::locked(tx, &step.desk, step.id, Some(&step.etag)).await?;
    require_disinterested(tx, &step.desk, &row).await?;
    let today = day_of(tx.now());
    // The guard comes first: who may not decide learns nothing of the checklist.
    let standing = step.desk.office.act(tx, step.id, Some(&step.etag), act(tx, step, Vec::new())).await?;
    let basis = Text::parse(number).map_err(|error| Fault::invalid_field("number", error.to_string()))?;
    let matter = evaluate::matter(&step.desk, &row, &standing.case, today, &basis)?;
    effect::lock_name(tx, &row, &matter).await?;
    let findings = evaluate::findings(tx.conn(), &step.desk, &row, &standing.case, &matter, today).await?;
    require_met(&findings)?;
    let announced = publish::subjects(&matter);
    let done = effect::carry_out(tx, &step.desk, &row, &standing.case, matter, &basis).await?;
    moved(tx, &mut row, &standing);
    if row.organization.is_empty() {
        row.organization = done.organization.to_string();
        let name = wire::name::organization(done.organization);
        step.desk.office.name_organization(tx, step.id, &name).await?;
    }
    let mut applied: Vec<RuleRef> = findings.into_iter().map(|finding| finding.rule).chain(standing.rules).collect();
    applied.sort();
    applied.dedup();
    row.approved = Some(true);
    row.decision_number.clone_from(number);
    row.decision_reasons.clone_from(&step.reasons);
    row.decision_rules = Json(applied);
    row.certificate = done.certificate.unwrap_or_default();
    row.decided_at = Some(tx.now());
    store::application::update(tx.conn(), &row).await?;
    publish::announce(tx, &step.desk, &row, &announced).await?;
    let fact = wire::facts::application_decided(&row);
    tx.emit(&application_name(&row.id), row.division.as_str(), &fact);
    Shown::after_write(row)
}

/// Reads every document on file again before a decision rests on it.
///
/// # Errors
/// `DOCUMENT_CHANGED` names those whose content is no longer what was put on file.
pub(crate) async fn require_documents_unchanged(uow: &Uow, call: &Call, desk: &Desk, id: Uuid) -> Result<(), Fault> {
    let filed = {
        let mut conn = uow.reads().acquire().await?;
        read::found(&mut conn, &call.scope, id).await?;
        let standing = desk.office.find(&mut conn, &call.scope, id).await?;
        // A decision that was taken is repeated, or refused, whatever became of its documents.
        if standing.ended() {
            return Ok(());
        }
        standing.case.filed
    };
    let mut changed = Vec::new();
    for document in filed {
        let id = document.document.strip_prefix("documents/").and_then(|id| Uuid::try_parse(id).ok());
        let (Some(id), Some(sha256)) = (id, digest(&document.sha256)) else {
            changed.push(document.document);
            continue;
        };
        match desk.archive.verify(id, &sha256).await {
            Ok(()) => {}
            Err(fault) if fault.reason() == "DOCUMENT_DAMAGED" => changed.push(document.document),
            Err(fault) => return Err(fault),
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let fault = Fault::new(Kind::FailedPrecondition, "DOCUMENT_CHANGED", "documents are not what was put on file");
    Err(fault.with("documents", changed.join(",")))
}

fn digest(text: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    hex::decode_to_slice(text, &mut digest).ok()?;
    Some(digest)
}

//! The investigation: suspended, prolonged, concluded, reviewed.

use fault::Fault;
use inspection_domain::enforcement::{Entry, Refusal, Sanction};
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::held::{Seen, Words, moved};
use super::{Proceeding, Step, evidence, team};
use crate::store::enforcement::evidence as store;
use crate::wire::name;

/// How an investigation ended.
#[derive(Debug)]
pub(crate) struct Conclusion {
    pub(crate) report: String,
    /// The whole report, and the SHA-256 that was seen.
    pub(crate) document: Option<(Uuid, String)>,
    pub(crate) sanctions: Vec<Sanction>,
    pub(crate) public_interest: bool,
    pub(crate) complex: bool,
}

/// A legal review.
#[derive(Debug)]
pub(crate) struct Review {
    pub(crate) passed: bool,
    pub(crate) opinion: String,
}

pub(crate) async fn suspend(tx: &mut Tx, step: &Step<String>) -> Result<Seen, Fault> {
    let (held, _) = moved(tx, step, "suspend", Words { reasons: &step.what, ..Words::default() }).await?;
    held.kept(tx).await
}

pub(crate) async fn resume(tx: &mut Tx, step: &Step<()>) -> Result<Seen, Fault> {
    let (held, _) = moved(tx, step, "resume", Words::default()).await?;
    held.kept(tx).await
}

pub(crate) async fn extend(tx: &mut Tx, step: &Step<String>) -> Result<Seen, Fault> {
    let (held, _) = moved(tx, step, "extend", Words { reasons: &step.what, ..Words::default() }).await?;
    held.kept(tx).await
}

pub(crate) async fn conclude(tx: &mut Tx, step: &Step<Conclusion>) -> Result<Seen, Fault> {
    let (mut held, _) = moved(tx, step, "conclude", Words::default()).await?;
    let (proceeding, today) = (Proceeding::Penalty(step.id), day_of(tx.now()));
    require_evidence(tx, proceeding).await?;
    let party = held.row.organization.to_string();
    team::require_assigned(tx, proceeding, &party, today).await?;
    let Conclusion { report, document, sanctions, public_interest, complex } = &step.what;
    if let Some((id, sha256)) = document {
        evidence::attach(tx, *id, sha256, proceeding).await?;
    }
    let (document, sha256) = document.clone().map(|(id, sha256)| (name::document(id), sha256)).unwrap_or_default();
    let entry = Entry::Concluded {
        on: today,
        report: report.clone(),
        document,
        sha256,
        sanctions: sanctions.clone(),
        public_interest: *public_interest,
        complex: *complex,
    };
    held.enter(tx, entry).await?;
    held.kept(tx).await
}

pub(crate) async fn review(tx: &mut Tx, step: &Step<Review>) -> Result<Seen, Fault> {
    let Review { passed, opinion } = &step.what;
    let action = if *passed { "pass-review" } else { "return-review" };
    let (mut held, _) = moved(tx, step, action, Words { reasons: opinion, ..Words::default() }).await?;
    let entry = Entry::Reviewed { on: day_of(tx.now()), passed: *passed, opinion: opinion.clone() };
    held.enter(tx, entry).await?;
    held.kept(tx).await
}

/// Refuses a case without evidence.
pub(super) async fn require_evidence(tx: &mut Tx, proceeding: Proceeding) -> Result<(), Fault> {
    if store::count(tx.conn(), &[proceeding.id()]).await?.is_empty() {
        return Err(Refusal::EvidenceMissing.into());
    }
    Ok(())
}

//! The decision is annulled (撤销): what followed from it falls, and what was published is withdrawn (PN-03).

use casework::{Announcement, Opening, caller};
use fault::Fault;
use inspection_domain::enforcement::{Entry, Refusal};
use inspection_domain::outcome::OutcomeKind;
use inspection_domain::procedures::HANDLER;
use procedure::Act;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::held::{Seen, Words, hold};
use super::{Step, require_handler};
use crate::ops::outcome;
use crate::wire::enforcement::facts;
use crate::wire::name;

/// An annulment.
#[derive(Debug)]
pub(crate) struct Annul {
    pub(crate) ground: &'static str,
    pub(crate) document_number: String,
    pub(crate) reasons: String,
}

/// A decision is annulled while it is executed, or after: the case has ended then, and a case of its own has what is left to do.
pub(crate) async fn annul(tx: &mut Tx, step: &Step<Annul>) -> Result<Seen, Fault> {
    let Annul { ground, document_number, reasons } = &step.what;
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    require_handler(tx, &held.row.handler(), "annul")?;
    if held.dossier.annulment.is_some() {
        return Err(Refusal::Annulled.into());
    }
    let decision = held.dossier.decision.clone().ok_or(Refusal::NotDecided)?;
    if held.dossier.executed_on.is_none() {
        held.act(tx, &step.desk, "annul", Words { reasons, ground, on: None }).await?;
    }
    "annulled".clone_into(&mut held.row.state);
    let (today, id) = (day_of(tx.now()), tx.new_id());
    let opening = Opening {
        id,
        procedure: "penalty-annulment",
        title: held.row.organization_title.clone(),
        resource: name::penalty(held.row.id),
        organization: name::organization(held.row.organization),
        division: held.row.division.clone(),
        variant: String::new(),
        roles: vec![(HANDLER, caller(tx))],
    };
    step.desk.office.open(tx, opening).await?;
    let published = held.dossier.stands_published();
    let action = if published { "order-withdrawal" } else { "note-unpublished" };
    let act = Act { action: action.to_owned(), by: caller(tx), ..Act::default() };
    step.desk.office.act(tx, id, None, act).await?;
    held.row.annulment = Some(id);
    let entry = Entry::Annulled {
        on: today,
        ground: (*ground).to_owned(),
        document_number: document_number.clone(),
        reasons: reasons.clone(),
    };
    held.enter(tx, entry).await?;
    let resource = name::penalty(held.row.id);
    outcome::withdraw(tx, &resource, OutcomeKind::PenaltyDecided, today).await?;
    let fact = facts::annulled(&held.row, &held.dossier, &decision);
    tx.emit(&resource, &held.row.division.clone(), &fact);
    held.kept(tx).await
}

pub(crate) async fn withdraw(tx: &mut Tx, step: &Step<String>) -> Result<Seen, Fault> {
    let mut held = hold(tx, step.id, Some(&step.etag)).await?;
    require_handler(tx, &held.row.handler(), "withdraw")?;
    let decision = held.dossier.decision.clone().ok_or(Refusal::NotDecided)?;
    let case = held.row.annulment.ok_or(Refusal::NotAnnulled)?;
    let office = &step.desk.office;
    let act = Act { action: "withdraw".to_owned(), by: caller(tx), ..Act::default() };
    office.act(tx, case, None, act).await?;
    let published = held.dossier.published.clone().map(|(_, announcement)| announcement);
    let announcement = published.ok_or_else(|| Fault::internal("what is to be withdrawn was not published"))?;
    let id = announcement.strip_prefix("announcements/").and_then(|id| Uuid::try_parse(id).ok());
    let id = id.ok_or_else(|| Fault::internal("an announcement has no id"))?;
    office.retract(tx, id, &step.what).await?;
    let told = Announcement {
        kind: "penalty-withdrawal",
        organization: name::organization(held.row.organization),
        title: format!("撤回{}行政处罚决定信息", held.row.organization_title),
        body: format!("行政处罚决定{}已经撤销，撤回公开的决定信息。理由：{}", decision.document_number, step.what),
        rule: "PN-03b",
    };
    office.announce(tx, case, told).await?;
    let today = day_of(tx.now());
    held.enter(tx, Entry::Withdrawn { on: today }).await?;
    let fact = facts::publication(&held.row, &decision, (&announcement, false, today));
    tx.emit(&name::penalty(held.row.id), &held.row.division.clone(), &fact);
    held.kept(tx).await
}

//! A case is opened (立案登记), and filed or not.

use casework::{Opening, caller};
use fault::Fault;
use inspection_domain::enforcement::{Act, Dossier, Entry};
use inspection_domain::outcome::{Outcome, OutcomeKind};
use inspection_domain::procedures::HANDLER;
use time::Date;
use uow::Tx;
use vocab::{UnifiedCode, day_of};

use super::held::{Seen, Words, moved, shown};
use super::{Desk, Step};
use crate::ops::outcome;
use crate::register::Registered;
use crate::store::enforcement::penalty::{self as store, PenaltyRow};
use crate::wire::name;

/// A case as it is stated.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) desk: Desk,
    pub(crate) party: Registered,
    pub(crate) stated: Stated,
}

/// What is stated of a case.
#[derive(Debug)]
pub(crate) struct Stated {
    pub(crate) organization: UnifiedCode,
    pub(crate) matter: String,
    pub(crate) act_started_on: Option<Date>,
    pub(crate) act: Act,
    pub(crate) discovered_on: Date,
    pub(crate) provisions: Vec<String>,
    pub(crate) cause: &'static str,
    pub(crate) cause_resource: String,
}

pub(crate) async fn file(tx: &mut Tx, command: &File) -> Result<Seen, Fault> {
    let File { desk, party, stated } = command;
    let limit = stated.act.require_discovered(stated.discovered_on)?;
    let (id, now) = (tx.new_id(), tx.now());
    let (department, division) = (tx.call().department.clone(), tx.call().division.clone());
    let opening = Opening {
        id,
        procedure: "penalty",
        title: party.title.clone(),
        resource: name::penalty(id),
        organization: name::organization(party.code),
        division: division.clone(),
        variant: String::new(),
        roles: vec![(HANDLER, caller(tx))],
    };
    let standing = desk.office.open(tx, opening).await?;
    let row = PenaltyRow {
        id,
        state: standing.case.state,
        organization: party.code,
        organization_title: party.title.clone(),
        matter: stated.matter.clone(),
        act_started_on: stated.act_started_on,
        act_ended_on: stated.act.ended_on,
        grave: stated.act.grave,
        discovered_on: stated.discovered_on,
        provisions: stated.provisions.clone(),
        cause: stated.cause.to_owned(),
        cause_resource: stated.cause_resource.clone(),
        department,
        division,
        limited_on: limit.last,
        limitation_rule: limit.rule.to_string(),
        decided_on: None,
        annulment: None,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    store::insert(tx.conn(), &row).await?;
    let mut seen = shown(tx.conn(), vec![row], Some(Dossier::default())).await?;
    seen.pop().ok_or_else(|| Fault::internal("a penalty is shown as none"))
}

pub(crate) async fn approve(tx: &mut Tx, step: &Step<()>) -> Result<Seen, Fault> {
    let (mut held, _) = moved(tx, step, "approve-filing", Words::default()).await?;
    let today = day_of(tx.now());
    held.enter(tx, Entry::Filed { on: today }).await?;
    let investigation = Outcome {
        organization: held.row.organization,
        division: held.row.division.clone(),
        kind: OutcomeKind::Investigation,
        resource: name::penalty(held.row.id),
        year: None,
        value: String::new(),
        amount_fen: None,
        from: today,
        until: None,
        withdrawn: None,
    };
    outcome::note(tx, &investigation).await?;
    held.kept(tx).await
}

pub(crate) async fn decline(tx: &mut Tx, step: &Step<String>) -> Result<Seen, Fault> {
    let (mut held, _) = moved(tx, step, "decline-filing", Words { reasons: &step.what, ..Words::default() }).await?;
    let closed = inspection_domain::enforcement::Outcome {
        on: day_of(tx.now()),
        outcome: "not_filed".to_owned(),
        ground: String::new(),
        reasons: step.what.clone(),
    };
    held.enter(tx, Entry::Closed(closed)).await?;
    held.kept(tx).await
}

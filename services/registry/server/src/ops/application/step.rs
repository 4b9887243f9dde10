//! Steps of an application that decide nothing about the register: handed in, taken on, sent back, reviewed, refused.

use std::collections::BTreeMap;

use casework::{Office, Standing, caller};
use fault::{Fault, Kind, on_constraint};
use procedure::{Act, Filed, Opinion, Verdict};
use registry_domain::conditions::refusal_grounds;
use registry_domain::procedures::{CONSULTED, PARTY_BODY};
use registry_domain::{ApplicationRefusal, Text, rules};
use sqlx::types::Json;
use uow::Tx;
use uuid::Uuid;
use vocab::{OrganizationClass, day_of};

use super::effect;
use super::evaluate::{self, out_of_force};
use super::publish;
use super::read::{self, Shown};
use crate::desk::Desk;
use crate::ops::{community, name, officer};
use crate::store;
use crate::store::application::ApplicationRow;
use crate::store::department::DepartmentKind;
use crate::wire;
use crate::wire::application::application_name;

/// A step that rests on what somebody saw.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) action: &'static str,
    pub(crate) reasons: String,
    pub(crate) ground: String,
    /// Number of the decision, where it is one.
    pub(crate) number: String,
    /// Departments that take part from now on.
    pub(crate) enlisted: Vec<(&'static str, String)>,
}

/// The application handed in, with documents.
#[derive(Debug)]
pub(crate) struct Submit {
    pub(crate) step: Step,
    pub(crate) documents: Vec<Uuid>,
}

/// What a person found out.
#[derive(Debug)]
pub(crate) struct AddAnswers {
    pub(crate) step: Step,
    pub(crate) answers: BTreeMap<String, bool>,
}

/// A department's opinion.
#[derive(Debug)]
pub(crate) struct Opine {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) review: String,
    pub(crate) favourable: bool,
    pub(crate) reasons: String,
}

pub(crate) async fn step(tx: &mut Tx, command: &Step) -> Result<Shown, Fault> {
    let mut row = read::locked(tx, &command.desk, command.id, Some(&command.etag)).await?;
    require_disinterested(tx, &command.desk, &row).await?;
    let enlisted = offices(tx, command, &row).await?;
    if !command.ground.is_empty() {
        require_ground(tx, command, &row)?;
    }
    let act = Act { enlisted, ..act(tx, command, Vec::new()) };
    let standing = command.desk.office.act(tx, command.id, Some(&command.etag), act).await?;
    moved(tx, &mut row, &standing);
    if row.state == "public-notice" && command.action == "accept" {
        publish::put_before_the_public(tx, &command.desk, &row, &standing.case).await?;
    }
    if row.state == "refused" {
        row.approved = Some(false);
        row.decision_number.clone_from(&command.number);
        row.decision_reasons.clone_from(&command.reasons);
        row.decision_ground.clone_from(&command.ground);
        row.decision_rules = Json(standing.rules.clone());
        row.decided_at = Some(tx.now());
        let fact = wire::facts::application_decided(&row);
        tx.emit(&application_name(&row.id), row.division.as_str(), &fact);
    }
    if standing.ended() {
        community::promote::released(tx, row.id).await?;
        name::let_go(tx, row.id).await?;
    }
    store::application::update(tx.conn(), &row).await?;
    Shown::after_write(row)
}

pub(crate) async fn submit(tx: &mut Tx, command: &Submit) -> Result<Shown, Fault> {
    let Submit { step, documents } = command;
    let mut row = read::locked(tx, &step.desk, step.id, Some(&step.etag)).await?;
    let attached = archive::attach(tx, documents, &application_name(&step.id)).await?;
    let filed = attached.into_iter().map(|it| Filed {
        document: format!("documents/{}", it.id),
        sha256: it.hexadecimal(),
        kind: it.kind,
    });
    let act = act(tx, step, filed.collect());
    let standing = step.desk.office.act(tx, step.id, Some(&step.etag), act).await?;
    // A draft may lack what nobody has stated yet: one that was made of a filing. What is handed in is whole.
    let matter = evaluate::matter(&step.desk, &row, &standing.case, day_of(tx.now()), &Text::default())?;
    effect::keep_name(tx, &row, &matter).await?;
    moved(tx, &mut row, &standing);
    let updated = store::application::update(tx.conn(), &row).await;
    on_constraint(updated, "application_ending_key", || ApplicationRefusal::Pending.into())?;
    Shown::after_write(row)
}

pub(crate) async fn add_answers(tx: &mut Tx, command: &AddAnswers) -> Result<Shown, Fault> {
    let AddAnswers { step, answers } = command;
    let mut row = read::locked(tx, &step.desk, step.id, Some(&step.etag)).await?;
    require_disinterested(tx, &step.desk, &row).await?;
    let standing = step.desk.office.act(tx, step.id, Some(&step.etag), act(tx, step, Vec::new())).await?;
    row.answers.0.extend(answers.iter().map(|(key, met)| (key.clone(), *met)));
    moved(tx, &mut row, &standing);
    store::application::update(tx.conn(), &row).await?;
    Shown::after_write(row)
}

pub(crate) async fn opine(tx: &mut Tx, command: &Opine) -> Result<Shown, Fault> {
    let mut row = read::locked(tx, &command.desk, command.id, None).await?;
    require_disinterested(tx, &command.desk, &row).await?;
    let verdict = if command.favourable { Verdict::Favourable } else { Verdict::Unfavourable };
    let act = Act {
        action: "opine".to_owned(),
        by: caller(tx),
        reasons: command.reasons.clone(),
        opinion: Some(Opinion { review: command.review.clone(), verdict }),
        ..Act::default()
    };
    let standing = command.desk.office.act(tx, command.id, None, act).await?;
    moved(tx, &mut row, &standing);
    store::application::update(tx.conn(), &row).await?;
    Shown::after_write(row)
}

/// Writes where the case stands into the application's row.
pub(super) fn moved(tx: &Tx, row: &mut ApplicationRow, standing: &Standing) {
    row.state.clone_from(&standing.case.state);
    row.revision = standing.revision;
    row.updated_at = tx.now();
}

pub(super) fn act(tx: &Tx, step: &Step, filed: Vec<Filed>) -> Act {
    Act {
        action: step.action.to_owned(),
        by: caller(tx),
        reasons: step.reasons.clone(),
        ground: step.ground.clone(),
        // Who takes part is stated anew with every acceptance.
        recast: if step.action == "accept" { vec![PARTY_BODY, CONSULTED] } else { Vec::new() },
        filed,
        ..Act::default()
    }
}

/// Refuses an officer who is one of the leaders proposed, or holds or recently held a post in the organisation (PROC-13).
pub(super) async fn require_disinterested(tx: &mut Tx, desk: &Desk, row: &ApplicationRow) -> Result<(), Fault> {
    let Some(account) = tx.call().officer.clone() else { return Ok(()) };
    let today = day_of(tx.now());
    let hash = officer::account_hash(&desk.ring, &account);
    let proposed = row.official_accounts.iter().any(|known| known.as_slice() == hash);
    let holds = match read::organization(row) {
        Some(code) => officer::is_interested(tx.conn(), &desk.ring, code, &account, today).await?,
        None => false,
    };
    if proposed || holds {
        return Err(Fault::new(Kind::PermissionDenied, "RECUSED", "the officer has an interest and must step aside"));
    }
    Ok(())
}

/// The offices of the departments named: each exists today, the party body is one, and none is missing that the procedure wants.
async fn offices(tx: &mut Tx, command: &Step, row: &ApplicationRow) -> Result<Vec<(&'static str, Office)>, Fault> {
    let today = day_of(tx.now());
    let mut offices = Vec::with_capacity(command.enlisted.len());
    for (role, key) in &command.enlisted {
        let field = match *role {
            PARTY_BODY => "party_department",
            CONSULTED if command.action == "consult" => "departments",
            _ => "consulted_departments",
        };
        let found = store::department::find(tx.conn(), key, today).await?;
        let fits = found.filter(|found| *role != PARTY_BODY || found.kind == DepartmentKind::PartyBody);
        let found = fits.ok_or_else(|| wrong_department(field, key))?;
        offices.push((*role, found.office(row.division)));
    }
    let procedure = command.desk.office.procedure(&row.kind);
    let wants = procedure.is_some_and(|procedure| procedure.review(PARTY_BODY).is_some());
    let named = command.enlisted.iter().any(|(role, _)| *role == PARTY_BODY);
    if command.action == "accept" && wants != named {
        let description = if wants { "must be stated: leaders are reviewed politically" } else { "must not be stated" };
        return Err(Fault::invalid_field("party_department", description));
    }
    Ok(offices)
}

fn require_ground(tx: &Tx, command: &Step, row: &ApplicationRow) -> Result<(), Fault> {
    let kind = OrganizationClass::ALL.into_iter().find(|kind| kind.as_str() == row.organization_kind);
    let kind = kind.unwrap_or(OrganizationClass::Other);
    let grounds = refusal_grounds(kind, rules(), day_of(tx.now())).map_err(out_of_force)?;
    if grounds.iter().any(|ground| ground.id == command.ground) {
        return Ok(());
    }
    let known: Vec<&str> = grounds.iter().map(|ground| ground.id).collect();
    Err(Fault::invalid_field("ground", format!("must be one of {}", known.join(", "))))
}

/// A field that names a department which does not exist, or may not do that.
pub(crate) fn wrong_department(field: &str, key: &str) -> Fault {
    Fault::invalid_field(field, format!("departments/{key} does not exist today, or is not of the kind that is wanted"))
}

//! Opens an application as a draft, and replaces the content of one.

use casework::{Office, Opening, caller};
use fault::Fault;
use procedure::Act;
use registry_domain::Refusal;
use seal::{Place, Ring};
use sqlx::types::Json;
use uow::Tx;
use uuid::Uuid;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode, day_of};

use super::read::{self, Shown};
use super::step::{moved, require_disinterested, wrong_department};
use crate::desk::Desk;
use crate::ops::{case, officer};
use crate::store;
use crate::store::application::ApplicationRow;
use crate::wire::application::{Content, application_name, first_roles};
use crate::wire::name;
use registry_domain::ApplicationRefusal;

/// An application to be.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) desk: Desk,
    pub(crate) procedure: &'static str,
    /// Stated in an establishment.
    pub(crate) division: Option<DivisionCode>,
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) kind: OrganizationClass,
    pub(crate) supervising: Option<String>,
    pub(crate) content: Content,
    /// The name wanted; empty where the organisation's is meant.
    pub(crate) title: String,
}

/// A content in place of another.
#[derive(Debug)]
pub(crate) struct Replace {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) procedure: &'static str,
    /// As stated; it stays what it is.
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) supervising: Option<String>,
    pub(crate) content: Content,
    pub(crate) title: String,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<Shown, Fault> {
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let (scope, applicant) = (tx.call().scope.clone(), tx.call().department.clone());
    let (division, title) = match command.organization {
        Some(code) => {
            let found = store::organization::find(tx.conn(), &scope, code).await?;
            let found = found.ok_or(Refusal::NotFound { code })?;
            if found.status == registry_domain::Status::Deregistered {
                return Err(Refusal::Ended.into());
            }
            let title = if command.title.is_empty() { found.title.as_str() } else { command.title.as_str() };
            (found.division, title.to_owned())
        }
        None => (command.division.unwrap_or(DivisionCode::COUNTRY), command.title.clone()),
    };
    if !scope.covers(division.as_str()) {
        return Err(Refusal::OutsideDivision { division }.into());
    }
    let supervising = match &command.supervising {
        Some(key) => Some(supervising(tx, key, division).await?),
        None => None,
    };
    let registrar = case::registrar(tx.conn(), division, today).await?;
    let opening = Opening {
        id,
        procedure: command.procedure,
        title: title.clone(),
        resource: application_name(&id),
        organization: command.organization.map(name::organization).unwrap_or_default(),
        division: division.to_string(),
        variant: command.kind.as_str().to_owned(),
        roles: first_roles(caller(tx), registrar, supervising),
    };
    let standing = command.desk.office.open(tx, opening).await?;
    let mut row = ApplicationRow {
        id,
        kind: command.procedure.to_owned(),
        state: standing.case.state,
        revision: standing.revision,
        division,
        organization: command.organization.map(|code| code.to_string()).unwrap_or_default(),
        organization_kind: command.kind.as_str().to_owned(),
        title,
        supervising_department: command.supervising.clone().unwrap_or_default(),
        applicant_department: applicant,
        content: Vec::new(),
        leaders: None,
        official_accounts: Vec::new(),
        answers: Json(std::collections::BTreeMap::new()),
        approved: None,
        decision_number: String::new(),
        decision_reasons: String::new(),
        decision_ground: String::new(),
        decision_rules: Json(Vec::new()),
        certificate: String::new(),
        decided_at: None,
        created_at: now,
        updated_at: now,
    };
    keep(&command.desk.ring, &mut row, &command.content)?;
    store::application::insert(tx.conn(), &row).await?;
    Shown::after_write(row)
}

pub(crate) async fn replace(tx: &mut Tx, command: &Replace) -> Result<Shown, Fault> {
    let mut row = read::locked(tx, &command.desk, command.id, Some(&command.etag)).await?;
    if row.kind != command.procedure {
        return Err(ApplicationRefusal::TypeFixed.into());
    }
    if command.organization.is_some() && command.organization != read::organization(&row) {
        return Err(Fault::invalid_field("application.organization", "is not that of the application, which stays"));
    }
    require_disinterested(tx, &command.desk, &row).await?;
    let mut enlisted = Vec::new();
    if let Some(key) = &command.supervising {
        enlisted.push((registry_domain::procedures::SUPERVISING_UNIT, supervising(tx, key, row.division).await?));
    }
    let act = Act {
        action: "edit".to_owned(),
        by: caller(tx),
        recast: vec![registry_domain::procedures::SUPERVISING_UNIT],
        enlisted,
        ..Act::default()
    };
    let standing = command.desk.office.act(tx, command.id, Some(&command.etag), act).await?;
    row.supervising_department = command.supervising.clone().unwrap_or_default();
    // What a person found out was about what stood here before.
    row.answers.0.clear();
    if !command.title.is_empty() {
        row.title.clone_from(&command.title);
    }
    keep(&command.desk.ring, &mut row, &command.content)?;
    moved(tx, &mut row, &standing);
    store::application::update(tx.conn(), &row).await?;
    store::application::replace_content(tx.conn(), &row).await?;
    Shown::after_write(row)
}

/// The supervising unit that is named, of the division whose authority registers.
async fn supervising(tx: &mut Tx, key: &str, division: DivisionCode) -> Result<Office, Fault> {
    let today = day_of(tx.now());
    let known = store::department::find(tx.conn(), key, today).await?;
    let known = known.ok_or_else(|| wrong_department("application.supervising_department", key))?;
    Ok(known.office(division))
}

/// Puts a content into a row, what is about persons sealed for that row.
fn keep(ring: &Ring, row: &mut ApplicationRow, content: &Content) -> Result<(), Fault> {
    row.content = content.encode_open();
    let sealed = content.encode_personal().map(|personal| ring.seal(&place(row.id), &personal));
    row.leaders = sealed.transpose().map_err(Fault::internal)?;
    let hash = |account: &String| officer::account_hash(ring, account).to_vec();
    row.official_accounts = content.official_accounts().iter().map(hash).collect();
    Ok(())
}

/// Where the leaders of an application lie.
pub(crate) fn place(id: Uuid) -> Place {
    Place::new("registry.application", "leaders", id)
}

//! What an approval does to the register, by what was applied for.

use fault::{Fault, on_constraint};
use onecode_proto::registry::v1::BranchAction;
use procedure::Case;
use registry_domain::{Change, History, LegalForm, Organization, Patch, Refusal, Status, Text, certify};
use uow::Tx;
use vocab::{UnifiedCode, day_of};

use super::authority::{authority, supervising_unit};
use super::read;
use crate::desk::Desk;
use crate::ops::name::{NameKey, Stated};
use crate::ops::{certificate, code_block, community, name, officer, record};
use crate::store;
use crate::store::application::ApplicationRow;
use crate::store::branch::{BranchRow, CharterRow};
use crate::wire::application::{BranchMatter, ChangeMatter, ConversionMatter, Establishment, Matter};
use crate::wire::name::certificate as certificate_name;
use registry_domain::ApplicationRefusal;

/// What was done.
pub(super) struct Done {
    pub(super) organization: UnifiedCode,
    /// The certificate issued, by its resource name.
    pub(super) certificate: Option<String>,
}

/// The name that an application would register, as it is known in its place, and the reservation that it states.
pub(super) fn wanted(row: &ApplicationRow, matter: &Matter) -> Option<(NameKey, Option<Stated>)> {
    let (title, kind, reservation) = match matter {
        Matter::Establishment(it) => (&it.proposal.title, it.proposal.kind, it.reservation),
        Matter::Change(it) => (it.title.as_ref()?, it.conditions.kind, it.reservation),
        Matter::Deregistration(_)
        | Matter::Simplified { .. }
        | Matter::Branch(_)
        | Matter::Charter(_)
        | Matter::Conversion(_) => return None,
    };
    let folded = registry_domain::naming::key(title.as_str(), kind, row.division);
    let stated = reservation.map(|id| Stated { id, applicant: row.applicant_department.clone() });
    Some((NameKey { division: row.division, folded }, stated))
}

/// Keeps others from registering the same name in the same place until this unit of work ends.
pub(super) async fn lock_name(tx: &mut Tx, row: &ApplicationRow, matter: &Matter) -> Result<(), Fault> {
    if let Some((key, _)) = wanted(row, matter) {
        store::application::lock_name(tx.conn(), key.division, &key.folded).await?;
    }
    Ok(())
}

/// Keeps the name that the applicant reserved until it is decided on the application.
pub(super) async fn keep_name(tx: &mut Tx, row: &ApplicationRow, matter: &Matter) -> Result<(), Fault> {
    match wanted(row, matter) {
        Some((key, Some(stated))) => name::keep_for(tx, row.id, &stated, &key).await,
        _ => name::let_go(tx, row.id).await,
    }
}

pub(super) async fn carry_out(
    tx: &mut Tx,
    desk: &Desk,
    row: &ApplicationRow,
    case: &Case,
    matter: Matter,
    basis: &Text<200>,
) -> Result<Done, Fault> {
    match matter {
        Matter::Establishment(it) => establish(tx, desk, row, case, *it, basis).await,
        Matter::Change(it) => change(tx, desk, row, *it, basis).await,
        Matter::Deregistration(_) | Matter::Simplified { .. } => {
            let ended = Patch { status: Some(Status::Deregistered), ..Patch::default() };
            let organization = amend(tx, row, ended, basis).await?;
            Ok(Done { organization: organization.code, certificate: None })
        }
        Matter::Branch(it) => branch(tx, row, it).await,
        Matter::Charter(_) => {
            let organization = held(tx, row).await?;
            file_charter(tx, row, case, organization).await?;
            Ok(Done { organization, certificate: None })
        }
        Matter::Conversion(it) => convert(tx, desk, row, case, &it, basis).await,
    }
}

async fn establish(
    tx: &mut Tx,
    desk: &Desk,
    row: &ApplicationRow,
    case: &Case,
    it: Establishment,
    basis: &Text<200>,
) -> Result<Done, Fault> {
    let today = day_of(tx.now());
    let Establishment {
        proposal,
        address,
        business_scope,
        registered_capital_fen,
        contact_phone,
        appointments,
        reservation: _,
    } = it;
    let code = code_block::issue(tx, proposal.kind, proposal.division).await?;
    let represented = appointments.iter().find(|appointment| appointment.legal_representative);
    let patch = Patch {
        title: Some(proposal.title),
        status: Some(Status::Active),
        division: Some(proposal.division),
        registration_authority: Some(authority(proposal.division)),
        supervising_unit: Some(supervising_unit(tx, row, today).await?),
        established_date: Some(Some(today)),
        address: Some(address),
        business_scope: Some(business_scope),
        registered_capital_fen: Some(registered_capital_fen),
        legal_form: Some(proposal.legal_form).filter(|form| *form != LegalForm::Unknown),
        legal_representative: represented.map(|appointment| appointment.officer.name.clone()),
        contact_phone: Some(contact_phone),
        ..Patch::default()
    };
    record::require_within(tx, &patch)?;
    let change = Change { valid_from: today, basis: basis.clone(), patch };
    let organization = record::record_one(tx, History::open(code, change, record::stamp(tx))).await?;
    for mut appointment in appointments {
        appointment.organization = Some(code);
        officer::appoint_in(tx, &desk.ring, &appointment).await?;
    }
    name::consume_reservation(tx, row.id).await?;
    file_charter(tx, row, case, code).await?;
    community::promote::registered(tx, row.id).await?;
    let issued = certificate::issue(tx, &desk.signer, &organization, basis).await?;
    Ok(Done { organization: code, certificate: Some(certificate_name(issued.number)) })
}

async fn change(
    tx: &mut Tx,
    desk: &Desk,
    row: &ApplicationRow,
    it: ChangeMatter,
    basis: &Text<200>,
) -> Result<Done, Fault> {
    let patch = Patch {
        title: it.title,
        address: it.address,
        business_scope: it.business_scope,
        registered_capital_fen: it.registered_capital_fen,
        supervising_unit: it.supervising_unit,
        legal_representative: it.appointment.as_ref().map(|appointment| appointment.officer.name.clone()),
        ..Patch::default()
    };
    let organization = amend(tx, row, patch, basis).await?;
    if let Some(appointment) = &it.appointment {
        officer::appoint_in(tx, &desk.ring, appointment).await?;
    }
    name::consume_reservation(tx, row.id).await?;
    issued_anew(tx, desk, &organization, basis).await
}

async fn convert(
    tx: &mut Tx,
    desk: &Desk,
    row: &ApplicationRow,
    case: &Case,
    it: &ConversionMatter,
    basis: &Text<200>,
) -> Result<Done, Fault> {
    let patch = Patch {
        legal_form: Some(it.legal_form),
        registered_capital_fen: it.registered_capital_fen,
        ..Patch::default()
    };
    let organization = amend(tx, row, patch, basis).await?;
    file_charter(tx, row, case, organization.code).await?;
    issued_anew(tx, desk, &organization, basis).await
}

/// Organisations taken over from older registers may lack particulars that a certificate states; they get none.
async fn issued_anew(tx: &mut Tx, desk: &Desk, organization: &Organization, basis: &Text<200>) -> Result<Done, Fault> {
    let certificate = match certify(organization) {
        Ok(_) => Some(certificate_name(certificate::issue(tx, &desk.signer, organization, basis).await?.number)),
        Err(_) => None,
    };
    Ok(Done { organization: organization.code, certificate })
}

async fn branch(tx: &mut Tx, row: &ApplicationRow, it: BranchMatter) -> Result<Done, Fault> {
    let code = held(tx, row).await?;
    let (today, now) = (day_of(tx.now()), tx.now());
    let stated = it.title.map(|title| title.as_str().to_owned());
    let taken = || Refusal::NameRefused { rules: vec!["NAME-03".to_owned()] }.into();
    if it.action == BranchAction::SetUp {
        let title = stated.ok_or_else(|| Fault::internal("a branch to be set up has no name"))?;
        let folded = vocab::name::fold(&title);
        let set_up = BranchRow {
            id: tx.new_id(),
            code,
            title,
            address: it.address.as_str().to_owned(),
            business_scope: it.business_scope.as_str().to_owned(),
            established_on: today,
            cancelled_on: None,
            application: row.id,
            updated_at: now,
        };
        let inserted = store::branch::insert(tx.conn(), &set_up, &folded).await;
        on_constraint(inserted, "branch_title_key", taken)?;
        return Ok(Done { organization: code, certificate: None });
    }
    let id = it.branch.ok_or_else(|| Fault::internal("a branch to be changed is not named"))?;
    let found = store::branch::lock(tx.conn(), code, id).await?;
    let mut changed = found.ok_or(ApplicationRefusal::BranchNotFound { id })?;
    if it.action == BranchAction::Cancel {
        changed.cancelled_on = Some(today);
    } else {
        changed.title = stated.unwrap_or(changed.title);
        for (stated, held) in
            [(it.address.as_str(), &mut changed.address), (it.business_scope.as_str(), &mut changed.business_scope)]
        {
            if !stated.is_empty() {
                stated.clone_into(held);
            }
        }
    }
    changed.application = row.id;
    changed.updated_at = now;
    let folded = vocab::name::fold(&changed.title);
    let updated = store::branch::update(tx.conn(), &changed, &folded).await;
    on_constraint(updated, "branch_title_key", taken)?;
    Ok(Done { organization: code, certificate: None })
}

/// The charter on file becomes the one in force.
async fn file_charter(tx: &mut Tx, row: &ApplicationRow, case: &Case, code: UnifiedCode) -> Result<(), Fault> {
    let filed = case.filed.iter().rev().find(|filed| filed.kind == registry_domain::conditions::CHARTER);
    let Some(filed) = filed else { return Ok(()) };
    let charter = CharterRow {
        code,
        number: 0,
        document: filed.document.clone(),
        sha256: filed.sha256.clone(),
        approved_on: day_of(tx.now()),
        application: row.id,
    };
    let now = tx.now();
    store::branch::insert_charter(tx.conn(), &charter, now).await?;
    Ok(())
}

/// Records what holds from today on of the organisation concerned.
async fn amend(tx: &mut Tx, row: &ApplicationRow, patch: Patch, basis: &Text<200>) -> Result<Organization, Fault> {
    let code = held(tx, row).await?;
    let history = store::revision::history(tx.conn(), code).await?;
    let mut history = history.ok_or(Refusal::NotFound { code })?;
    let change = Change { valid_from: day_of(tx.now()), basis: basis.clone(), patch };
    history.record(change, record::stamp(tx))?;
    record::record_one(tx, history).await
}

/// The organisation concerned, its row locked; one that has ended is not changed any more.
async fn held(tx: &mut Tx, row: &ApplicationRow) -> Result<UnifiedCode, Fault> {
    let code = read::organization(row).ok_or_else(|| Fault::internal("an application names no organisation"))?;
    let scope = tx.call().scope.clone();
    store::organization::lock(tx.conn(), &scope, code).await?;
    let found = store::organization::find(tx.conn(), &scope, code).await?.ok_or(Refusal::NotFound { code })?;
    if found.status == Status::Deregistered {
        return Err(Refusal::Ended.into());
    }
    Ok(code)
}

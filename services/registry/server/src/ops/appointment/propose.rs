//! Somebody is proposed for a post (推荐).

use casework::{Opening, caller};
use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::officer::{Appointment, OfficerRefusal};
use registry_domain::procedures::{APPLICANT, REGISTRAR};
use registry_domain::{Refusal, Status, day_of};
use uow::Tx;
use vocab::UnifiedCode;

use super::sealed;
use crate::desk::Desk;
use crate::ops::{case, officer};
use crate::store::appointment_notice::{self, NoticeRow};
use crate::wire::appointment::notice_name;
use crate::{store, wire};

/// A proposal.
#[derive(Debug)]
pub(crate) struct Propose {
    pub(crate) desk: Desk,
    pub(crate) code: UnifiedCode,
    pub(crate) appointment: Appointment,
    /// As it was stated, to be sealed.
    pub(crate) stated: pb::Appointment,
}

pub(crate) async fn propose(tx: &mut Tx, command: &Propose) -> Result<NoticeRow, Fault> {
    let Propose { desk, code, appointment, stated } = command;
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let (scope, applicant) = (tx.call().scope.clone(), tx.call().department.clone());
    let found = store::organization::find(tx.conn(), &scope, *code).await?;
    let organization = found.ok_or(Refusal::NotFound { code: *code })?;
    if organization.status == Status::Deregistered {
        return Err(Refusal::Ended.into());
    }
    // What is asked is for the registrar to look into; what is not met would only waste the public's time.
    let findings = officer::review(tx.conn(), &desk.ring, appointment, today).await?;
    if let Some(refusal) = OfficerRefusal::of(&findings, |_| true, &wire::name::organization(code)) {
        return Err(refusal.into());
    }
    let registrar = case::registrar(tx.conn(), organization.division, today).await?;
    let opening = Opening {
        id,
        procedure: "appointment-notice",
        title: organization.title.as_str().to_owned(),
        resource: notice_name(id),
        organization: wire::name::organization(code),
        division: organization.division.to_string(),
        variant: code.class().as_str().to_owned(),
        roles: vec![(APPLICANT, caller(tx)), (REGISTRAR, registrar)],
    };
    let standing = desk.office.open(tx, opening).await?;
    let account = appointment.officer.official_account.reveal();
    let row = NoticeRow {
        id,
        state: standing.case.state,
        revision: standing.revision,
        organization: *code,
        division: organization.division.to_string(),
        role: appointment.role,
        legal_representative: appointment.legal_representative,
        term_number: i32::try_from(appointment.term.number).unwrap_or(i32::MAX),
        starts_on: appointment.term.starts_on,
        ends_on: appointment.term.ends_on,
        basis: appointment.basis.clone(),
        appointment: sealed::seal(&desk.ring, id, stated)?,
        account_hash: (!account.is_empty()).then(|| officer::account_hash(&desk.ring, account).to_vec()),
        applicant_department: applicant,
        publicity: String::new(),
        post: None,
        reasons: String::new(),
        created_at: now,
        updated_at: now,
    };
    appointment_notice::insert(tx.conn(), &row).await?;
    Ok(row)
}

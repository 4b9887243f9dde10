//! What becomes of a proposal: it stands before the public, then the post is held, or it is put aside.

use std::collections::BTreeSet;

use casework::{Publication, Standing};
use fault::Fault;
use registry_domain::day_of;
use registry_domain::officer::{AppointmentRefusal, OfficerRefusal, Role};
use uow::Tx;

use super::sealed;
use crate::desk::Desk;
use crate::ops::case::{self, Step};
use crate::ops::officer;
use crate::store;
use crate::store::appointment_notice::{self, NoticeRow};

/// The rule that says for how long the public is asked.
const NOTICE_TERM: &str = "PROC-05";

/// A confirmation.
#[derive(Debug)]
pub(crate) struct Confirm {
    pub(crate) step: Step,
    pub(crate) confirmed_rules: BTreeSet<String>,
}

pub(crate) async fn publish(tx: &mut Tx, step: &Step) -> Result<NoticeRow, Fault> {
    let mut row = locked(tx, step).await?;
    require_disinterested(tx, &step.desk, &row).await?;
    let standing = case::take(tx, step).await?;
    let scope = tx.call().scope.clone();
    let organization = store::organization::find(tx.conn(), &scope, row.organization).await?;
    let organization = organization.ok_or_else(|| Fault::internal("a notice is of no organisation"))?;
    let appointment = sealed::open(&step.desk.ring, &row)?;
    let represents = if row.legal_representative { "、法定代表人" } else { "" };
    let publication = Publication {
        kind: "appointment-notice",
        // Titles go into lists and letters; the name stands in the text only.
        title: format!("{}负责人任前公示", organization.title.as_str()),
        body: format!(
            "{}（统一社会信用代码{}）拟由{}担任第{}届{}{represents}。对此有异议的，可以在公示期内提出。",
            organization.title.as_str(),
            row.organization,
            appointment.officer.name.reveal(),
            row.term_number,
            post_title(row.role),
        ),
        rule: NOTICE_TERM,
    };
    row.publicity = step.desk.office.publicise(tx, row.id, publication).await?.name;
    keep(tx, &mut row, &standing).await?;
    Ok(row)
}

/// The guard of the case comes first: who may not decide learns nothing of the rules.
pub(crate) async fn confirm(tx: &mut Tx, command: &Confirm) -> Result<NoticeRow, Fault> {
    let Confirm { step, confirmed_rules } = command;
    let mut row = locked(tx, step).await?;
    require_disinterested(tx, &step.desk, &row).await?;
    let standing = case::take(tx, step).await?;
    let today = day_of(tx.now());
    if row.starts_on > today {
        return Err(AppointmentRefusal::BeforeFirstDay { first: row.starts_on }.into());
    }
    if row.ends_on <= today {
        return Err(Fault::invalid_field("name", "the term that was proposed is over; propose again"));
    }
    let mut appointment = sealed::open(&step.desk.ring, &row)?;
    // Nobody holds a post while the public is still asked.
    appointment.term.starts_on = today;
    appointment.confirmed_rules.extend(confirmed_rules.iter().cloned());
    row.post = Some(officer::appoint_in(tx, &step.desk.ring, &appointment).await?);
    keep(tx, &mut row, &standing).await?;
    Ok(row)
}

/// Rejects or withdraws.
pub(crate) async fn put_aside(tx: &mut Tx, step: &Step) -> Result<NoticeRow, Fault> {
    let mut row = locked(tx, step).await?;
    require_disinterested(tx, &step.desk, &row).await?;
    let standing = case::take(tx, step).await?;
    row.reasons.clone_from(&step.reasons);
    keep(tx, &mut row, &standing).await?;
    Ok(row)
}

/// One that the caller may see, its case locked against others.
async fn locked(tx: &mut Tx, step: &Step) -> Result<NoticeRow, Fault> {
    let missing = AppointmentRefusal::NoticeNotFound { id: step.id };
    let scope = tx.call().scope.clone();
    if !step.desk.office.hold(tx, step.id, Some(&step.etag)).await? {
        return Err(missing.into());
    }
    Ok(appointment_notice::find(tx.conn(), &scope, step.id).await?.ok_or(missing)?)
}

async fn keep(tx: &mut Tx, row: &mut NoticeRow, standing: &Standing) -> Result<(), Fault> {
    row.state.clone_from(&standing.case.state);
    row.revision = standing.revision;
    row.updated_at = tx.now();
    appointment_notice::update(tx.conn(), row).await?;
    Ok(())
}

/// Refuses an official who is the person proposed, or holds or recently held a post in the organisation (PROC-13).
async fn require_disinterested(tx: &mut Tx, desk: &Desk, row: &NoticeRow) -> Result<(), Fault> {
    let Some(account) = tx.call().officer.clone() else { return Ok(()) };
    let hash = officer::account_hash(&desk.ring, &account);
    let today = day_of(tx.now());
    let own = row.account_hash.as_deref().is_some_and(|known| known == hash);
    if own || officer::is_interested(tx.conn(), &desk.ring, row.organization, &account, today).await? {
        return Err(OfficerRefusal::Interested.into());
    }
    Ok(())
}

/// What a post is called to the public; which of two words an organisation uses stands in its charter.
fn post_title(role: Role) -> &'static str {
    match role {
        Role::President => "会长（理事长）",
        Role::VicePresident => "副会长（副理事长）",
        Role::SecretaryGeneral => "秘书长",
        Role::CouncilMember => "理事",
        Role::Supervisor => "监事",
    }
}

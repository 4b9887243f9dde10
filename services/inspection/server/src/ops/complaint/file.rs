//! Somebody files a complaint (举报).

use casework::{Office, Opening, caller, receipt};
use fault::Fault;
use inspection_domain::complaint::{Authority, Channel, Refusal, route};
use inspection_domain::procedures::{COMPLAINT_PORTAL, COMPLAINT_RECEIVER};
use onecode_proto::inspection::v1 as pb;
use procedure::Act;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::{DivisionCode, UnifiedCode, day_of};

use super::receipt::{secret, secret_hash};
use super::{Desk, sealed};
use crate::store::complaint::{self as store, ComplaintRow, SubjectRow};
use crate::wire;

/// Whom a complaint is about.
pub(crate) struct Subject {
    /// Of a registered organisation.
    pub(crate) code: Option<UnifiedCode>,
    pub(crate) title: String,
    pub(crate) division: DivisionCode,
}

/// A complaint. Never printed: it says who said what.
pub(crate) struct File {
    pub(crate) desk: Desk,
    /// Key of the department that the register calls the registering authority.
    pub(crate) registrar: String,
    pub(crate) channel: Channel,
    pub(crate) subjects: Vec<Subject>,
    pub(crate) grounds: Vec<String>,
    pub(crate) occurred_from: Date,
    pub(crate) occurred_to: Date,
    pub(crate) documents: Vec<Uuid>,
    pub(crate) statement: pb::ComplaintStatement,
    pub(crate) reporter: Option<pb::Reporter>,
}

/// What whoever filed it is told, but for the secret.
#[derive(Debug)]
pub(crate) struct Filed {
    pub(crate) receipt: String,
    pub(crate) acceptance_due: Option<Date>,
}

pub(crate) async fn file(tx: &mut Tx, command: &File) -> Result<Filed, Fault> {
    let File { desk, .. } = command;
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let (portal, division) = (tx.call().department.clone(), tx.call().division.clone());
    let grounds = store::unknown_grounds(tx.conn(), &command.grounds, today).await?;
    if !grounds.is_empty() {
        return Err(Refusal::GroundsUnknown { grounds }.into());
    }
    let authorities: Vec<Authority> = command.subjects.iter().map(authority).collect();
    let competent = route(&authorities).ok_or_else(|| Fault::internal("a complaint is about nobody"))?;
    let rule = desk.office.book().on(competent.competence.rule(), today).map_err(procedure::Refusal::from)?.reference();
    let registered = command.subjects.iter().find_map(|subject| subject.code);
    let opening = Opening {
        id,
        procedure: "complaint",
        title: title(&command.subjects),
        resource: wire::name::complaint(id),
        organization: registered.map(wire::name::organization).unwrap_or_default(),
        division: division.clone(),
        variant: String::new(),
        roles: vec![(COMPLAINT_PORTAL, caller(tx)), (COMPLAINT_RECEIVER, Office::new(&command.registrar, &division))],
    };
    desk.office.open(tx, opening).await?;
    let receive = Act { action: "receive".to_owned(), by: caller(tx), ..Act::default() };
    let standing = desk.office.act(tx, id, None, receive).await?;
    archive::attach(tx, &command.documents, &wire::name::complaint(id)).await?;
    let acceptance_due = desk.office.due(&standing.case, Some("acceptance"));
    let row = ComplaintRow {
        id,
        state: standing.case.state,
        revision: standing.revision,
        receiving_division: division.clone(),
        division,
        competent_division: competent.division.to_string(),
        competence: competent.competence.as_str().to_owned(),
        competence_rule: rule.id,
        competence_version: i32::try_from(rule.version).unwrap_or(i32::MAX),
        portal_department: portal,
        department: command.registrar.clone(),
        channel: command.channel.as_str().to_owned(),
        anonymous: command.reporter.is_none(),
        grounds: command.grounds.clone(),
        occurred_from: command.occurred_from,
        occurred_to: command.occurred_to,
        documents: command.documents.clone(),
        handler_hash: None,
        lead: None,
        links: Vec::new(),
        finding: String::new(),
        outcome: None,
        answer: String::new(),
        transferred_to: String::new(),
        received_on: today,
        accepted_on: None,
        concluded_on: None,
        informed_on: None,
        created_at: now,
        updated_at: now,
    };
    let receipt = receipt::fresh();
    let hash = secret_hash(&desk.ring, &secret(&desk.ring, &receipt));
    let sealed = sealed::seal(&desk.ring, id, &command.statement, command.reporter.as_ref())?;
    store::insert(tx.conn(), &row, (&receipt, &hash), &sealed).await?;
    let subjects: Vec<SubjectRow> = command.subjects.iter().map(subject_row).collect();
    store::insert_subjects(tx.conn(), id, &subjects).await?;
    tx.emit(&wire::name::complaint(id), &row.division, &wire::complaint::received(&row, &subjects));
    Ok(Filed { receipt, acceptance_due })
}

fn authority(subject: &Subject) -> Authority {
    match subject.code {
        Some(_) => Authority::Registering(subject.division),
        None => Authority::OfPlace(subject.division),
    }
}

fn subject_row(subject: &Subject) -> SubjectRow {
    SubjectRow {
        code: subject.code.map(|code| code.to_string()).unwrap_or_default(),
        title: subject.title.clone(),
        division: subject.division.to_string(),
    }
}

/// What the case is called: after registered organisations alone, since others are called what a reporter says.
fn title(subjects: &[Subject]) -> String {
    let registered = subjects.iter().find(|subject| subject.code.is_some());
    let first = registered.map_or("未登记的组织", |subject| subject.title.as_str());
    let more = if subjects.len() > 1 { format!("等{}个组织", subjects.len()) } else { String::new() };
    format!("对{first}{more}的投诉举报")
}

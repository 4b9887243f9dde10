//! What somebody files, read whole; and what is typed off a receipt.

use std::collections::BTreeSet;

use ::time::Date;
use casework::receipt;
use fault::Fault;
use inspection_domain::complaint::Channel;
use onecode_proto::inspection::v1 as pb;
use seal::Ring;
use uuid::Uuid;
use vocab::division::{self, Status as Existence};
use vocab::{DivisionCode, UnifiedCode};

use super::enums;
use crate::ops::complaint::{Ask, Desk, Filed, secret};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time};

const MOST_SUBJECTS: usize = 10;
const MOST_GROUNDS: usize = 10;
const MOST_DOCUMENTS: usize = 20;
const LONGEST_TITLE: usize = 200;
const SHORTEST_DESCRIPTION: usize = 10;
const LONGEST_DESCRIPTION: usize = 5_000;
const LONGEST_PLACE: usize = 200;
const LONGEST_NAME: usize = 50;
const LONGEST_CONTACT: usize = 100;

/// Whom a complaint is about, as stated.
pub(crate) enum StatedSubject {
    /// An organisation that the register is asked for.
    Registered(UnifiedCode),
    /// Any other.
    Titled(String, DivisionCode),
}

/// A complaint as stated. Never printed: it says who said what.
pub(crate) struct Stated {
    pub(crate) channel: Channel,
    pub(crate) subjects: Vec<StatedSubject>,
    pub(crate) grounds: Vec<String>,
    pub(crate) occurred_from: Date,
    pub(crate) occurred_to: Date,
    pub(crate) documents: Vec<Uuid>,
    pub(crate) statement: pb::ComplaintStatement,
    pub(crate) reporter: Option<pb::Reporter>,
}

pub(crate) fn file(request: &pb::FileComplaintRequest, today: Date) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let channel = enums::read_channel(request.channel);
    if channel.is_none() {
        violations.note("channel", "must be a value of the contract, not UNSPECIFIED");
    }
    let subjects = subjects(&mut violations, &request.subjects);
    let ground =
        |violations: &mut Violations, field: &str, raw: &str| name::parse_complaint_ground(violations, field, raw);
    let grounds = each(&mut violations, "grounds", &request.grounds, (1, MOST_GROUNDS), ground);
    let statement = statement(&mut violations, request.statement.as_ref());
    let from = time::require_past(&mut violations, "occurred_from", request.occurred_from.as_ref(), today);
    let to = time::parse_past(&mut violations, "occurred_to", request.occurred_to.as_ref(), today);
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        violations.note("occurred_to", "must not be before occurred_from");
    }
    let documents = each(&mut violations, "documents", &request.documents, (0, MOST_DOCUMENTS), name::parse_document);
    let reporter = reporter(&mut violations, request.reporter.as_ref());
    violations.finish(channel.zip(from).zip(statement).map(|((channel, occurred_from), statement)| Stated {
        channel,
        subjects,
        grounds,
        occurred_from,
        occurred_to: to.unwrap_or(occurred_from),
        documents,
        statement,
        reporter,
    }))
}

fn subjects(violations: &mut Violations, stated: &[pb::ComplaintSubject]) -> Vec<StatedSubject> {
    counted(violations, "subjects", stated.len(), (1, MOST_SUBJECTS));
    let mut seen = BTreeSet::new();
    let mut subjects = Vec::new();
    for (at, subject) in stated.iter().enumerate().take(MOST_SUBJECTS) {
        let field = |name: &str| format!("subjects[{at}].{name}");
        let read = if subject.organization.is_empty() {
            let title = text::text(violations, &field("title"), &subject.title, LONGEST_TITLE);
            if title.as_ref().is_some_and(|title| title.chars().count() < 2) {
                violations.note(field("title"), "has 1 character, at least 2 are wanted");
            }
            let division = existing(violations, &field("division"), &subject.division);
            title.zip(division).map(|(title, division)| StatedSubject::Titled(title, division))
        } else {
            for (name, value) in [("title", &subject.title), ("division", &subject.division)] {
                if !value.is_empty() {
                    violations.note(field(name), "is the register's to say of a registered organisation");
                }
            }
            name::parse_organization(violations, &field("organization"), &subject.organization)
                .map(StatedSubject::Registered)
        };
        let Some(read) = read else { continue };
        let key = match &read {
            StatedSubject::Registered(code) => code.to_string(),
            StatedSubject::Titled(title, division) => format!("{division} {}", vocab::name::fold(title)),
        };
        if !seen.insert(key) {
            violations.note(format!("subjects[{at}]"), "is there twice");
        }
        subjects.push(read);
    }
    subjects
}

/// A division that there is.
pub(super) fn existing(violations: &mut Violations, field: &str, raw: &str) -> Option<DivisionCode> {
    let code = violations.take(field, DivisionCode::parse(raw))?;
    let exists = division::lookup(code).is_some_and(|found| found.status() == Existence::Current);
    if !exists && code != DivisionCode::COUNTRY {
        violations.note(field, "is no division of today (GB/T 2260)");
        return None;
    }
    Some(code)
}

fn statement(violations: &mut Violations, stated: Option<&pb::ComplaintStatement>) -> Option<pb::ComplaintStatement> {
    let empty = pb::ComplaintStatement::default();
    let stated = stated.unwrap_or(&empty);
    let description = lines(violations, "statement.description", &stated.description);
    let place = text::optional(violations, "statement.place", &stated.place, LONGEST_PLACE);
    description.zip(place).map(|(description, place)| pb::ComplaintStatement { description, place })
}

/// A text of several lines.
pub(super) fn lines(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    let lines = raw.replace("\r\n", "\n");
    let lines = lines.trim();
    let found = lines.chars().count();
    if !(SHORTEST_DESCRIPTION..=LONGEST_DESCRIPTION).contains(&found) {
        let sentence = format!("has {found} characters, {SHORTEST_DESCRIPTION} to {LONGEST_DESCRIPTION} are allowed");
        violations.note(field, sentence);
        return None;
    }
    if lines.chars().any(|character| character.is_control() && character != '\n' && character != '\t') {
        violations.note(field, "has a control character");
        return None;
    }
    Some(lines.to_owned())
}

/// Who files it; nobody where neither a name nor a contact is stated.
fn reporter(violations: &mut Violations, stated: Option<&pb::Reporter>) -> Option<pb::Reporter> {
    let stated = stated?;
    let name = text::optional(violations, "reporter.name", &stated.name, LONGEST_NAME);
    let contact = text::optional(violations, "reporter.contact", &stated.contact, LONGEST_CONTACT);
    let (name, contact) = name.zip(contact)?;
    if name.is_empty() && !contact.is_empty() {
        violations.note("reporter.name", "is required with a contact; an anonymous complaint states neither");
    }
    (!name.is_empty()).then_some(pb::Reporter { name, contact })
}

/// Names of resources, none twice and as many as are allowed.
pub(super) fn each<T: Ord + Clone>(
    violations: &mut Violations,
    field: &str,
    stated: &[String],
    (least, most): (usize, usize),
    read: impl Fn(&mut Violations, &str, &str) -> Option<T>,
) -> Vec<T> {
    counted(violations, field, stated.len(), (least, most));
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (at, raw) in stated.iter().enumerate().take(most) {
        let Some(value) = read(violations, &format!("{field}[{at}]"), raw) else { continue };
        if !seen.insert(value.clone()) {
            violations.note(format!("{field}[{at}]"), "is there twice");
        }
        found.push(value);
    }
    found
}

fn counted(violations: &mut Violations, field: &str, found: usize, (least, most): (usize, usize)) {
    if !(least..=most).contains(&found) {
        violations.note(field, format_args!("has {found} entries, {least} to {most} are allowed"));
    }
}

/// The reply as it is kept: without the secret, which [`with_secret`] adds on the way out.
#[expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]
pub(crate) fn file_reply(filed: Filed) -> pb::FileComplaintResponse {
    pb::FileComplaintResponse {
        receipt: receipt::shown(&filed.receipt),
        secret: String::new(),
        acceptance_due_date: filed.acceptance_due.map(time::date),
    }
}

/// The reply with the secret of its receipt.
pub(crate) fn with_secret(reply: pb::FileComplaintResponse, ring: &Ring) -> pb::FileComplaintResponse {
    let secret = receipt::parse(&reply.receipt).map(|receipt| receipt::shown(&secret(ring, &receipt)));
    pb::FileComplaintResponse { secret: secret.unwrap_or_default(), ..reply }
}

/// A receipt and a secret as somebody typed them. What cannot be one is refused like a wrong one.
pub(crate) fn ask(desk: &Desk, receipt: &str, secret: &str) -> Ask {
    let read = |typed: &str| receipt::parse(typed).unwrap_or_default();
    Ask { desk: desk.clone(), receipt: read(receipt), secret: read(secret) }
}

//! Requests about applications, read whole.

use std::collections::BTreeMap;

use ::time::Date;
use casework::Office;
use fault::Fault;
use intake::name::{parse_department, parse_document};
use onecode_proto::registry::v1 as pb;
use registry_domain::Text;
use registry_domain::procedures::{CONSULTED, PARTY_BODY, REGISTRAR, SUPERVISING_UNIT};
use uow::Call;
use uuid::Uuid;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

use super::content::Content;
use super::enums;
use super::matter::{Matter, Seen};
use super::reader::read_matter;
use crate::desk::Desk;
use crate::ops::application::{
    AddAnswers, Approve, Check, Create, GetApplication, ListApplications, Opine, Replace, Step, Submit,
};
use crate::store::application::ApplicationFilter;
use crate::wire::name;
use crate::wire::page::{self, Binding};
use crate::wire::read::within;
use crate::wire::violations::Violations;

const LONGEST_REASONS: usize = 2_000;
const LONGEST_NUMBER: usize = 100;
const MOST_DOCUMENTS: usize = 100;
const MOST_DEPARTMENTS: usize = 20;
const MOST_ANSWERS: usize = 100;

pub(crate) fn create(request: &pb::CreateApplicationRequest, desk: &Desk, today: Date) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let empty = pb::Application::default();
    let source = request.application.as_ref().unwrap_or(&empty);
    let establishes = matches!(source.content, Some(pb::application::Content::Establishment(_)));
    let organization = if source.organization.is_empty() {
        None
    } else {
        name::parse(&mut violations, "application.organization", &source.organization)
    };
    if establishes != source.organization.is_empty() {
        violations.note("application.organization", "must be stated, but in an establishment, where it must not");
    }
    let division = if establishes || !source.division.is_empty() {
        violations.take("application.division", DivisionCode::parse(&source.division))
    } else {
        None
    };
    let supervising = department(&mut violations, "application.supervising_department", &source.supervising_department);
    let seen = seen(division, organization, supervising.clone(), today);
    let stated = stated(&mut violations, source, &seen);
    violations.finish(stated.map(|(content, title)| Create {
        desk: desk.clone(),
        procedure: enums::procedure_of(content.open()),
        division,
        organization,
        kind: kind_of(&content, organization),
        supervising,
        content,
        title,
    }))
}

pub(crate) fn update(request: &pb::UpdateApplicationRequest, desk: &Desk, today: Date) -> Result<Replace, Fault> {
    let mut violations = Violations::default();
    let empty = pb::Application::default();
    let source = request.application.as_ref().unwrap_or(&empty);
    let id = id(&mut violations, "application.name", &source.name);
    let etag = etag(&mut violations, "application.etag", &source.etag);
    let supervising = department(&mut violations, "application.supervising_department", &source.supervising_department);
    // Organisation and division are those on record; a content that names a branch is read against them again.
    let organization = if source.organization.is_empty() {
        None
    } else {
        name::parse(&mut violations, "application.organization", &source.organization)
    };
    let seen = seen(Some(DivisionCode::COUNTRY), organization, supervising.clone(), today);
    let stated = stated(&mut violations, source, &seen);
    violations.finish(id.zip(stated).map(|(id, (content, title))| Replace {
        desk: desk.clone(),
        id,
        etag,
        procedure: enums::procedure_of(content.open()),
        organization,
        supervising,
        content,
        title,
    }))
}

/// Reads the content once to name everything that is wrong; operations read it again with what is on record then.
fn stated(violations: &mut Violations, source: &pb::Application, seen: &Seen) -> Option<(Content, String)> {
    let Some(content) = &source.content else {
        violations.note("application.content", "must be stated");
        return None;
    };
    let matter = read_matter(violations, "application.", content, seen)?;
    let title = match &matter {
        Matter::Establishment(it) => it.proposal.title.as_str().to_owned(),
        Matter::Branch(it) => it.title.as_ref().map(|title| title.as_str().to_owned()).unwrap_or_default(),
        Matter::Change(_)
        | Matter::Deregistration(_)
        | Matter::Simplified { .. }
        | Matter::Charter(_)
        | Matter::Conversion(_) => String::new(),
    };
    Some((Content::of(content.clone()), title))
}

fn seen(
    division: Option<DivisionCode>,
    organization: Option<UnifiedCode>,
    supervising_department: Option<String>,
    today: Date,
) -> Seen {
    Seen {
        division: division.or(organization.map(|code| code.division())).unwrap_or(DivisionCode::COUNTRY),
        organization,
        supervising_department,
        answers: BTreeMap::new(),
        documents: std::collections::BTreeSet::new(),
        applied_on: today,
        today,
        basis: Text::default(),
    }
}

fn kind_of(content: &Content, organization: Option<UnifiedCode>) -> OrganizationClass {
    let stated = match content.open() {
        pb::application::Content::Establishment(it) => crate::wire::enums::read_kind(it.kind),
        pb::application::Content::Change(_)
        | pb::application::Content::Deregistration(_)
        | pb::application::Content::SimplifiedDeregistration(_)
        | pb::application::Content::Branch(_)
        | pb::application::Content::Charter(_)
        | pb::application::Content::Conversion(_) => None,
    };
    stated.or(organization.map(|code| code.class())).unwrap_or(OrganizationClass::Other)
}

pub(crate) fn submit(request: &pb::SubmitApplicationRequest, desk: &Desk) -> Result<Submit, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, "submit", &request.name, &request.etag);
    if request.documents.len() > MOST_DOCUMENTS {
        violations.note("documents", format_args!("must hold at most {MOST_DOCUMENTS}"));
    }
    let mut documents = Vec::new();
    for (at, document) in request.documents.iter().enumerate() {
        documents.extend(parse_document(&mut violations, &format!("documents[{at}]"), document));
    }
    violations.finish(step.map(|step| Submit { step, documents }))
}

pub(crate) fn withdraw(request: &pb::WithdrawApplicationRequest, desk: &Desk) -> Result<Step, Fault> {
    simple(desk, "withdraw", &request.name, &request.etag, (&request.reasons, false), None)
}

pub(crate) fn accept(request: &pb::AcceptApplicationRequest, desk: &Desk) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, "accept", &request.name, &request.etag);
    let party = department(&mut violations, "party_department", &request.party_department);
    let consulted = departments(&mut violations, "consulted_departments", &request.consulted_departments, false);
    let enlisted = party.into_iter().map(|key| (PARTY_BODY, key)).chain(consulted).collect();
    violations.finish(step.map(|step| Step { enlisted, ..step }))
}

pub(crate) fn send_back(request: &pb::ReturnApplicationRequest, desk: &Desk) -> Result<Step, Fault> {
    simple(desk, "return", &request.name, &request.etag, (&request.reasons, true), None)
}

pub(crate) fn decline(request: &pb::DeclineApplicationRequest, desk: &Desk) -> Result<Step, Fault> {
    simple(desk, "decline", &request.name, &request.etag, (&request.reasons, true), Some(&request.ground))
}

pub(crate) fn consult(request: &pb::ConsultDepartmentsRequest, desk: &Desk) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, "consult", &request.name, &request.etag);
    let enlisted = departments(&mut violations, "departments", &request.departments, true);
    let reasons = reasons(&mut violations, &request.reasons, false);
    violations.finish(step.map(|step| Step { reasons, enlisted, ..step }))
}

pub(crate) fn record_answers(request: &pb::RecordAnswersRequest, desk: &Desk) -> Result<AddAnswers, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, "answer", &request.name, &request.etag);
    let reasons = reasons(&mut violations, &request.reasons, true);
    if request.answers.is_empty() || request.answers.len() > MOST_ANSWERS {
        violations.note("answers", format_args!("must hold 1 to {MOST_ANSWERS}"));
    }
    for key in request.answers.keys() {
        let plain =
            (1..=20).contains(&key.len()) && key.bytes().all(|it| it.is_ascii_alphanumeric() || b"-._".contains(&it));
        if !plain {
            violations.note("answers", "keys are those that findings name, e.g. `REG-03a`");
        }
    }
    let answers = request.answers.iter().map(|(key, met)| (key.clone(), *met)).collect();
    violations.finish(step.map(|step| AddAnswers { step: Step { reasons, ..step }, answers }))
}

pub(crate) fn lapse(request: &pb::LapseApplicationRequest, desk: &Desk) -> Result<Step, Fault> {
    simple(desk, "lapse", &request.name, &request.etag, ("", false), None)
}

pub(crate) fn divert(request: &pb::DivertApplicationRequest, desk: &Desk) -> Result<Step, Fault> {
    simple(desk, "divert", &request.name, &request.etag, (&request.reasons, true), None)
}

pub(crate) fn opine(request: &pb::GiveOpinionRequest, desk: &Desk) -> Result<Opine, Fault> {
    let mut violations = Violations::default();
    let id = id(&mut violations, "name", &request.name);
    let reasons = reasons(&mut violations, &request.reasons, !request.favourable);
    let (favourable, review) = (request.favourable, request.review.clone());
    violations.finish(id.map(|id| Opine { desk: desk.clone(), id, review, favourable, reasons }))
}

pub(crate) fn approve(request: &pb::ApproveApplicationRequest, desk: &Desk) -> Result<Approve, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, "approve", &request.name, &request.etag);
    let reasons = reasons(&mut violations, &request.reasons, false);
    let number = number(&mut violations, &request.number);
    violations.finish(step.map(|step| Approve { step: Step { reasons, ..step }, number }))
}

pub(crate) fn refuse(request: &pb::RefuseApplicationRequest, desk: &Desk) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let number = number(&mut violations, &request.number);
    let step = step(&mut violations, desk, "refuse", &request.name, &request.etag);
    let reasons = reasons(&mut violations, &request.reasons, true);
    let ground = ground(&mut violations, &request.ground);
    violations.finish(step.map(|step| Step { reasons, ground, number, ..step }))
}

pub(crate) fn get(request: &pb::GetApplicationRequest, call: &Call, desk: &Desk) -> Result<GetApplication, Fault> {
    let mut violations = Violations::default();
    let id = id(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetApplication {
        desk: desk.clone(),
        scope: call.scope.clone(),
        id,
        reveals: call.reveals,
    }))
}

pub(crate) fn check(
    request: &pb::CheckApplicationRequest,
    call: &Call,
    desk: &Desk,
    today: Date,
) -> Result<Check, Fault> {
    let mut violations = Violations::default();
    let id = id(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Check { desk: desk.clone(), scope: call.scope.clone(), id, today }))
}

pub(crate) fn list(request: &pb::ListApplicationsRequest, call: &Call) -> Result<ListApplications, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListApplicationsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 500);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let organization = if request.organization.is_empty() {
        String::new()
    } else {
        let code = name::parse(&mut violations, "organization", &request.organization);
        code.map(|code| code.to_string()).unwrap_or_default()
    };
    let filter = ApplicationFilter {
        within: within(&mut violations, &call.scope, &request.division),
        kind: enums::read_kind(&mut violations, request.r#type),
        state: enums::read_state(&mut violations, request.state),
        organization,
    };
    violations.finish(Some(ListApplications { filter, before, size, binding }))
}

pub(crate) fn grounds(request: pb::ListRefusalGroundsRequest) -> Result<OrganizationClass, Fault> {
    let mut violations = Violations::default();
    let kind = crate::wire::enums::read_kind(request.kind);
    if kind.is_none() {
        violations.note("kind", "must be a value of the contract, not UNSPECIFIED");
    }
    violations.finish(kind)
}

fn simple(
    desk: &Desk,
    action: &'static str,
    name: &str,
    etag: &str,
    (stated, required): (&str, bool),
    of: Option<&str>,
) -> Result<Step, Fault> {
    let mut violations = Violations::default();
    let step = step(&mut violations, desk, action, name, etag);
    let reasons = reasons(&mut violations, stated, required);
    let ground = of.map(|stated| ground(&mut violations, stated)).unwrap_or_default();
    violations.finish(step.map(|step| Step { reasons, ground, ..step }))
}

fn step(violations: &mut Violations, desk: &Desk, action: &'static str, name: &str, stated: &str) -> Option<Step> {
    let id = id(violations, "name", name);
    let etag = etag(violations, "etag", stated);
    id.map(|id| Step {
        desk: desk.clone(),
        id,
        etag,
        action,
        reasons: String::new(),
        ground: String::new(),
        number: String::new(),
        enlisted: Vec::new(),
    })
}

fn id(violations: &mut Violations, field: &str, name: &str) -> Option<Uuid> {
    let id = name.strip_prefix("applications/").and_then(|id| Uuid::try_parse(id).ok());
    if id.is_none() {
        violations.note(field, "must be applications/{application}, the application a UUID");
    }
    id
}

fn etag(violations: &mut Violations, field: &str, etag: &str) -> String {
    if etag.is_empty() {
        violations.note(field, "must be the etag of the application that was read");
    }
    etag.to_owned()
}

fn reasons(violations: &mut Violations, stated: &str, required: bool) -> String {
    let reasons = stated.trim();
    let count = reasons.chars().count();
    if count > LONGEST_REASONS || (required && count == 0) {
        let least = i32::from(required);
        violations.note("reasons", format_args!("must have {least} to {LONGEST_REASONS} characters"));
    }
    reasons.to_owned()
}

fn ground(violations: &mut Violations, stated: &str) -> String {
    let known = (1..=20).contains(&stated.len());
    if !known {
        violations.note("ground", "must be the id of a ground that ListRefusalGrounds names");
    }
    stated.to_owned()
}

fn number(violations: &mut Violations, stated: &str) -> String {
    let number = stated.trim();
    if !(1..=LONGEST_NUMBER).contains(&number.chars().count()) {
        violations.note("number", format_args!("must have 1 to {LONGEST_NUMBER} characters"));
    }
    number.to_owned()
}

/// The key in `departments/{key}`; `None` if nothing is stated.
pub(crate) fn department(violations: &mut Violations, field: &str, stated: &str) -> Option<String> {
    if stated.is_empty() {
        return None;
    }
    parse_department(violations, field, stated)
}

fn departments(
    violations: &mut Violations,
    field: &str,
    stated: &[String],
    required: bool,
) -> Vec<(&'static str, String)> {
    if stated.len() > MOST_DEPARTMENTS || (required && stated.is_empty()) {
        violations.note(field, format_args!("must hold {} to {MOST_DEPARTMENTS}", i32::from(required)));
    }
    let keys = stated.iter().enumerate().filter_map(|(at, one)| department(violations, &format!("{field}[{at}]"), one));
    keys.map(|key| (CONSULTED, key)).collect()
}

/// Roles that the register fills by itself when a case is opened.
pub(crate) fn first_roles(
    applicant: Office,
    registrar: Office,
    supervising: Option<Office>,
) -> Vec<(&'static str, Office)> {
    let mut roles = vec![(registry_domain::procedures::APPLICANT, applicant), (REGISTRAR, registrar)];
    roles.extend(supervising.map(|office| (SUPERVISING_UNIT, office)));
    roles
}

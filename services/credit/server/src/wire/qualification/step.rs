//! What is done with qualifications and applications.

use std::collections::HashSet;

use ::time::Date;
use casework::Casework;
use fault::Fault;
use intake::etag::stated_etag;
use onecode_proto::credit::v1 as pb;
use uuid::Uuid;

use super::word;
use crate::ops::qualification::apply::Apply;
use crate::ops::qualification::cancel::Cancel;
use crate::ops::qualification::decide::List;
use crate::ops::qualification::draft::Decide;
use crate::ops::qualification::examine::{Confirm, Step};
use crate::ops::qualification::record::Record;
use crate::ops::qualification::refuse::Refuse;
use crate::wire::text::{optional, text};
use crate::wire::violations::Violations;
use crate::wire::{name, time as day};

const MOST_DOCUMENTS: usize = 50;
const MOST_CHOSEN: usize = 200;
const MOST_PROVED: usize = 50;

pub(crate) fn apply(request: &pb::ApplyForQualificationRequest, office: &Casework) -> Result<Apply, Fault> {
    let mut violations = Violations::default();
    let organization = name::parse_organization(&mut violations, "parent", &request.parent);
    let kind = word::require_kind(&mut violations, request.kind);
    let statement = optional(&mut violations, "statement", &request.statement, 2_000);
    let documents = documents(&mut violations, &request.documents, 0);
    let command = || {
        let (organization, kind, statement) = (organization?, kind?, statement?);
        Some(Apply { office: office.clone(), organization, kind, statement, documents })
    };
    violations.finish(command())
}

pub(crate) fn ask_for_papers(
    request: &pb::RequestQualificationSupplementRequest,
    office: &Casework,
) -> Result<Step<String>, Fault> {
    reasoned(office, &request.name, &request.etag, &request.reasons)
}

pub(crate) fn withdraw(
    request: &pb::WithdrawQualificationApplicationRequest,
    office: &Casework,
) -> Result<Step<String>, Fault> {
    reasoned(office, &request.name, &request.etag, &request.reasons)
}

pub(crate) fn supplement(
    request: &pb::SupplementQualificationApplicationRequest,
    office: &Casework,
) -> Result<Step<Vec<Uuid>>, Fault> {
    step(office, (&request.name, &request.etag), |violations| Some(documents(violations, &request.documents, 1)))
}

pub(crate) fn confirm(request: &pb::ConfirmQualificationRequest, office: &Casework) -> Result<Confirm, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_qualification_application(&mut violations, "name", &request.name);
    let confirmed = match request.confirmation() {
        pb::QualificationConfirmationState::Confirmed => Some(true),
        pb::QualificationConfirmationState::Refused => Some(false),
        pb::QualificationConfirmationState::Unspecified
        | pb::QualificationConfirmationState::Awaited
        | pb::QualificationConfirmationState::Closed => {
            violations.note("confirmation", "must be CONFIRMED or REFUSED");
            None
        }
    };
    let reasons = text(&mut violations, "reasons", &request.reasons, 1_000);
    let proved = request.proved_conditions.clone();
    if proved.len() > MOST_PROVED {
        violations.note("proved_conditions", format_args!("must hold at most {MOST_PROVED} keys"));
    }
    if confirmed == Some(false) && !proved.is_empty() {
        violations.note("proved_conditions", "must be empty where the department does not confirm");
    }
    let command = || {
        let (id, confirmed, reasons) = (id?, confirmed?, reasons?);
        Some(Confirm { office: office.clone(), id, confirmed, reasons, proved })
    };
    violations.finish(command())
}

pub(crate) fn refuse(request: &pb::RefuseQualificationRequest, office: &Casework) -> Result<Step<Refuse>, Fault> {
    step(office, (&request.name, &request.etag), |violations| {
        let document_number = text(violations, "document_number", &request.document_number, 60);
        let reasons = text(violations, "reasons", &request.reasons, 1_000);
        document_number.zip(reasons).map(|(document_number, reasons)| Refuse { document_number, reasons })
    })
}

pub(crate) fn propose(
    request: &pb::ProposeQualificationsRequest,
    office: &Casework,
    today: Date,
) -> Result<List, Fault> {
    let pb::ProposeQualificationsRequest { kind, year, document_number, applications } = request;
    list(office, (*kind, *year, document_number, ""), applications, today)
}

pub(crate) fn grant(request: &pb::GrantQualificationsRequest, office: &Casework, today: Date) -> Result<List, Fault> {
    let pb::GrantQualificationsRequest { kind, year, document_number, applications, authority } = request;
    list(office, (*kind, *year, document_number, authority), applications, today)
}

fn list(
    office: &Casework,
    (kind, year, document_number, authority): (i32, i32, &str, &str),
    applications: &[pb::QualificationApplicationChoice],
    today: Date,
) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let kind = word::require_kind(&mut violations, kind);
    let (least, most) = (today.year() - 1, today.year() + 1);
    if !(least..=most).contains(&year) {
        violations.note("year", format_args!("must be {least} to {most}"));
    }
    let document_number = text(&mut violations, "document_number", document_number, 60);
    let authority = optional(&mut violations, "authority", authority, 60);
    if applications.is_empty() || applications.len() > MOST_CHOSEN {
        violations.note("applications", format_args!("must hold 1 to {MOST_CHOSEN} applications"));
    }
    let (mut chosen, mut seen) = (Vec::with_capacity(applications.len().min(MOST_CHOSEN)), HashSet::new());
    for (at, choice) in applications.iter().take(MOST_CHOSEN).enumerate() {
        let field = format!("applications[{at}].name");
        let id = name::parse_qualification_application(&mut violations, &field, &choice.name);
        if id.is_some_and(|id| !seen.insert(id)) {
            violations.note(field, "is there twice");
        }
        if choice.etag.is_empty() {
            violations.note(format!("applications[{at}].etag"), "is required");
        }
        chosen.extend(id.map(|id| (id, choice.etag.clone())));
    }
    let command = || {
        let (kind, document_number, authority) = (kind?, document_number?, authority?);
        Some(List { office: office.clone(), kind, year, document_number, authority, chosen })
    };
    violations.finish(command())
}

pub(crate) fn record(request: &pb::RecordQualificationRequest, today: Date) -> Result<Record, Fault> {
    let mut violations = Violations::default();
    let organization = name::parse_organization(&mut violations, "parent", &request.parent);
    let kind = word::require_kind(&mut violations, request.kind);
    let authority = text(&mut violations, "authority", &request.authority, 60);
    let document_number = text(&mut violations, "document_number", &request.document_number, 60);
    let decided_on = day::require_past(&mut violations, "decide_date", request.decide_date.as_ref(), today);
    if request.valid_from.is_none() {
        violations.note("valid_from", "is required");
    }
    let from = day::parse_date(&mut violations, "valid_from", request.valid_from.as_ref());
    let until = day::parse_date(&mut violations, "until_date", request.until_date.as_ref());
    if from.zip(until).is_some_and(|(from, until)| until <= from) {
        violations.note("until_date", "must be later than valid_from");
    }
    let command = || {
        let (organization, kind, authority, document_number) = (organization?, kind?, authority?, document_number?);
        let (decided_on, from) = (decided_on?, from?);
        Some(Record { organization, kind, authority, document_number, decided_on, from, until })
    };
    violations.finish(command())
}

pub(crate) fn cancel(
    request: &pb::CancelQualificationRequest,
    office: &Casework,
    today: Date,
) -> Result<Cancel, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_qualification(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let ground = text(&mut violations, "ground", &request.ground, 60);
    let cause = request.cause.as_str();
    if cause.starts_with("listings/") {
        name::parse_listing(&mut violations, "cause", cause);
    } else if !cause.is_empty() && name::parse_record(&mut Violations::default(), "cause", cause).is_none() {
        violations.note("cause", "must be creditRecords/{uuid} or listings/{uuid}");
    }
    let document_number = text(&mut violations, "document_number", &request.document_number, 60);
    let reasons = text(&mut violations, "reasons", &request.reasons, 1_000);
    let on = day::parse_past(&mut violations, "cancel_date", request.cancel_date.as_ref(), today);
    let command = || {
        let (id, etag, ground, document_number, reasons) = (id?, etag?, ground?, document_number?, reasons?);
        Some(Cancel { office: office.clone(), id, etag, ground, cause: cause.to_owned(), document_number, reasons, on })
    };
    violations.finish(command())
}

pub(crate) fn decide(request: &pb::DecideQualificationDraftRequest, office: &Casework) -> Result<Decide, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_qualification_draft(&mut violations, "name", &request.name);
    let etag = stated_etag(&mut violations, &request.etag);
    let reasons = text(&mut violations, "reasons", &request.reasons, 1_000);
    let document_number = match request.decision() {
        pb::QualificationDraftState::Approved => {
            text(&mut violations, "document_number", &request.document_number, 60).map(Some)
        }
        pb::QualificationDraftState::Dismissed => {
            if !request.document_number.is_empty() {
                violations.note("document_number", "must be empty where it is dismissed");
            }
            Some(None)
        }
        pb::QualificationDraftState::Unspecified
        | pb::QualificationDraftState::Drafted
        | pb::QualificationDraftState::Lapsed => {
            violations.note("decision", "must be APPROVED or DISMISSED");
            None
        }
    };
    let command = || {
        let (id, etag, document_number, reasons) = (id?, etag?, document_number?, reasons?);
        Some(Decide { office: office.clone(), id, etag, document_number, reasons })
    };
    violations.finish(command())
}

fn reasoned(office: &Casework, raw: &str, etag: &str, reasons: &str) -> Result<Step<String>, Fault> {
    step(office, (raw, etag), |violations| text(violations, "reasons", reasons, 1_000))
}

/// Reads what every step has, and what this one says.
fn step<T>(
    office: &Casework,
    (raw, etag): (&str, &str),
    read: impl FnOnce(&mut Violations) -> Option<T>,
) -> Result<Step<T>, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_qualification_application(&mut violations, "name", raw);
    let etag = stated_etag(&mut violations, etag);
    let what = read(&mut violations);
    let command = || Some(Step { office: office.clone(), id: id?, etag: etag?, what: what? });
    violations.finish(command())
}

fn documents(violations: &mut Violations, names: &[String], least: usize) -> Vec<Uuid> {
    if names.len() < least || names.len() > MOST_DOCUMENTS {
        violations.note("documents", format_args!("must hold {least} to {MOST_DOCUMENTS} documents"));
        return Vec::new();
    }
    let (mut ids, mut seen) = (Vec::with_capacity(names.len()), HashSet::new());
    for (at, raw) in names.iter().enumerate() {
        let field = format!("documents[{at}]");
        let Some(id) = name::parse_document(violations, &field, raw) else { continue };
        if seen.insert(id) {
            ids.push(id);
        } else {
            violations.note(field, "is there twice");
        }
    }
    ids
}

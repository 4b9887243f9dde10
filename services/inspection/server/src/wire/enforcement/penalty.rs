//! Requests about penalties that open or ask for them.

use ::time::Date;
use fault::Fault;
use inspection_domain::enforcement::Act;
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::parse::{LINE, cause, lines, within};
use super::words::{self, STATES};
use crate::ops::enforcement::Desk;
use crate::ops::enforcement::file::Stated;
use crate::ops::enforcement::payment::GetPayment;
use crate::ops::enforcement::read::{GetPenalty, ListPenalties};
use crate::store::enforcement::penalty::PenaltyFilter;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time};

/// How far ahead it may be asked what will be owed, in years.
const AHEAD: i32 = 10;

pub(crate) fn file(request: &pb::FilePenaltyRequest, today: Date) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let empty = pb::Penalty::default();
    let source = request.penalty.as_ref().unwrap_or(&empty);
    let organization = name::parse_organization(&mut violations, "penalty.organization", &source.organization);
    let matter = text::text(&mut violations, "penalty.matter", &source.matter, LINE);
    let begun = time::parse_date(&mut violations, "penalty.act_start_date", source.act_start_date.as_ref());
    let field = "penalty.act_end_date";
    let ended = time::require_past(&mut violations, field, source.act_end_date.as_ref(), today);
    if begun.zip(ended).is_some_and(|(begun, ended)| begun > ended) {
        violations.note("penalty.act_start_date", "must not be later than act_end_date");
    }
    let field = "penalty.discovery_date";
    let discovered = time::require_past(&mut violations, field, source.discovery_date.as_ref(), today);
    if ended.zip(discovered).is_some_and(|(ended, discovered)| discovered < begun.unwrap_or(ended)) {
        violations.note(field, "must not be before the act");
    }
    let provisions = lines(&mut violations, "penalty.provisions", &source.provisions);
    let cause = cause(&mut violations, "penalty", (source.cause, &source.cause_resource));
    let stated = organization.zip(matter).zip(ended).zip(discovered).zip(cause);
    violations.finish(stated.map(|((((organization, matter), ended_on), discovered_on), (cause, cause_resource))| {
        Stated {
            organization,
            matter,
            act_started_on: begun,
            act: Act { ended_on, grave: source.grave },
            discovered_on,
            provisions,
            cause,
            cause_resource,
        }
    }))
}

pub(crate) fn get(request: &pb::GetPenaltyRequest, call: &Call) -> Result<GetPenalty, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_penalty(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetPenalty { scope: call.scope.clone(), id }))
}

pub(crate) fn payment(
    request: &pb::GetPaymentRequest,
    call: &Call,
    desk: &Desk,
    today: Date,
) -> Result<GetPayment, Fault> {
    let mut violations = Violations::default();
    let parent = request.name.strip_suffix("/payment");
    if parent.is_none() {
        violations.note("name", "must be penalties/{uuid}/payment");
    }
    let id = parent.and_then(|parent| name::parse_penalty(&mut violations, "name", parent));
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    if day.year() > today.year() + AHEAD {
        violations.note("as_of", format_args!("must be at most {AHEAD} years after today"));
    }
    violations.finish(id.map(|id| GetPayment { desk: desk.clone(), scope: call.scope.clone(), id, day }))
}

pub(crate) fn list(request: &pb::ListPenaltiesRequest, call: &Call) -> Result<ListPenalties, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListPenaltiesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    if pb::PenaltyState::try_from(request.state).is_err() {
        violations.note("state", "must be a value of the contract");
    }
    let organization = if request.organization.is_empty() {
        None
    } else {
        name::parse_organization(&mut violations, "organization", &request.organization)
    };
    let department = if request.department.is_empty() {
        None
    } else {
        name::parse_department(&mut violations, "department", &request.department)
    };
    let filter = PenaltyFilter {
        within: within(&mut violations, &call.scope, &request.division),
        state: words::word(&STATES, request.state).unwrap_or_default(),
        organization: organization.map(|code| code.to_string()).unwrap_or_default(),
        department: department.unwrap_or_default(),
        decided_from: time::parse_date(&mut violations, "decided_from", request.decided_from.as_ref()),
        decided_before: time::parse_date(&mut violations, "decided_before", request.decided_before.as_ref()),
    };
    violations.finish(Some(ListPenalties { filter, before, size, binding }))
}

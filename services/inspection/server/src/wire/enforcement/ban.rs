//! Cases of illegal organisations: requests and replies. No violation repeats what was stated of a person.

use fault::Fault;
use inspection_domain::enforcement::IllegalCase;
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;
use vocab::DivisionCode;

use super::facts::{illegal, organization};
use super::parse::{LINE, REASONS, cause, stepped, within};
use super::step::mark;
use super::words::{self, BAN_STATES, BODIES, CAUSES, ILLEGAL};
use crate::ops::enforcement::ban::{DecideBan, FileBan, Leaders};
use crate::ops::enforcement::ban_read::{GetBan, ListBans, Listed, SeenBan};
use crate::ops::enforcement::investigate::Review;
use crate::ops::enforcement::{Desk, Step};
use crate::store::enforcement::ban::{BanFilter, BanRow};
use crate::wire::inspector::masked;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time};

const MOST_LEADERS: usize = 20;

pub(crate) fn file(request: &pb::FileBanRequest, desk: &Desk) -> Result<FileBan, Fault> {
    let mut violations = Violations::default();
    let empty = pb::Ban::default();
    let source = request.ban.as_ref().unwrap_or(&empty);
    let title = text::text(&mut violations, "ban.title", &source.title, LINE);
    let illegal_case = words::word(&ILLEGAL, source.illegal_case);
    let body = words::word(&BODIES, source.body);
    for (field, absent) in [("ban.illegal_case", illegal_case.is_none()), ("ban.body", body.is_none())] {
        if absent {
            violations.note(field, "must be a value of the contract, not UNSPECIFIED");
        }
    }
    let organization = code(&mut violations, source, illegal_case);
    let conduct = text::text(&mut violations, "ban.conduct", &source.conduct, REASONS);
    let place = text::text(&mut violations, "ban.place", &source.place, LINE);
    let place_division = violations.take("ban.place_division", DivisionCode::parse(&source.place_division));
    let taken_up = text::optional(&mut violations, "ban.taken_up_reason", &source.taken_up_reason, 500);
    let cause = cause(&mut violations, "ban", (source.cause, &source.cause_resource));
    leaders(&mut violations, &source.leaders);
    let stated = title.zip(illegal_case).zip(body).zip(conduct).zip(place).zip(place_division);
    let stated = stated.zip(taken_up).zip(cause);
    violations.finish(stated.map(
        |(((((((title, illegal_case), body), conduct), place), place_division), taken_up), cause)| FileBan {
            desk: desk.clone(),
            title,
            illegal_case,
            body,
            organization,
            conduct,
            place,
            place_division,
            cross_province: source.cross_province,
            taken_up_reason: taken_up,
            leaders: Leaders(source.leaders.clone()),
            cause: cause.0,
            cause_resource: cause.1,
        },
    ))
}

/// The code of a body whose registration was revoked; others have none.
fn code(violations: &mut Violations, source: &pb::Ban, case: Option<IllegalCase>) -> String {
    let field = "ban.organization";
    if case == Some(IllegalCase::AfterRevocation) {
        return name::parse_organization(violations, field, &source.organization)
            .map(|code| code.to_string())
            .unwrap_or_default();
    }
    if !source.organization.is_empty() {
        violations.note(field, "is stated only of a body that acts after its registration was revoked");
    }
    String::new()
}

fn leaders(violations: &mut Violations, leaders: &[pb::BanLeader]) {
    if leaders.len() > MOST_LEADERS {
        violations.note("ban.leaders", format_args!("must be at most {MOST_LEADERS}"));
    }
    for (at, leader) in leaders.iter().take(MOST_LEADERS).enumerate() {
        let field = |part: &str| format!("ban.leaders[{at}].{part}");
        text::text(violations, &field("full_name"), &leader.full_name, 60);
        text::optional(violations, &field("id_number"), &leader.id_number, 30);
        text::optional(violations, &field("role"), &leader.role, 60);
    }
}

/// A step that states nothing.
pub(crate) fn approve(request: &pb::ApproveBanFilingRequest, desk: &Desk) -> Result<Step<()>, Fault> {
    step(Violations::default(), desk, (&request.name, &request.etag), Some(()))
}

pub(crate) fn decline(request: &pb::DeclineBanFilingRequest, desk: &Desk) -> Result<Step<String>, Fault> {
    reasoned(desk, (&request.name, &request.etag), ("reasons", &request.reasons))
}

pub(crate) fn conclude(request: &pb::ConcludeBanRequest, desk: &Desk) -> Result<Step<String>, Fault> {
    reasoned(desk, (&request.name, &request.etag), ("report", &request.report))
}

pub(crate) fn dissolve(request: &pb::DissolveBanRequest, desk: &Desk) -> Result<Step<String>, Fault> {
    reasoned(desk, (&request.name, &request.etag), ("reasons", &request.reasons))
}

pub(crate) fn drop(request: &pb::DropBanRequest, desk: &Desk) -> Result<Step<String>, Fault> {
    reasoned(desk, (&request.name, &request.etag), ("reasons", &request.reasons))
}

pub(crate) fn review(request: &pb::ReviewBanRequest, desk: &Desk) -> Result<Step<Review>, Fault> {
    let mut violations = Violations::default();
    let opinion = text::text(&mut violations, "opinion", &request.opinion, REASONS);
    let what = opinion.map(|opinion| Review { passed: request.passed, opinion });
    step(violations, desk, (&request.name, &request.etag), what)
}

pub(crate) fn decide(request: &pb::DecideBanRequest, desk: &Desk) -> Result<Step<DecideBan>, Fault> {
    let mut violations = Violations::default();
    let number_mark = mark(&mut violations, "number_mark", &request.number_mark);
    let facts = text::text(&mut violations, "facts", &request.facts, REASONS);
    let what = number_mark.zip(facts).map(|(number_mark, facts)| DecideBan { number_mark, facts });
    step(violations, desk, (&request.name, &request.etag), what)
}

fn reasoned(desk: &Desk, seen: (&str, &str), (field, stated): (&str, &str)) -> Result<Step<String>, Fault> {
    let mut violations = Violations::default();
    let what = text::text(&mut violations, field, stated, REASONS);
    step(violations, desk, seen, what)
}

fn step<T>(
    mut violations: Violations,
    desk: &Desk,
    (name, etag): (&str, &str),
    what: Option<T>,
) -> Result<Step<T>, Fault> {
    let id = name::parse_ban(&mut violations, "name", name);
    stepped(violations, desk, (id, etag), what)
}

pub(crate) fn get(request: &pb::GetBanRequest, call: &Call, desk: &Desk) -> Result<GetBan, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_ban(&mut violations, "name", &request.name);
    let (scope, personal) = (call.scope.clone(), call.reveals);
    violations.finish(id.map(|id| GetBan { desk: desk.clone(), scope, id, personal }))
}

pub(crate) fn list(request: &pb::ListBansRequest, call: &Call) -> Result<ListBans, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListBansRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    if pb::BanState::try_from(request.state).is_err() {
        violations.note("state", "must be a value of the contract");
    }
    let title = text::optional(&mut violations, "title", &request.title, LINE);
    let filter = BanFilter {
        within: within(&mut violations, &call.scope, &request.division),
        state: words::word(&BAN_STATES, request.state).unwrap_or_default(),
        title: title.map(|title| vocab::name::fold(&title)).unwrap_or_default(),
    };
    violations.finish(Some(ListBans { filter, before, size, binding }))
}

/// A case without its leaders.
fn ban(row: &BanRow) -> pb::Ban {
    pb::Ban {
        name: name::ban(row.id),
        state: words::value(&BAN_STATES, &row.state.as_str()).into(),
        title: row.title.clone(),
        illegal_case: illegal(&row.illegal_case).into(),
        body: pb::BodyKind::Ordinary.into(),
        organization: organization(row),
        conduct: row.conduct.clone(),
        place: row.place.clone(),
        place_division: row.place_division.clone(),
        cross_province: row.cross_province,
        taken_up_reason: row.taken_up_reason.clone(),
        leaders: Vec::new(),
        cause: words::value(&CAUSES, &row.cause.as_str()).into(),
        cause_resource: row.cause_resource.clone(),
        department: name::department(&row.department),
        division: row.division.clone(),
        officers: Vec::new(),
        evidence_count: 0,
        report: row.report.clone(),
        review_opinion: row.review_opinion.clone(),
        document_number: row.document_number.clone(),
        decision_date: row.decided_on.map(time::date),
        decision_reasons: row.decision_reasons.clone(),
        announcement: row.announcement.clone(),
        rules: row.rules.clone(),
        case: casework::case_name(row.id),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: name::ban_etag(row.id, row.revision),
    }
}

pub(crate) fn get_reply(seen: SeenBan) -> pb::GetBanResponse {
    let SeenBan { row, officers, evidence, leaders, personal } = seen;
    let leader = |leader: pb::BanLeader| {
        if personal {
            return leader;
        }
        pb::BanLeader { full_name: masked(&leader.full_name), id_number: String::new(), role: leader.role }
    };
    let shown = pb::Ban {
        leaders: leaders.0.into_iter().map(leader).collect(),
        officers: officers.into_iter().map(name::inspector).collect(),
        evidence_count: i32::try_from(evidence).unwrap_or(i32::MAX),
        ..ban(&row)
    };
    pb::GetBanResponse { ban: Some(shown) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListBansResponse {
    pb::ListBansResponse { bans: listed.rows.iter().map(ban).collect(), next_page_token: listed.next_page_token }
}

macro_rules! replies {
    ($($function:ident => $message:ident),+ $(,)?) => {
        $(
            pub(crate) fn $function(row: BanRow) -> pb::$message {
                pb::$message { ban: Some(ban(&row)) }
            }
        )+
    };
}

replies! {
    file_reply => FileBanResponse,
    approve_reply => ApproveBanFilingResponse,
    decline_reply => DeclineBanFilingResponse,
    conclude_reply => ConcludeBanResponse,
    review_reply => ReviewBanResponse,
    decide_reply => DecideBanResponse,
    dissolve_reply => DissolveBanResponse,
    drop_reply => DropBanResponse,
}

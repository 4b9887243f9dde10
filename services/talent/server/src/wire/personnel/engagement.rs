//! Engagements in requests and answers.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::time::Date;
use fault::Fault;
use onecode_proto::google::r#type::Date as PbDate;
use onecode_proto::talent::v1 as pb;
use talent_domain::{Engagement, Span};
use uow::Call;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::{NOT_STATED, enums, name, person, text};
use crate::desk::Desk;
use crate::ops::personnel::engage::End;
use crate::ops::personnel::people::Stated;
use crate::ops::personnel::person::{List, Listed};
use crate::store::personnel::engagement::EngagementRow;
use crate::wire::page::{self, Binding};
use crate::wire::time as day;
use crate::wire::violations::Violations;

const LONGEST_POST: usize = 60;

/// What a request states of an engagement.
pub(super) struct Told<'a> {
    pub(super) kind: i32,
    pub(super) post_title: &'a str,
    pub(super) start_date: Option<&'a PbDate>,
    pub(super) end_date: Option<&'a PbDate>,
}

/// Who begins to work for which organisation, before the register is asked of it.
pub(crate) struct Read {
    pub(crate) code: UnifiedCode,
    pub(crate) stated: Stated,
    pub(crate) engagement: Engagement,
}

/// Another one with every change.
pub(crate) fn etag(row: &EngagementRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// Reads an engagement whose fields stand at `before` in the request.
pub(super) fn read(
    violations: &mut Violations,
    before: &str,
    told: &Told<'_>,
    (organization, today): (Option<UnifiedCode>, Date),
) -> Option<Engagement> {
    let at = |field: &str| format!("{before}{field}");
    let kind = enums::read_engagement_kind(told.kind);
    if kind.is_none() {
        violations.note(at("kind"), NOT_STATED);
    }
    let post_title = text::text(violations, &at("post_title"), told.post_title, LONGEST_POST);
    let from = day::require_past(violations, &at("start_date"), told.start_date, today);
    let until = day::parse_past(violations, &at("end_date"), told.end_date, today);
    if from.zip(until).is_some_and(|(from, until)| until <= from) {
        violations.note(at("end_date"), "must be later than start_date");
    }
    let span = Span { from: from?, until };
    Some(Engagement { organization: organization?, kind: kind?, post_title: post_title?, span })
}

pub(crate) fn record(request: &pb::RecordEngagementRequest, today: Date) -> Result<Read, Fault> {
    let mut violations = Violations::default();
    let code = name::parse_organization(&mut violations, "parent", &request.parent);
    let stated = person::stated(&mut violations, "person", request.person.as_ref());
    let unstated = pb::Engagement::default();
    let source = request.engagement.as_ref().unwrap_or(&unstated);
    let told = Told {
        kind: source.kind,
        post_title: &source.post_title,
        start_date: source.start_date.as_ref(),
        end_date: source.end_date.as_ref(),
    };
    let engagement = read(&mut violations, "engagement.", &told, (code, today));
    let whole = || Some(Read { code: code?, stated: stated?, engagement: engagement? });
    violations.finish(whole())
}

pub(crate) fn record_reply(row: EngagementRow) -> pb::RecordEngagementResponse {
    pb::RecordEngagementResponse { engagement: Some(bare(&row)) }
}

pub(crate) fn end(request: &pb::EndEngagementRequest, today: Date) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let name = name::parse_engagement(&mut violations, "name", &request.name);
    let etag = intake::etag::stated_etag(&mut violations, &request.etag);
    let on = day::require_past(&mut violations, "end_date", request.end_date.as_ref(), today);
    let command = || {
        let (code, id) = name?;
        Some(End { code, id, etag: etag?, on: on? })
    };
    violations.finish(command())
}

pub(crate) fn end_reply(row: EngagementRow) -> pb::EndEngagementResponse {
    pb::EndEngagementResponse { engagement: Some(bare(&row)) }
}

pub(crate) fn list(request: &pb::ListEngagementsRequest, call: &Call, desk: &Desk, today: Date) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListEngagementsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let code = name::parse_organization(&mut violations, "parent", &request.parent);
    let on = day::parse_date(&mut violations, "as_of_date", request.as_of_date.as_ref()).unwrap_or(today);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    violations.finish(code.map(|code| List {
        scope: call.scope.clone(),
        desk: desk.clone(),
        code,
        day: on,
        after: after.unwrap_or_default(),
        size,
        binding,
        personal: call.reveals,
    }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListEngagementsResponse {
    let with_person = |(row, opened): &(EngagementRow, _)| pb::Engagement {
        person_details: Some(person::person(opened, listed.personal)),
        ..bare(row)
    };
    pb::ListEngagementsResponse {
        engagements: listed.engagements.iter().map(with_person).collect(),
        next_page_token: listed.next_page_token.clone(),
    }
}

/// Without who it is: what a write answers, for its answer is kept.
pub(super) fn bare(row: &EngagementRow) -> pb::Engagement {
    pb::Engagement {
        name: name::engagement(row.organization, row.id),
        etag: etag(row),
        organization_title: row.title.clone(),
        person: name::person(row.person),
        person_details: None,
        kind: enums::stored_engagement_kind(&row.kind).into(),
        post_title: row.post_title.clone(),
        start_date: Some(day::date(row.starts_on)),
        end_date: row.ended_on.map(day::date),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}

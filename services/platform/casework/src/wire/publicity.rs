//! Publicities and announcements as their callers see them.

use fault::Fault;
use intake::page::{self, Binding};
use intake::time::{date, parse_date, timestamp};
use intake::violations::Violations;
use onecode_proto::procedure::v1 as pb;
use statute::RuleRef;
use uow::Call;
use uuid::Uuid;

use super::case::{rule, within};
use super::name::{self, announcement_name, case_name, department, publicity_name};
use crate::publicity::{GetPublicity, List};
use crate::read::Listed;
use crate::store::announcement::{AnnouncementFilter, AnnouncementRow};
use crate::store::publicity::{PublicityFilter, PublicityRow};

pub(crate) fn get(request: &pb::GetPublicityRequest, call: &Call) -> Result<GetPublicity, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_publicity(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetPublicity { scope: call.scope.clone(), id }))
}

pub(crate) fn list(request: &pb::ListPublicitiesRequest, call: &Call) -> Result<List<PublicityFilter>, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListPublicitiesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let case_id = match request.case.as_str() {
        "" => None,
        case => name::parse_case(&mut violations, "case", case),
    };
    let filter = PublicityFilter {
        within: within(&mut violations, &call.scope, &request.division),
        open_on: parse_date(&mut violations, "open_on", request.open_on.as_ref()),
        case_id,
        kind: request.kind.clone(),
    };
    violations.finish(Some(List { filter, before, size, binding }))
}

pub(crate) fn announcements(
    request: &pb::ListAnnouncementsRequest,
    call: &Call,
) -> Result<List<AnnouncementFilter>, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListAnnouncementsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let last = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let filter = AnnouncementFilter {
        within: within(&mut violations, &call.scope, &request.division),
        kind: request.kind.clone(),
        organization: request.organization.clone(),
        from: parse_date(&mut violations, "from_date", request.from_date.as_ref()),
        before: parse_date(&mut violations, "before_date", request.before_date.as_ref()),
    };
    violations.finish(Some(List { filter, before: last, size, binding }))
}

pub(crate) fn get_reply(row: PublicityRow) -> pb::GetPublicityResponse {
    pb::GetPublicityResponse { publicity: Some(publicity(row)) }
}

pub(crate) fn list_reply(listed: Listed<PublicityRow>) -> pb::ListPublicitiesResponse {
    pb::ListPublicitiesResponse {
        publicities: listed.rows.into_iter().map(publicity).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn announcements_reply(listed: Listed<AnnouncementRow>) -> pb::ListAnnouncementsResponse {
    pb::ListAnnouncementsResponse {
        announcements: listed.rows.into_iter().map(announcement).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn publicity(row: PublicityRow) -> pb::Publicity {
    pb::Publicity {
        name: publicity_name(row.id),
        case: case_name(row.case_id),
        kind: row.kind,
        title: row.title,
        body: row.body,
        division: row.division,
        department: department(&row.department),
        open_date: Some(date(row.opened_on)),
        close_date: Some(date(row.closes_on)),
        withdraw_date: row.withdrawn_on.map(date),
        provisional: row.provisional,
        rule: Some(stored_rule(row.rule, row.rule_version)),
        create_time: Some(timestamp(row.created_at)),
    }
}

fn announcement(row: AnnouncementRow) -> pb::Announcement {
    pb::Announcement {
        name: announcement_name(row.id),
        case: case_name(row.case_id),
        kind: row.kind,
        organization: row.organization,
        title: row.title,
        body: row.body,
        division: row.division,
        department: department(&row.department),
        publish_date: Some(date(row.published_on)),
        rule: Some(stored_rule(row.rule, row.rule_version)),
        create_time: Some(timestamp(row.created_at)),
    }
}

/// A rule reference that lies in two columns, as the contract has it.
pub(super) fn stored_rule(id: String, version: i32) -> pb::RuleVersionRef {
    rule(&RuleRef { id, version: u32::try_from(version).unwrap_or_default() })
}

/// The number of a version as the database has it.
pub(crate) fn version(rule: &RuleRef) -> i32 {
    i32::try_from(rule.version).unwrap_or(i32::MAX)
}

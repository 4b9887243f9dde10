//! Notices of single sources: requests and replies.

pub(crate) mod facts;
pub(crate) mod objection;

use ::time::OffsetDateTime;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::project::party_code;
use purchase_domain::single_source::{first_last_day, least_opinions};
use uow::Call;
use uuid::Uuid;
use vocab::day_of;

use super::catalog::etag_of;
use super::page::{self, Binding};
use super::tender::lines;
use super::violations::Violations;
use super::word::{filtered, told};
use super::{name, place, text, time as day};
use crate::desk::Desk;
use crate::ops::single_source::{List, Listed, Publish, Which, Withdraw};
use crate::store::single_source::{NoticeFilter, NoticeRow, Stated};

const MOST_OPINIONS: usize = 20;

/// Statuses of notices by their names in the database.
const STATUSES: [(&str, pb::SingleSourceNoticeStatus); 4] = [
    ("published", pb::SingleSourceNoticeStatus::Published),
    ("cleared", pb::SingleSourceNoticeStatus::Cleared),
    ("failed", pb::SingleSourceNoticeStatus::Failed),
    ("withdrawn", pb::SingleSourceNoticeStatus::Withdrawn),
];

/// Another one with every step of a notice.
pub(crate) fn etag(row: &NoticeRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// Institutions, titles and texts of opinions, an opinion a place.
type Opinions = (Vec<String>, Vec<String>, Vec<String>);

fn opinions(violations: &mut Violations, stated: &[pb::SingleSourceOpinion], least: usize) -> Opinions {
    if !(least..=MOST_OPINIONS).contains(&stated.len()) {
        violations.note("single_source_notice.opinions", format_args!("must be {least} to {MOST_OPINIONS}"));
    }
    let (mut institutions, mut titles, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    for (number, one) in stated.iter().enumerate().take(MOST_OPINIONS) {
        let at = format!("single_source_notice.opinions[{number}]");
        institutions.extend(text::text(violations, &format!("{at}.institution"), &one.institution, 200));
        titles.extend(text::text(violations, &format!("{at}.professional_title"), &one.professional_title, 50));
        texts.extend(lines(violations, &format!("{at}.opinion"), &one.opinion, 2_000));
    }
    (institutions, titles, texts)
}

pub(crate) fn publish(
    request: &pb::PublishSingleSourceNoticeRequest,
    (now, desk): (OffsetDateTime, &Desk),
) -> Result<Publish, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::SingleSourceNotice::default();
    let stated = request.single_source_notice.as_ref().unwrap_or(&unstated);
    let today = day_of(now);
    let project = name::parse_project(&mut violations, "single_source_notice.project", &stated.project);
    let supplier_code = violations.take("single_source_notice.supplier_code", party_code(&stated.supplier_code));
    let supplier_title =
        text::text(&mut violations, "single_source_notice.supplier_title", &stated.supplier_title, 200);
    let least = least_opinions(today).and_then(|rule| usize::try_from(rule.value()).ok()).unwrap_or(1);
    let (institutions, titles, texts) = opinions(&mut violations, &stated.opinions, least);
    let last_on = day::parse_date(&mut violations, "single_source_notice.last_date", stated.last_date.as_ref());
    let first = first_last_day(today, desk.calendar());
    if let Some((_, first)) = last_on.zip(first).filter(|(last, first)| last < first) {
        violations.note("single_source_notice.last_date", format_args!("must not be before {first}"));
    }
    let read = || {
        let (supplier_code, supplier_title) = (supplier_code?, supplier_title?);
        let stated = Stated { supplier_code, supplier_title, institutions, titles, texts };
        Some(Publish { project: project?, stated, last_on, desk: desk.clone() })
    };
    violations.finish(read())
}

fn seen(violations: &mut Violations, notice: &str, etag: &str) -> Option<Which> {
    let id = name::parse_single_source_notice(violations, "name", notice);
    let etag = etag_of(violations, etag);
    Some(Which { id: id?, etag: etag? })
}

pub(crate) fn clear(request: &pb::ClearSingleSourceNoticeRequest) -> Result<Which, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    violations.finish(which)
}

pub(crate) fn withdraw(request: &pb::WithdrawSingleSourceNoticeRequest) -> Result<Withdraw, Fault> {
    let mut violations = Violations::default();
    let which = seen(&mut violations, &request.name, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Withdraw { which: which?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetSingleSourceNoticeRequest) -> Result<Uuid, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_single_source_notice(&mut violations, "name", &request.name);
    violations.finish(id)
}

pub(crate) fn list(request: &pb::ListSingleSourceNoticesRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListSingleSourceNoticesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let division = place::stated(&mut violations, "division", &request.division);
    let status = filtered(&mut violations, "status", &STATUSES, request.status);
    let stated = Some(request.project.as_str()).filter(|project| !project.is_empty());
    let project = stated.and_then(|project| name::parse_project(&mut violations, "project", project));
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before: Option<Uuid> = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    violations.finish(Some(List { filter: NoticeFilter { division, status, project }, before, size, binding }))
}

/// A notice as the contract has it.
pub(super) fn notice(row: NoticeRow) -> pb::SingleSourceNotice {
    let etag = etag(&row);
    let of = row.opinion_institutions.into_iter().zip(row.opinion_titles).zip(row.opinion_texts);
    let opinion = |((institution, professional_title), opinion): ((String, String), String)| pb::SingleSourceOpinion {
        institution,
        professional_title,
        opinion,
    };
    pb::SingleSourceNotice {
        name: name::single_source_notice(row.id),
        project: name::project(row.project),
        division: row.division,
        buyer_department: name::department(&row.buyer_department),
        buyer_title: row.buyer_title,
        title: row.title,
        budget_fen: row.budget_fen,
        reason: row.reason,
        supplier_code: row.supplier_code,
        supplier_title: row.supplier_title,
        opinions: of.map(opinion).collect(),
        last_date: Some(day::date(row.last_on)),
        answer_last_date: Some(day::date(row.answer_last_on)),
        status: told(&STATUSES, &row.status).into(),
        rules: row.rules,
        publish_time: Some(day::timestamp(row.created_at)),
        clear_time: row.cleared_at.map(day::timestamp),
        end_reason: row.end_reason,
        update_time: Some(day::timestamp(row.updated_at)),
        etag,
    }
}

pub(crate) fn publish_reply(row: NoticeRow) -> pb::PublishSingleSourceNoticeResponse {
    pb::PublishSingleSourceNoticeResponse { single_source_notice: Some(notice(row)) }
}

pub(crate) fn clear_reply(row: NoticeRow) -> pb::ClearSingleSourceNoticeResponse {
    pb::ClearSingleSourceNoticeResponse { single_source_notice: Some(notice(row)) }
}

pub(crate) fn withdraw_reply(row: NoticeRow) -> pb::WithdrawSingleSourceNoticeResponse {
    pb::WithdrawSingleSourceNoticeResponse { single_source_notice: Some(notice(row)) }
}

pub(crate) fn get_reply(row: NoticeRow) -> pb::GetSingleSourceNoticeResponse {
    pb::GetSingleSourceNoticeResponse { single_source_notice: Some(notice(row)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListSingleSourceNoticesResponse {
    pb::ListSingleSourceNoticesResponse {
        single_source_notices: listed.notices.into_iter().map(notice).collect(),
        next_page_token: listed.next_page_token,
    }
}

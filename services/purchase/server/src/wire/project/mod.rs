//! Projects: requests and replies.

mod stated;
mod step;

use onecode_proto::purchase::v1 as pb;
use purchase_domain::contract::{announcement_last_day, signing_last_day};
use purchase_domain::project::{Method, party_code};

use super::violations::Violations;
use super::{name, time as day};
use crate::credit::Eligible;
use crate::desk::Desk;
use crate::ops::project::{Listed, Shown};
use crate::store::project::ProjectRow;

pub(crate) use stated::{create, update};
pub(crate) use step::{announce, award, end, get, list};

const MOST_PROVED: usize = 20;

/// Another one with every change of a project.
pub(crate) fn etag(row: &ProjectRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// A code of a filter.
pub(super) fn stated_code(violations: &mut Violations, field: &str, raw: &str) -> Option<String> {
    if raw.is_empty() { None } else { violations.take(field, party_code(raw)) }
}

/// The conditions that a caller has seen proved; which ones there are, credit knows.
pub(super) fn proved(violations: &mut Violations, stated: &[String]) -> Vec<String> {
    if stated.len() > MOST_PROVED {
        violations.note("proved_conditions", format_args!("are more than {MOST_PROVED}"));
    }
    stated.to_vec()
}

/// What is wrong with the reason for one source alone.
pub(crate) fn reason_problem(method: Method, reason: &str) -> Option<&'static str> {
    match (method == Method::SingleSource, reason.is_empty()) {
        (true, true) => Some("is required where there is one source alone"),
        (false, false) => Some("must be empty unless there is one source alone"),
        _ => None,
    }
}

pub(crate) fn create_reply(shown: Shown) -> pb::CreateProjectResponse {
    pb::CreateProjectResponse { project: Some(project(shown)) }
}

pub(crate) fn update_reply(shown: Shown) -> pb::UpdateProjectResponse {
    pb::UpdateProjectResponse { project: Some(project(shown)) }
}

pub(crate) fn award_reply(shown: Shown) -> pb::RecordAwardResponse {
    pb::RecordAwardResponse { project: Some(project(shown)) }
}

pub(crate) fn announce_reply(shown: Shown) -> pb::AnnounceAwardResponse {
    pb::AnnounceAwardResponse { project: Some(project(shown)) }
}

pub(crate) fn end_reply(shown: Shown) -> pb::EndProjectResponse {
    pb::EndProjectResponse { project: Some(project(shown)) }
}

pub(crate) fn get_reply(shown: Shown) -> pb::GetProjectResponse {
    pb::GetProjectResponse { project: Some(project(shown)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListProjectsResponse {
    pb::ListProjectsResponse {
        projects: listed.projects.into_iter().map(project).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A project as the contract has it.
pub(crate) fn project(shown: Shown) -> pb::PurchaseProject {
    let Shown { row, desk } = shown;
    let status = match row.status.as_str() {
        "planned" => pb::ProjectStatus::Planned,
        "awarded" => pb::ProjectStatus::Awarded,
        "contracted" => pb::ProjectStatus::Contracted,
        "failed" => pb::ProjectStatus::Failed,
        "cancelled" => pb::ProjectStatus::Cancelled,
        "framed" => pb::ProjectStatus::Framed,
        _ => pb::ProjectStatus::Unspecified,
    };
    pb::PurchaseProject {
        name: name::project(row.id),
        etag: etag(&row),
        award: award_of(&row, &desk),
        ocid: row.ocid,
        division: row.division,
        buyer_department: name::department(&row.buyer_department),
        buyer_title: row.buyer_title,
        buyer_code: row.buyer_code,
        title: row.title,
        description: row.description,
        year: row.year,
        catalog_code: row.catalog_code,
        declared_category: String::new(),
        catalog: name::catalog(row.catalog),
        catalog_title: row.catalog_title,
        budget_fen: row.budget_fen,
        method: kept_method(&row.method).into(),
        single_source_reason: row.single_source_reason,
        platform_number: row.platform_number,
        status: status.into(),
        contract: row.contract.map(name::contract).unwrap_or_default(),
        end_date: row.ended_on.map(day::date),
        end_reason: row.end_reason,
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
    }
}

/// What is kept of credit's answers.
const ELIGIBILITIES: [(Eligible, pb::AwardEligibility); 3] = [
    (Eligible::Allowed, pb::AwardEligibility::Allowed),
    (Eligible::NotKnown, pb::AwardEligibility::NotKnown),
    (Eligible::NoRecord, pb::AwardEligibility::NoRecord),
];

/// What is told of an answer of credit that was kept.
pub(super) fn eligibility(kept: &str) -> pb::AwardEligibility {
    let told = ELIGIBILITIES.iter().find(|(eligible, _)| eligible.as_str() == kept);
    told.map_or(pb::AwardEligibility::Unspecified, |(_, told)| *told)
}

/// A condition of an answer of credit that was kept.
pub(super) fn condition(kept: &str) -> pb::AwardCondition {
    let (key, rule) = kept.split_once(' ').unwrap_or((kept, ""));
    pb::AwardCondition { key: key.to_owned(), rule: rule.to_owned() }
}

fn award_of(row: &ProjectRow, desk: &Desk) -> Option<pb::ProjectAward> {
    let (on, at) = (row.award_on?, row.awarded_at?);
    Some(pb::ProjectAward {
        supplier_code: row.supplier_code.clone()?,
        supplier_title: row.supplier_title.clone(),
        amount_fen: row.award_fen?,
        award_date: Some(day::date(on)),
        document_number: row.award_number.clone(),
        announce_date: row.announced_on.map(day::date),
        announce_last_date: announcement_last_day(on, desk.calendar()).map(day::date),
        signing_last_date: signing_last_day(on).map(day::date),
        eligibility: eligibility(&row.eligibility).into(),
        conditions: row.unknown_conditions.iter().map(|kept| condition(kept)).collect(),
        check_time: Some(day::timestamp(at)),
    })
}

/// The method of a name in the database.
pub(super) fn kept_method(word: &str) -> pb::ProcurementMethod {
    match Method::parse(word) {
        None => pb::ProcurementMethod::Unspecified,
        Some(Method::OpenTender) => pb::ProcurementMethod::OpenTender,
        Some(Method::InvitedTender) => pb::ProcurementMethod::InvitedTender,
        Some(Method::CompetitiveNegotiation) => pb::ProcurementMethod::CompetitiveNegotiation,
        Some(Method::CompetitiveConsultation) => pb::ProcurementMethod::CompetitiveConsultation,
        Some(Method::Inquiry) => pb::ProcurementMethod::Inquiry,
        Some(Method::SingleSource) => pb::ProcurementMethod::SingleSource,
        Some(Method::Framework) => pb::ProcurementMethod::Framework,
    }
}

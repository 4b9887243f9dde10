//! Categories of what must not be purchased, and what divisions additionally exclude: requests and replies.

use ::time::Date;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::negative as categories;
use statute::Cited;
use uow::Call;
use uuid::Uuid;

use super::catalog::{days, etag_of};
use super::page::{self, Binding};
use super::violations::Violations;
use super::{name, place, text, time as day};
use crate::ops::in_force::binding;
use crate::ops::negative::{Create, End, List, Listed};
use crate::store::negative::{Excluded, NegativeFilter, NegativeRow};

/// Another one with every change of an exclusion.
pub(crate) fn etag(row: &NegativeRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

/// Notes a key that is no category on the day; the version of its rule.
pub(crate) fn check_category(violations: &mut Violations, field: &str, key: &str, day: Date) -> Option<String> {
    let found = categories::category(key, day);
    if found.is_none() {
        let keys: Vec<&str> = categories::categories(day).iter().map(Cited::id).collect();
        let known = if keys.is_empty() { "there is none".to_owned() } else { keys.join(", ") };
        violations.note(field, format_args!("must be a category that holds on {day}: {known}"));
    }
    found.map(|category| category.reference().to_string())
}

pub(crate) fn list_categories(request: &pb::ListNegativeCategoriesRequest, today: Date) -> Result<Date, Fault> {
    let mut violations = Violations::default();
    let day = place::on(&mut violations, "date", request.date.as_ref(), today);
    violations.finish(day)
}

pub(crate) fn categories_reply(day: Date) -> pb::ListNegativeCategoriesResponse {
    pb::ListNegativeCategoriesResponse {
        negative_categories: categories::categories(day).iter().map(category).collect(),
    }
}

/// A category as the contract has it.
pub(super) fn category(cited: &Cited<'_>) -> pb::NegativeCategory {
    pb::NegativeCategory {
        key: cited.id().to_owned(),
        rule: cited.reference().to_string(),
        title: cited.rule.title.clone(),
        description: cited.version.text.clone(),
        source: cited.version.source.clone(),
        mark: cited.version.mark.as_str().to_owned(),
        valid_from: Some(day::date(cited.version.valid_from)),
        valid_to: cited.version.valid_to.map(day::date),
    }
}

pub(crate) fn create(request: &pb::CreateNegativeEntryRequest, call: &Call, today: Date) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::NegativeEntry::default();
    let stated = request.negative_entry.as_ref().unwrap_or(&unstated);
    let field = |name: &str| format!("negative_entry.{name}");
    let code = name::parse_code(&mut violations, &field("code"), &stated.code);
    let basis = text::text(&mut violations, &field("basis"), &stated.basis, 500);
    let stated_days = (stated.valid_from.as_ref(), stated.valid_to.as_ref());
    let (valid_from, valid_to) = days(&mut violations, (&field("valid_from"), &field("valid_to")), stated_days);
    if valid_from.is_some_and(|from| from < today) {
        violations.note(field("valid_from"), format_args!("must not be before today, {today}"));
    }
    let on = valid_from.unwrap_or(today);
    let rule = check_category(&mut violations, &field("category"), &stated.category, on);
    let division = place::division(&mut violations, "division", "", call);
    let category = stated.category.clone();
    let read = || {
        let excluded =
            Excluded { code: code?, category, rule: rule?, basis: basis?, valid_from: valid_from?, valid_to };
        Some(Create { division: division?, excluded })
    };
    violations.finish(read())
}

pub(crate) fn end(request: &pb::EndNegativeEntryRequest, today: Date) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_negative_entry(&mut violations, "name", &request.name);
    let etag = etag_of(&mut violations, &request.etag);
    let on = from_today(&mut violations, "end_date", request.end_date.as_ref(), today);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(End { id: id?, etag: etag?, on: on?, reason: reason? }))())
}

/// A day that must be stated and has not passed.
pub(super) fn from_today(
    violations: &mut Violations,
    field: &str,
    stated: Option<&onecode_proto::google::r#type::Date>,
    today: Date,
) -> Option<Date> {
    if stated.is_none() {
        violations.note(field, "is required");
    }
    let on = day::parse_date(violations, field, stated);
    if on.is_some_and(|on| on < today) {
        violations.note(field, format_args!("must not be before today, {today}"));
    }
    on
}

pub(crate) fn list(request: &pb::ListNegativeEntriesRequest, call: &Call, today: Date) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListNegativeEntriesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding_of_token = Binding::new(call, &bare);
    let division = place::division(&mut violations, "division", &request.division, call);
    let on = place::on(&mut violations, "date", request.date.as_ref(), today);
    let code_prefix = name::parse_code_prefix(&mut violations, "code_prefix", &request.code_prefix);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding_of_token.key(&mut violations, &request.page_token).and_then(|key| after(&key));
    let read = || {
        let filter = NegativeFilter { divisions: binding(division?), day: on?, code_prefix };
        Some(List { filter, after, size, binding: binding_of_token })
    };
    violations.finish(read())
}

fn after(key: &str) -> Option<(String, Uuid)> {
    let (code, id) = key.split_once(' ')?;
    Some((code.to_owned(), id.parse().ok()?))
}

pub(crate) fn create_reply(row: NegativeRow) -> pb::CreateNegativeEntryResponse {
    pb::CreateNegativeEntryResponse { negative_entry: Some(entry(row)) }
}

pub(crate) fn end_reply(row: NegativeRow) -> pb::EndNegativeEntryResponse {
    pb::EndNegativeEntryResponse { negative_entry: Some(entry(row)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListNegativeEntriesResponse {
    pb::ListNegativeEntriesResponse {
        negative_entries: listed.rows.into_iter().map(entry).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// An exclusion as the contract has it.
pub(crate) fn entry(row: NegativeRow) -> pb::NegativeEntry {
    let etag = etag(&row);
    pb::NegativeEntry {
        name: name::negative_entry(row.id),
        division: row.division,
        code: row.code,
        title: row.title,
        catalog: name::catalog(row.catalog),
        category: row.category,
        rule: row.rule,
        basis: row.basis,
        valid_from: Some(day::date(row.valid_from)),
        valid_to: row.valid_to.map(day::date),
        department: name::department(&row.department),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        end_reason: row.end_reason,
        etag,
    }
}

//! Ratings and figures of them: requests and replies; the reply to a vote.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow` calls")]

use ::time::Date;
use fault::Fault;
use inspection_domain::rating::{Choice, Grade};
use onecode_proto::inspection::v1 as pb;
use uow::{Call, Scope};
use uuid::Uuid;
use vocab::DivisionCode;

use super::application::organization;
use super::{enums, name, rule};
use crate::ops::rating::{GetOn, ListRatings, Listed, Statistics, Tallied};
use crate::store::rating::grade::{RatingFilter, RatingRow};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name as names, time};

pub(crate) fn get(request: &pb::GetRatingRequest, call: &Call, today: Date) -> Result<GetOn, Fault> {
    let mut violations = Violations::default();
    let code = names::parse_organization(&mut violations, "organization", &request.organization);
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    violations.finish(code.map(|code| GetOn { scope: call.scope.clone(), code, day }))
}

pub(crate) fn get_reply(row: RatingRow) -> pb::GetRatingResponse {
    pb::GetRatingResponse { rating: Some(rating(&row)) }
}

pub(crate) fn list(request: &pb::ListRatingsRequest, call: &Call) -> Result<ListRatings, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRatingsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = organization(&mut violations, &request.organization);
    let least = enums::read_grade(&mut violations, "least_grade", request.least_grade);
    let at_least = |least: Grade| Grade::ALL.into_iter().filter(move |grade| *grade >= least);
    let grades = least.map(|least| at_least(least).map(|grade| grade.as_str().to_owned()).collect());
    let valid_on = time::parse_date(&mut violations, "valid_on", request.valid_on.as_ref());
    let within = within(&mut violations, &request.division, call);
    let kind = kind(&mut violations, request.kind);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    let filter = RatingFilter { within, organization, grades: grades.unwrap_or_default(), valid_on, kind };
    violations.finish(Some(ListRatings { filter, before, size, binding }))
}

fn kind(violations: &mut Violations, number: i32) -> &'static str {
    if number == 0 {
        return "";
    }
    let read = enums::read_kind(number);
    if read.is_none() {
        violations.note("kind", "must be a social group, a private non-enterprise unit or a foundation");
    }
    read.map(vocab::OrganizationClass::as_str).unwrap_or_default()
}

/// What lies both within the caller's reach and in the division that a request states, if it states one.
fn within(violations: &mut Violations, division: &str, call: &Call) -> Option<Scope> {
    if division.is_empty() {
        return Some(call.scope.clone());
    }
    let code: Option<DivisionCode> = violations.take("division", DivisionCode::parse(division));
    code.and_then(|code| call.scope.narrowed(&Scope::division(code.as_str())))
}

pub(crate) fn list_reply(listed: Listed<RatingRow>) -> pb::ListRatingsResponse {
    pb::ListRatingsResponse {
        ratings: listed.rows.iter().map(rating).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn statistics(
    request: &pb::GetRatingStatisticsRequest,
    call: &Call,
    today: Date,
) -> Result<Statistics, Fault> {
    let mut violations = Violations::default();
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    let within = within(&mut violations, &request.division, call);
    violations.finish(Some(Statistics { within, day }))
}

pub(crate) fn statistics_reply(tallied: Tallied) -> pb::GetRatingStatisticsResponse {
    let high = tallied.counts.iter().filter(|row| Grade::parse(&row.grade) >= Some(Grade::Four));
    let four_a_count = high.map(|row| row.count).sum();
    let counts = tallied.counts.iter().map(|row| pb::RatingCount {
        division: row.division.clone(),
        grade: enums::stored_grade(Some(&row.grade)).into(),
        count: row.count,
    });
    pb::GetRatingStatisticsResponse {
        as_of: Some(time::date(tallied.day)),
        counts: counts.collect(),
        four_a_count,
        target_count: tallied.target,
    }
}

pub(crate) fn cast_reply((ballot, choice): (i32, Choice)) -> pb::CastRatingVoteResponse {
    pb::CastRatingVoteResponse { ballot, choice: enums::choice(choice).into() }
}

/// A rating as the contract has it.
pub(super) fn rating(row: &RatingRow) -> pb::Rating {
    let name = name::rating(row.id);
    pb::Rating {
        etag: crate::wire::etag(&name, row.revision),
        name,
        organization: names::organization(row.code),
        division: row.division.clone(),
        department: names::department(&row.department),
        kind: enums::stored_kind(&row.kind).into(),
        grade: enums::stored_grade(Some(&row.grade)).into(),
        certificate_number: row.certificate_number.clone(),
        announce_date: Some(time::date(row.announced_on)),
        valid_from: Some(time::date(row.valid_from)),
        valid_until: Some(time::date(row.valid_until)),
        end_date: row.ended_on.filter(|end| *end <= row.valid_until).map(time::date),
        status: enums::status(&row.status).into(),
        predecessor: row.predecessor.map(name::rating).unwrap_or_default(),
        application: row.application.map(name::application).unwrap_or_default(),
        announcement: row.announcement.clone(),
        rule: Some(rule(&row.rule, row.rule_version)),
        create_time: Some(time::timestamp(row.created_at)),
    }
}

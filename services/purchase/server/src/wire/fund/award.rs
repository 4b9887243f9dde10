//! Tables of awards: requests and replies.

use fault::Fault;
use intake::name::parse_id;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::award::Rates;
use purchase_domain::transfer::Grade;
use uow::Call;

use super::super::catalog::{days, etag_of};
use super::super::transfer::{kept_grade, read_grade};
use super::{Violations, day, money, name, names, text};
use crate::ops::fund::Listed;
use crate::ops::fund::award::{Adopt, List};
use crate::store::fund::award::{ScheduleRow, Stated};

/// Another one with every change of a version.
pub(crate) fn etag(row: &ScheduleRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

pub(crate) fn create(request: &pb::CreateAwardScheduleRequest) -> Result<Stated, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::AwardSchedule::default();
    let stated = request.award_schedule.as_ref().unwrap_or(&unstated);
    let fund = name::parse_fund(&mut violations, "parent", &request.parent);
    let rates = rates(&mut violations, "award_schedule.rates", &stated.rates);
    let basis = text::text(&mut violations, "award_schedule.basis", &stated.basis, 500);
    let (valid_from, valid_to) = days(
        &mut violations,
        ("award_schedule.valid_from", "award_schedule.valid_to"),
        (stated.valid_from.as_ref(), stated.valid_to.as_ref()),
    );
    let read = || {
        let rates = rates?;
        Some(Stated {
            fund: fund?,
            grades: rates.all().iter().map(|(grade, _)| grade.as_str().to_owned()).collect(),
            amounts_fen: rates.all().iter().map(|(_, fen)| *fen).collect(),
            basis: basis?,
            valid_from: valid_from?,
            valid_to,
        })
    };
    violations.finish(read())
}

fn rates(violations: &mut Violations, field: &str, stated: &[pb::AwardRate]) -> Option<Rates> {
    if stated.is_empty() || stated.len() > Grade::ALL.len() {
        violations.note(field, "must be 1 to 5 rates");
        return None;
    }
    let mut read = Vec::with_capacity(stated.len());
    for (place, rate) in stated.iter().enumerate() {
        let grade = pb::TransferGrade::try_from(rate.grade).ok().and_then(read_grade);
        if grade.is_none() {
            violations.note(format!("{field}[{place}].grade"), "must be a grade");
        }
        let fen = money::fen(violations, &format!("{field}[{place}].amount_fen"), rate.amount_fen);
        read.extend(grade.zip(fen));
    }
    if read.len() < stated.len() {
        return None;
    }
    let rates = Rates::new(read);
    if rates.is_none() {
        violations.note(field, "must name each grade once");
    }
    rates
}

pub(crate) fn adopt(request: &pb::AdoptAwardScheduleRequest) -> Result<Adopt, Fault> {
    let mut violations = Violations::default();
    let id = parse_id(&mut violations, "name", &request.name, "awardSchedules/");
    let etag = etag_of(&mut violations, &request.etag);
    violations.finish((|| Some(Adopt { id: id?, etag: etag? }))())
}

pub(crate) fn list(request: &pb::ListAwardSchedulesRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListAwardSchedulesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let fund = name::parse_fund(&mut violations, "parent", &request.parent);
    let adopted = match pb::AwardScheduleStatus::try_from(request.status) {
        Ok(pb::AwardScheduleStatus::Unspecified) => None,
        Ok(pb::AwardScheduleStatus::Draft) => Some(false),
        Ok(pb::AwardScheduleStatus::Adopted) => Some(true),
        Err(_) => {
            violations.note("status", "must be a value of the contract");
            None
        }
    };
    let page = super::page(&mut violations, call, &bare, (request.page_size, &request.page_token));
    violations.finish(fund.map(|fund| List { fund, scope: call.scope.clone(), adopted, page }))
}

pub(crate) fn create_reply(row: ScheduleRow) -> pb::CreateAwardScheduleResponse {
    pb::CreateAwardScheduleResponse { award_schedule: Some(schedule(row)) }
}

pub(crate) fn adopt_reply(row: ScheduleRow) -> pb::AdoptAwardScheduleResponse {
    pb::AdoptAwardScheduleResponse { award_schedule: Some(schedule(row)) }
}

pub(crate) fn list_reply(listed: Listed<ScheduleRow>) -> pb::ListAwardSchedulesResponse {
    pb::ListAwardSchedulesResponse {
        award_schedules: listed.rows.into_iter().map(schedule).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A version as the contract has it.
pub(crate) fn schedule(row: ScheduleRow) -> pb::AwardSchedule {
    let etag = etag(&row);
    let adopted = row.adopted_at.is_some();
    let status = if adopted { pb::AwardScheduleStatus::Adopted } else { pb::AwardScheduleStatus::Draft };
    let rate = |(grade, fen): (&String, i64)| pb::AwardRate { grade: kept_grade(grade).into(), amount_fen: fen };
    pb::AwardSchedule {
        name: name::award_schedule(row.id),
        fund: name::fund(row.fund),
        division: row.division,
        rates: row.grades.iter().zip(row.amounts_fen).map(rate).collect(),
        basis: row.basis,
        valid_from: Some(day::date(row.valid_from)),
        valid_to: row.valid_to.map(day::date),
        status: status.into(),
        department: names::department(&row.department),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag,
    }
}

//! Counts of staff in requests and answers.

use ::time::Date;
use fault::Fault;
use onecode_proto::talent::v1 as pb;
use talent_domain::{QualificationKind, has_small_groups};
use uow::Call;

use super::{enums, place};
use crate::ops::personnel::counts::{Count, Counted};
use crate::wire::time as day;
use crate::wire::violations::Violations;

pub(crate) fn count(request: &pb::GetStaffCountsRequest, call: &Call, today: Date) -> Result<Count, Fault> {
    let mut violations = Violations::default();
    let (within, organization) = place(&mut violations, (&request.organization, &request.division), call);
    let on = day::parse_past(&mut violations, "as_of_date", request.as_of_date.as_ref(), today).unwrap_or(today);
    violations.finish(Some(Count { within, organization, day: on }))
}

pub(crate) fn count_reply(counted: Counted) -> pb::GetStaffCountsResponse {
    let Counted { sums, held } = counted;
    let of_kind = |kind: QualificationKind| {
        let row = held.iter().find(|row| row.kind == kind.as_str())?;
        Some(pb::QualificationCount {
            kind: enums::qualification_kind(kind).into(),
            person_count: row.people,
            registered_count: row.registered,
        })
    };
    let all: Vec<i64> = [sums.people, sums.full_time, sums.part_time]
        .into_iter()
        .chain(held.iter().flat_map(|row| [row.people, row.registered]))
        .collect();
    let staff_counts = pb::StaffCounts {
        organization_count: sums.organizations,
        person_count: sums.people,
        full_time_count: sums.full_time,
        part_time_count: sums.part_time,
        qualification_counts: QualificationKind::ALL.into_iter().filter_map(of_kind).collect(),
        has_small_groups: has_small_groups(&all),
    };
    pb::GetStaffCountsResponse { staff_counts: Some(staff_counts) }
}

//! How long departments took to have information recorded.

use casework::Casework;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::Call;

use super::violations::Violations;
use super::{name, time as day};
use crate::ops::delay::{Delays, ListDelays};

const LONGEST: i64 = 366;

pub(crate) fn list(request: &pb::ListIntakeDelaysRequest, call: &Call, office: &Casework) -> Result<ListDelays, Fault> {
    let mut violations = Violations::default();
    let mut required = |field, stated: Option<&_>| {
        if stated.is_none() {
            violations.note(field, "is required");
        }
        day::parse_date(&mut violations, field, stated)
    };
    let from = required("from_date", request.from_date.as_ref());
    let to = required("to_date", request.to_date.as_ref());
    if from.zip(to).is_some_and(|(from, to)| !(0..=LONGEST).contains(&(to - from).whole_days())) {
        violations.note("to_date", format_args!("must be from from_date to {LONGEST} days after it"));
    }
    let query = |(from, to)| ListDelays { office: office.clone(), scope: call.scope.clone(), from, to };
    violations.finish(from.zip(to).map(query))
}

pub(crate) fn reply(delays: Delays) -> pb::ListIntakeDelaysResponse {
    let of = delays.of.into_iter().map(|(department, delay)| pb::IntakeDelay {
        department: if department.is_empty() { department } else { name::department(department) },
        record_count: delay.count,
        late_count: delay.late,
        longest_delay_days: i32::try_from(delay.longest).unwrap_or(i32::MAX),
    });
    pb::ListIntakeDelaysResponse { delays: of.collect(), rule: delays.rule }
}

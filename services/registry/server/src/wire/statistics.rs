//! Statistics as their callers see them.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use uow::Call;
use vocab::OrganizationClass;

use super::violations::Violations;
use super::{enums, read};
use crate::ops::statistics::Statistics;
use crate::store::statistics::Group;

pub(crate) fn statistics(request: &pb::GetStatisticsRequest, call: &Call) -> Result<Statistics, Fault> {
    let mut violations = Violations::default();
    let within = read::within(&mut violations, &call.scope, &request.division);
    violations.finish(Some(Statistics { within }))
}

pub(crate) fn reply(groups: Vec<Group>) -> pb::GetStatisticsResponse {
    let total = groups.iter().map(|row| row.count).sum();
    pb::GetStatisticsResponse { rows: groups.into_iter().map(|group| row(&group)).collect(), total }
}

fn row(group: &Group) -> pb::StatisticsRow {
    let class = OrganizationClass::ALL.into_iter().find(|class| class.as_str() == group.kind);
    pb::StatisticsRow {
        division: group.division.to_string(),
        kind: class.map_or(pb::OrganizationKind::Unspecified, enums::kind).into(),
        status: enums::status(group.status).into(),
        established_year: group.established_year,
        count: group.count,
    }
}

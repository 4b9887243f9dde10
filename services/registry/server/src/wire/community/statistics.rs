//! Counts as their callers see them.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use time::Date;
use uow::Call;

use super::enums;
use crate::ops::community::statistics::{Counted, Statistics, Target};
use crate::store::community::statistics::{Average, Group};
use crate::wire::read;
use crate::wire::violations::Violations;

pub(crate) fn statistics(
    request: &pb::GetCommunityStatisticsRequest,
    call: &Call,
    today: Date,
) -> Result<Statistics, Fault> {
    let mut violations = Violations::default();
    let within = read::within(&mut violations, &call.scope, &request.division);
    violations.finish(Some(Statistics { within, today }))
}

pub(crate) fn reply(counted: Counted) -> pb::GetCommunityStatisticsResponse {
    pb::GetCommunityStatisticsResponse {
        total: counted.groups.iter().map(|group| group.filed).sum(),
        counts: counted.groups.into_iter().map(|group| count(&group)).collect(),
        averages: counted.averages.into_iter().map(|(row, target)| average(&row, target)).collect(),
    }
}

fn count(group: &Group) -> pb::CommunityCount {
    pb::CommunityCount {
        division: group.division.to_string(),
        community_type: enums::community_type(group.community_type).into(),
        class: enums::class(group.class).into(),
        guidance: enums::guidance(group.guidance).into(),
        filed_count: group.filed,
    }
}

fn average(row: &Average, target: Option<Target>) -> pb::CommunityAverage {
    pb::CommunityAverage {
        division: row.division.to_string(),
        community_type: enums::community_type(row.community_type).into(),
        filed_count: row.filed,
        community_count: row.communities,
        reaching_count: row.reaching,
        target: target.map_or(0, |target| target.value),
        rule: target.map_or_else(String::new, |target| target.rule.to_owned()),
    }
}

//! Counts of the community organisations on file, and how far communities are from the targets of 意见(二).

use fault::Fault;
use registry_domain::community::CommunityType;
use registry_domain::rules;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;

use crate::store::community::statistics::{self, Average, Group};

/// Where to count.
#[derive(Debug)]
pub(crate) struct Statistics {
    /// What both the caller's scope and the request allow; `None` if nothing is in both.
    pub(crate) within: Option<Scope>,
    pub(crate) today: Date,
}

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    pub(crate) groups: Vec<Group>,
    /// Each with the target of its type and the rule that sets it, if one is in force.
    pub(crate) averages: Vec<(Average, Option<Target>)>,
}

/// How many community organisations each community of a type is to have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) rule: &'static str,
    pub(crate) value: i64,
}

pub(crate) async fn statistics(conn: &mut PgConnection, query: &Statistics) -> Result<Counted, Fault> {
    let Some(within) = &query.within else { return Ok(Counted::default()) };
    let groups = statistics::counts(conn, within).await?;
    let value = |community| target(community, query.today).map_or(i64::MAX, |target| target.value);
    let (urban, rural) = (value(CommunityType::Urban), value(CommunityType::Rural));
    let averages = statistics::averages(conn, within, urban, rural).await?;
    let with_target = averages.into_iter().map(|average| {
        let target = target(average.community_type, query.today);
        (average, target)
    });
    Ok(Counted { groups, averages: with_target.collect() })
}

fn target(community: CommunityType, day: Date) -> Option<Target> {
    let rule = community.target_rule();
    rules().on(rule, day).ok().map(|cited| Target { rule, value: cited.value() })
}

//! The coverage (PB-07): the request that asks for it, and its reply.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use time::Date;
use uow::Call;
use vocab::OrganizationClass;

use crate::ops::party::coverage::Coverage;
use crate::store::party::coverage::Counts;
use crate::wire::violations::Violations;
use crate::wire::{enums, read};

pub(crate) fn coverage(request: &pb::GetPartyCoverageRequest, call: &Call, today: Date) -> Result<Coverage, Fault> {
    let mut violations = Violations::default();
    let within = read::within(&mut violations, &call.scope, &request.division);
    violations.finish(Some(Coverage { within, today }))
}

pub(crate) fn reply(counts: Vec<Counts>) -> pb::GetPartyCoverageResponse {
    let rows: Vec<pb::PartyCoverage> = counts.into_iter().map(|counts| row(&counts)).collect();
    let sum = |number: fn(&pb::PartyCoverage) -> i64| rows.iter().map(number).sum();
    let total = pb::PartyCoverage {
        active_count: sum(|row| row.active_count),
        reported_count: sum(|row| row.reported_count),
        with_members_count: sum(|row| row.with_members_count),
        should_set_up_count: sum(|row| row.should_set_up_count),
        set_up_count: sum(|row| row.set_up_count),
        not_set_up_count: sum(|row| row.not_set_up_count),
        organization_coverage: Some(total_of(&rows, |row| row.organization_coverage)),
        work_coverage: Some(total_of(&rows, |row| row.work_coverage)),
        ..pb::PartyCoverage::default()
    };
    pb::GetPartyCoverageResponse { rows, total: Some(total) }
}

fn row(counts: &Counts) -> pb::PartyCoverage {
    let class = OrganizationClass::ALL.into_iter().find(|class| class.as_str() == counts.kind);
    pb::PartyCoverage {
        division: counts.division.to_string(),
        kind: class.map_or(pb::OrganizationKind::Unspecified, enums::kind).into(),
        active_count: counts.active,
        reported_count: counts.reported,
        with_members_count: counts.with_members,
        should_set_up_count: counts.should_set_up,
        set_up_count: counts.set_up,
        not_set_up_count: counts.should_set_up - counts.set_up,
        organization_coverage: Some(pb::PartyRatio { numerator: counts.organized, denominator: counts.with_members }),
        work_coverage: Some(pb::PartyRatio { numerator: counts.worked, denominator: counts.active }),
    }
}

fn total_of(rows: &[pb::PartyCoverage], ratio: fn(&pb::PartyCoverage) -> Option<pb::PartyRatio>) -> pb::PartyRatio {
    rows.iter().filter_map(ratio).fold(pb::PartyRatio::default(), |total, ratio| pb::PartyRatio {
        numerator: total.numerator + ratio.numerator,
        denominator: total.denominator + ratio.denominator,
    })
}

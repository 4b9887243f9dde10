//! What organisations lack, before and after a unit of work, and the facts of the difference.

use std::collections::HashMap;

use fault::Fault;
use registry_domain::party::{Gap, Requirement, Timeline};
use registry_domain::{Organization, day_of, rules};
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use vocab::UnifiedCode;

use crate::store::party::{membership, report};
use crate::wire;

/// How the party building of some organisations, each with the day of its registration, changed from day to day.
pub(crate) async fn timelines(
    conn: &mut PgConnection,
    registered: &[(UnifiedCode, Date)],
) -> Result<HashMap<UnifiedCode, Timeline>, Fault> {
    let codes: Vec<UnifiedCode> = registered.iter().map(|(code, _)| *code).collect();
    let mut reports = report::all(conn, &codes).await?;
    let mut memberships = membership::all(conn, &codes).await?;
    let timeline = |(code, registered): &(UnifiedCode, Date)| {
        let reports = reports.remove(code).unwrap_or_default();
        let reports = reports.into_iter().map(|reported| (reported.valid_from, reported.report)).collect();
        let memberships = memberships.remove(code).unwrap_or_default();
        (*code, Timeline::new(*registered, reports, &memberships))
    };
    Ok(registered.iter().map(timeline).collect())
}

/// The day from which an organisation can be asked to report.
pub(crate) fn registered_on(organization: &Organization) -> Date {
    organization.established_date.unwrap_or_else(|| day_of(organization.created_at))
}

/// What some organisations lacked when a unit of work began.
pub(crate) struct Lacking {
    organizations: Vec<Organization>,
    before: HashMap<UnifiedCode, Vec<Gap>>,
}

impl Lacking {
    /// Of organisations that others are kept from changing.
    pub(crate) async fn before(tx: &mut Tx, organizations: Vec<Organization>) -> Result<Self, Fault> {
        let before = lacked(tx, &organizations).await?;
        Ok(Self { organizations, before })
    }

    /// Tells what they have come to lack, and what they no longer lack from `day` on. That nobody reported yet is on no
    /// register of grounds, so nothing is told of it.
    pub(crate) async fn announce(self, tx: &mut Tx, day: Date) -> Result<(), Fault> {
        let after = lacked(tx, &self.organizations).await?;
        for organization in &self.organizations {
            let subject = wire::name::organization(organization.code);
            let gaps = |all: &HashMap<UnifiedCode, Vec<Gap>>| all.get(&organization.code).cloned().unwrap_or_default();
            let (before, after) = (gaps(&self.before), gaps(&after));
            for gap in new(&after, &before) {
                tx.emit(&subject, organization.division.as_str(), &wire::party::facts::gap_opened(&subject, gap));
            }
            for gap in new(&before, &after) {
                tx.emit(&subject, organization.division.as_str(), &wire::party::facts::gap_closed(&subject, gap, day));
            }
        }
        Ok(())
    }
}

async fn lacked(tx: &mut Tx, organizations: &[Organization]) -> Result<HashMap<UnifiedCode, Vec<Gap>>, Fault> {
    let today = day_of(tx.now());
    let registered: Vec<(UnifiedCode, Date)> =
        organizations.iter().map(|organization| (organization.code, registered_on(organization))).collect();
    let timelines = timelines(tx.conn(), &registered).await?;
    Ok(timelines.into_iter().map(|(code, timeline)| (code, timeline.gaps(rules(), today))).collect())
}

/// Those of `gaps` whose requirement `others` do not have.
fn new<'a>(gaps: &'a [Gap], others: &'a [Gap]) -> impl Iterator<Item = &'a Gap> {
    gaps.iter().filter(|gap| {
        gap.requirement != Requirement::Report && others.iter().all(|other| other.requirement != gap.requirement)
    })
}

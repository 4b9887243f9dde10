//! What the rules say to an appointment, over all organisations and divisions.

use fault::Fault;
use registry_domain::officer::{Appointment, AuditOnFile, Known, consecutive, findings};
use registry_domain::{Finding, Refusal, rules};
use seal::Ring;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use vocab::OrganizationClass;

use super::people;
use crate::store;
use crate::store::post_count;

/// An appointment that may never be made.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) scope: Scope,
    pub(crate) ring: Ring,
    pub(crate) appointment: Appointment,
    pub(crate) today: Date,
}

pub(crate) async fn check(conn: &mut PgConnection, query: &Check) -> Result<Vec<Finding>, Fault> {
    if let Some(code) = query.appointment.organization
        && store::organization::find(conn, &query.scope, code).await?.is_none()
    {
        return Err(Refusal::NotFound { code }.into());
    }
    review(conn, &query.ring, &query.appointment, query.today).await
}

/// The findings of every rule that applies. Counts posts that are held today, wherever they are.
pub(crate) async fn review(
    conn: &mut PgConnection,
    ring: &Ring,
    appointment: &Appointment,
    today: Date,
) -> Result<Vec<Finding>, Fault> {
    let known = known(conn, ring, appointment, today).await?;
    Ok(findings(rules(), &appointment.case(known)))
}

/// What the register knows of the person, and of the organisation's audits.
pub(super) async fn known(
    conn: &mut PgConnection,
    ring: &Ring,
    appointment: &Appointment,
    today: Date,
) -> Result<Known, Fault> {
    let hash = people::id_hash(ring, &appointment.officer.identity);
    let own = appointment.organization.map(|code| code.to_string()).unwrap_or_default();
    let held = post_count::held_elsewhere(conn, &hash, &own, today).await?;
    let revoked = post_count::revoked(conn, &hash).await?;
    let terms = match appointment.organization {
        Some(code) => post_count::terms(conn, &hash, code, appointment.role).await?,
        None => Vec::new(),
    };
    let terms = terms.into_iter().filter_map(|term| u32::try_from(term).ok()).collect();
    Ok(Known {
        represents_associations: count(held.associations),
        represents_foundations: count(held.foundations),
        represents_others: count(held.others),
        association_posts: count(held.association_posts),
        foundation_revoked_on: revoked.foundation,
        organization_revoked_on: revoked.any,
        consecutive_terms: consecutive(&terms, appointment.term.number),
        audit: audit(conn, appointment).await?,
    })
}

async fn audit(conn: &mut PgConnection, appointment: &Appointment) -> Result<AuditOnFile, Fault> {
    let represents = appointment.legal_representative && appointment.kind == OrganizationClass::SocialGroup;
    let Some(code) = appointment.organization.filter(|_| represents) else { return Ok(AuditOnFile::NotNeeded) };
    let since = post_count::represented_since(conn, code).await?;
    if since.is_none() && appointment.term.number == 1 {
        return Ok(AuditOnFile::NotNeeded);
    }
    let audited = post_count::audited(conn, code, since, appointment.term.starts_on).await?;
    Ok(match (audited, since) {
        (true, _) => AuditOnFile::OnFile,
        (false, Some(_)) => AuditOnFile::Missing,
        (false, None) => AuditOnFile::Unknown,
    })
}

fn count(rows: i64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

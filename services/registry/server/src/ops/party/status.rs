//! Party building of one organisation as it stands on a day.

use fault::Fault;
use registry_domain::party::{
    Checked, Circumstances, Management, OwnOrganization, PartyReport, Requirement, Supervision, checklist, classify,
    managed,
};
use registry_domain::{Organization, Refusal, rules};
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

use crate::store;
use crate::store::party::management::Assigned;
use crate::store::party::report::Reported;
use crate::store::party::{management, membership, report};

/// Whose, and on which day.
#[derive(Debug)]
pub(crate) struct GetStatus {
    pub(crate) scope: Scope,
    pub(crate) code: UnifiedCode,
    pub(crate) as_of: Option<Date>,
    pub(crate) today: Date,
}

/// How it stands.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) code: UnifiedCode,
    pub(crate) day: Date,
    pub(crate) reported: Option<Reported>,
    pub(crate) joint_branch: Option<Uuid>,
    pub(crate) managed: Managed,
    pub(crate) checked: Vec<Checked>,
}

/// Whose party body manages it, or may.
#[derive(Debug)]
pub(crate) struct Managed {
    pub(crate) management: Management,
    pub(crate) assigned: Option<Assigned>,
    /// The name of the managing department on that day.
    pub(crate) title: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetStatus) -> Result<Standing, Fault> {
    let refusal = Refusal::NotFound { code: query.code };
    let Some(today) = store::organization::find(conn, &query.scope, query.code).await? else {
        return Err(refusal.into());
    };
    let organization = match query.as_of {
        None => today,
        Some(day) => {
            let history = store::revision::history(conn, query.code).await?;
            history.and_then(|history| history.on(day)).ok_or(refusal)?
        }
    };
    standing(conn, &organization, query.as_of.unwrap_or(query.today)).await
}

/// How an organisation stands on a day for which its particulars hold.
pub(super) async fn standing(
    conn: &mut PgConnection,
    organization: &Organization,
    day: Date,
) -> Result<Standing, Fault> {
    let code = organization.code;
    let reported = report::on(conn, code, day).await?;
    let joint_branch = membership::branch_on(conn, code, day).await?;
    let report = reported
        .as_ref()
        .map(|reported| PartyReport { in_joint_branch: joint_branch.is_some(), ..reported.report.clone() });
    let mut checked = checklist(report.as_ref(), rules(), day);
    let own = report.as_ref().is_some_and(|report| report.own_organization != OwnOrganization::None);
    let managed = management_on(conn, organization, own || joint_branch.is_some(), day).await?;
    let body = managed.assigned.as_ref().map(|assigned| assigned.assignment.body);
    if let Some(finding) = self::managed(&managed.management, body, rules(), day) {
        checked.push(Checked { requirement: Requirement::Management, finding });
    }
    Ok(Standing { code, day, reported, joint_branch, managed, checked })
}

async fn management_on(
    conn: &mut PgConnection,
    organization: &Organization,
    has_party_organization: bool,
    day: Date,
) -> Result<Managed, Fault> {
    let assigned = management::on(conn, organization.code, day).await?;
    let has_unit = !organization.supervising_unit.is_empty();
    let circumstances = match &assigned {
        Some(assigned) => assigned.assignment.circumstances(has_unit, has_party_organization),
        None => Circumstances {
            supervision: if has_unit { Supervision::Unit } else { Supervision::None },
            has_party_organization,
            ..Circumstances::default()
        },
    };
    let title = match &assigned {
        Some(assigned) => store::department::find(conn, &assigned.assignment.department, day).await?,
        None => None,
    };
    let title = title.map(|row| row.title).unwrap_or_default();
    Ok(Managed { management: classify(circumstances), assigned, title })
}

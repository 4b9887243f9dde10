//! Records whose party body manages an organisation (明确党建管理单位, 意见(六)).

use fault::Fault;
use registry_domain::party::{Assignment, OwnOrganization, PartyRefusal, classify};
use registry_domain::{Text, day_of};
use uow::Tx;
use vocab::UnifiedCode;

use super::status::{self, Managed};
use crate::store::party::management::{self, Assigned};
use crate::store::party::{membership, report};
use crate::wire;

/// Who is to manage whom.
#[derive(Debug)]
pub(crate) struct Assign {
    pub(crate) code: UnifiedCode,
    pub(crate) assignment: Assignment,
    pub(crate) basis: Text<200>,
}

pub(crate) async fn assign(tx: &mut Tx, command: &Assign) -> Result<Managed, Fault> {
    let Assign { code, assignment, basis } = command;
    let (today, history) = super::open(tx, *code).await?;
    let then = history.registered_on(assignment.valid_from)?;
    super::require_department(tx.conn(), &assignment.department, assignment.valid_from).await?;
    let reported = report::on(tx.conn(), *code, assignment.valid_from).await?;
    let own = reported.is_some_and(|reported| reported.report.own_organization != OwnOrganization::None);
    let joint = membership::branch_on(tx.conn(), *code, assignment.valid_from).await?.is_some();
    let case = classify(assignment.circumstances(!then.supervising_unit.is_empty(), own || joint));
    if !case.bodies.contains(&assignment.body) {
        return Err(PartyRefusal::BodyNotAllowed { article: case.article, allowed: case.bodies }.into());
    }
    let assigned = Assigned { assignment: assignment.clone(), basis: basis.clone() };
    let (department, actor, now) = (tx.call().department.clone(), tx.call().actor.clone(), tx.now());
    management::insert(tx.conn(), *code, &assigned, (&department, &actor, now)).await?;
    let subject = wire::name::organization(code);
    let fact = wire::party::facts::management_assigned(*code, case.case, assignment);
    tx.emit(&subject, today.division.as_str(), &fact);
    Ok(status::standing(tx.conn(), &today, day_of(now)).await?.managed)
}

//! Compares a filing with the conditions of registration (登记条件).

use fault::Fault;
use registry_domain::community::FilingRefusal;
use registry_domain::{Finding, conditions, rules};
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;
use vocab::OrganizationClass;

use crate::store::community::filing;

/// Which filing, and as what it would be registered.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) kind: OrganizationClass,
    pub(crate) today: Date,
}

pub(crate) async fn check(conn: &mut PgConnection, query: &Check) -> Result<Vec<Finding>, Fault> {
    let filing = filing::find(conn, &query.scope, query.id).await?.ok_or(FilingRefusal::NotFound { id: query.id })?;
    let proposal = filing.proposal(query.kind);
    conditions::establishment(&proposal, rules(), query.today).map_err(Fault::internal)
}

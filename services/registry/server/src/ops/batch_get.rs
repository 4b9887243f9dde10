//! Many organisations by code, in the order asked.

use std::collections::HashMap;

use fault::Fault;
use registry_domain::Organization;
use sqlx::PgConnection;
use uow::Scope;
use vocab::UnifiedCode;

use crate::store;
use crate::wire::organization::Show;

/// Which organisations.
#[derive(Debug)]
pub(crate) struct BatchGet {
    pub(crate) scope: Scope,
    pub(crate) codes: Vec<UnifiedCode>,
    pub(crate) show: Show,
}

/// Those found, in the order asked, and the codes of the others.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) organizations: Vec<Organization>,
    pub(crate) missing: Vec<UnifiedCode>,
    pub(crate) show: Show,
}

pub(crate) async fn batch_get(conn: &mut PgConnection, query: &BatchGet) -> Result<Found, Fault> {
    let rows = store::organization::find_all(conn, &query.scope, &query.codes).await?;
    let mut by_code: HashMap<UnifiedCode, Organization> = rows.into_iter().map(|row| (row.code, row)).collect();
    let mut found = Found { organizations: Vec::with_capacity(by_code.len()), missing: Vec::new(), show: query.show };
    for code in &query.codes {
        match by_code.remove(code) {
            Some(organization) => found.organizations.push(organization),
            None => found.missing.push(*code),
        }
    }
    Ok(found)
}

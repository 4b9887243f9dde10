//! A page of organisations by typed filters.

use fault::Fault;
use registry_domain::Organization;
use sqlx::PgConnection;
use uow::Scope;
use vocab::UnifiedCode;

use crate::store;
use crate::store::page::Filter;
use crate::wire::organization::Show;
use crate::wire::page::{self, Binding};

/// Which page of which list.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) scope: Scope,
    pub(crate) filter: Filter,
    pub(crate) after: Option<UnifiedCode>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) show: Show,
}

/// A page, by code.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) organizations: Vec<Organization>,
    pub(crate) next_page_token: String,
    pub(crate) show: Show,
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut codes = store::page::codes(conn, &query.filter, query.after, query.size + 1).await?;
    let next_page_token = page::cut(&mut codes, query.size, &query.binding, ToString::to_string);
    let organizations = store::organization::find_all(conn, &query.scope, &codes).await?;
    Ok(Listed { organizations, next_page_token, show: query.show })
}

//! The recorded changes of one organisation, newest first.

use fault::Fault;
use registry_domain::{Refusal, Revision};
use sqlx::PgConnection;
use uow::Scope;
use vocab::UnifiedCode;

use crate::store;
use crate::wire::page::{self, Binding};

/// Which page of whose revisions.
#[derive(Debug)]
pub(crate) struct Revisions {
    pub(crate) scope: Scope,
    pub(crate) code: UnifiedCode,
    pub(crate) below: Option<i64>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) personal: bool,
}

/// A page of revisions.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) code: UnifiedCode,
    pub(crate) revisions: Vec<Revision>,
    pub(crate) next_page_token: String,
    pub(crate) personal: bool,
}

pub(crate) async fn revisions(conn: &mut PgConnection, query: &Revisions) -> Result<Page, Fault> {
    let Revisions { scope, code, below, size, binding, personal } = query;
    if store::organization::find(conn, scope, *code).await?.is_none() {
        return Err(Refusal::NotFound { code: *code }.into());
    }
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut revisions = store::revision::page(conn, *code, *below, limit).await?;
    let next_page_token = page::cut(&mut revisions, *size, binding, |revision| revision.number.to_string());
    Ok(Page { code: *code, revisions, next_page_token, personal: *personal })
}

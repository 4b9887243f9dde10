//! Every report on one organisation, the last recorded first.

use fault::Fault;
use registry_domain::Refusal;
use sqlx::PgConnection;
use uow::Scope;
use vocab::UnifiedCode;

use crate::store;
use crate::store::party::report::Reported;
use crate::wire::page::{self, Binding};

/// Which page of whose reports.
#[derive(Debug)]
pub(crate) struct Reports {
    pub(crate) scope: Scope,
    pub(crate) code: UnifiedCode,
    pub(crate) below: Option<i64>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page of reports.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) reports: Vec<Reported>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn reports(conn: &mut PgConnection, query: &Reports) -> Result<Page, Fault> {
    let Reports { scope, code, below, size, binding } = query;
    if store::organization::find(conn, scope, *code).await?.is_none() {
        return Err(Refusal::NotFound { code: *code }.into());
    }
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut reports = store::party::report::page(conn, *code, *below, limit).await?;
    let next_page_token = page::cut(&mut reports, *size, binding, |reported| reported.number.to_string());
    Ok(Page { reports, next_page_token })
}

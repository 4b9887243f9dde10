//! What is asked of reports.

use fault::Fault;
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::{Shown, no_report, shown};
use crate::store::annual_report::{self as store, ReportFilter, ReportRow};
use crate::wire::page::{self, Binding};

/// Which report.
#[derive(Debug)]
pub(crate) struct GetReport {
    pub(crate) scope: Scope,
    pub(crate) code: UnifiedCode,
    pub(crate) year: i32,
}

/// Which page of which.
#[derive(Debug)]
pub(crate) struct ListReports {
    pub(crate) filter: ReportFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<ReportRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetReport) -> Result<Shown, Fault> {
    let row = store::find(conn, &query.scope, query.code, query.year).await?;
    shown(conn, row.ok_or_else(|| no_report(query.code, query.year))?).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListReports) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = store::page(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}

//! Checks as they are shown.

use std::collections::HashMap;

use fault::Fault;
use sqlx::PgConnection;
use uow::Scope;
use uuid::Uuid;

use crate::store::check::field_check::{self, CheckFilter, CheckRow, ResultRow};
use crate::store::check::inspector::{self, AssignedRow};
use crate::wire::page::{self, Binding};

/// Which check.
#[derive(Debug)]
pub(crate) struct GetCheck {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which checks.
#[derive(Debug)]
pub(crate) struct ListChecks {
    pub(crate) filter: CheckFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A check with its inspectors, and what its items came to.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) row: CheckRow,
    pub(crate) inspectors: Vec<AssignedRow>,
    pub(crate) results: Vec<ResultRow>,
}

/// A page, the latest first.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) checks: Vec<Shown>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetCheck) -> Result<Shown, Fault> {
    let row = super::found(conn, &query.scope, query.id).await?;
    shown(conn, row).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListChecks) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = field_check::page(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut inspectors: HashMap<Uuid, Vec<AssignedRow>> = HashMap::new();
    for row in inspector::of_checks(conn, &ids).await? {
        inspectors.entry(row.check_id).or_default().push(row);
    }
    let mut results: HashMap<Uuid, Vec<ResultRow>> = HashMap::new();
    for row in field_check::results(conn, &ids).await? {
        results.entry(row.check_id).or_default().push(row);
    }
    let checks = rows.into_iter().map(|row| Shown {
        inspectors: inspectors.remove(&row.id).unwrap_or_default(),
        results: results.remove(&row.id).unwrap_or_default(),
        row,
    });
    Ok(Listed { checks: checks.collect(), next_page_token })
}

/// A check with what belongs to it.
pub(super) async fn shown(conn: &mut PgConnection, row: CheckRow) -> Result<Shown, Fault> {
    let inspectors = inspector::of_checks(conn, &[row.id]).await?;
    let results = field_check::results(conn, &[row.id]).await?;
    Ok(Shown { row, inspectors, results })
}

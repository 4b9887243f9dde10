//! Codes of one page of the register, by typed filters.

use registry_domain::{Status, Text};
use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::Date;
use uow::Scope;
use vocab::{OrganizationClass, UnifiedCode};

/// What must hold of every organisation of a list; an empty list or text demands nothing.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    /// Where it lies: what both the caller's scope and the request allow. `None` if no place is in both.
    pub(crate) within: Option<Scope>,
    pub(crate) kinds: Vec<OrganizationClass>,
    pub(crate) statuses: Vec<Status>,
    pub(crate) supervising_unit: Text<100>,
    pub(crate) established_from: Option<Date>,
    pub(crate) established_before: Option<Date>,
}

/// The first `limit` codes after `after`.
pub(crate) async fn codes(
    conn: &mut PgConnection,
    filter: &Filter,
    after: Option<UnifiedCode>,
    limit: i64,
) -> sqlx::Result<Vec<UnifiedCode>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new("select code from registry.organization where true");
    if !within.prefix().is_empty() {
        // a range, because a prefix in a parameter keeps the planner from the index
        query.push(" and division between ").push_bind(format!("{:0<6}", within.prefix()));
        query.push(" and ").push_bind(format!("{:9<6}", within.prefix()));
    }
    if !filter.kinds.is_empty() {
        let kinds: Vec<&str> = filter.kinds.iter().copied().map(super::kind_name).collect();
        query.push(" and kind = any(").push_bind(kinds).push(")");
    }
    if !filter.statuses.is_empty() {
        query.push(" and status = any(").push_bind(&filter.statuses).push(")");
    }
    if !filter.supervising_unit.is_empty() {
        query.push(" and supervising_unit <> '' and supervising_unit = ").push_bind(&filter.supervising_unit);
    }
    if let Some(from) = filter.established_from {
        query.push(" and established_date >= ").push_bind(from);
    }
    if let Some(before) = filter.established_before {
        query.push(" and established_date < ").push_bind(before);
    }
    if let Some(after) = after {
        query.push(" and code > ").push_bind(after);
    }
    query.push(" order by code limit ").push_bind(limit);
    query.build_query_scalar().fetch_all(conn).await
}

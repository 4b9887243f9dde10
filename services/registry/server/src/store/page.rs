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
///
/// A code begins with 5 and the digit of its class, so classes follow one another in the order of codes, and each is one
/// range of every index that ends in the code.
pub(crate) async fn codes(
    conn: &mut PgConnection,
    filter: &Filter,
    after: Option<UnifiedCode>,
    limit: usize,
) -> sqlx::Result<Vec<UnifiedCode>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut codes = Vec::new();
    for range in ranges(&filter.kinds, after) {
        let wanted = limit - codes.len();
        if wanted > 0 {
            let mut query = query(filter, within, &range, wanted);
            codes.extend(query.build_query_scalar::<UnifiedCode>().fetch_all(&mut *conn).await?);
        }
    }
    Ok(codes)
}

/// From which code on, exclusive, and up to which, exclusive; the beginning of a code is less than the code.
type Range = (String, &'static str);

/// The ranges of codes that lie after `after`, in order: one for each kind, or one for all.
fn ranges(kinds: &[OrganizationClass], after: Option<UnifiedCode>) -> Vec<Range> {
    let bounds = |class: &OrganizationClass| match class {
        OrganizationClass::SocialGroup => ("51", "52"),
        OrganizationClass::PrivateNonEnterprise => ("52", "53"),
        OrganizationClass::Foundation => ("53", "54"),
        OrganizationClass::Other => ("59", "5A"),
    };
    let mut all: Vec<(&str, &str)> =
        if kinds.is_empty() { vec![("", "6")] } else { kinds.iter().map(bounds).collect() };
    all.sort_unstable();
    all.dedup();
    let after = after.map(|code| code.to_string()).unwrap_or_default();
    all.into_iter()
        .map(|(from, to)| (after.clone().max(from.to_owned()), to))
        .filter(|(from, to)| from.as_str() < *to)
        .collect()
}

fn query(filter: &Filter, within: &Scope, (from, to): &Range, limit: usize) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new("select code from registry.organization where code > ");
    query.push_bind(from.clone()).push(" and code < ").push_bind(*to);
    let place = match within.prefix().len() {
        0 => None,
        2 => Some("left(division, 2)"),
        4 => Some("left(division, 4)"),
        _ => Some("division"),
    };
    if let Some(place) = place {
        query.push(" and ").push(place).push(" = ").push_bind(within.prefix().to_owned());
    }
    if !filter.statuses.is_empty() {
        query.push(" and status = any(").push_bind(filter.statuses.clone()).push(")");
    }
    if !filter.supervising_unit.is_empty() {
        query.push(" and supervising_unit <> '' and supervising_unit = ").push_bind(filter.supervising_unit.clone());
    }
    if let Some(from) = filter.established_from {
        query.push(" and established_date >= ").push_bind(from);
    }
    if let Some(before) = filter.established_before {
        query.push(" and established_date < ").push_bind(before);
    }
    query.push(" order by code limit ").push_bind(i64::try_from(limit).unwrap_or(i64::MAX));
    query
}

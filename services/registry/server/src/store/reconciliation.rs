//! Organisations that names and codes of other systems may mean: each statement answers many queries, and does a bounded
//! amount of work for each.

use registry_domain::Status;
use sqlx::PgConnection;
use uow::Scope;
use vocab::{DivisionCode, UnifiedCode};

/// An organisation that one of the queries may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Which query, from 0.
    pub(crate) query: i32,
    pub(crate) code: UnifiedCode,
}

/// A name that one of the queries may mean, if it is only one character apart.
#[derive(Debug, Clone)]
pub(crate) struct Near {
    /// Which query, from 0.
    pub(crate) query: i32,
    pub(crate) code: UnifiedCode,
    pub(crate) folded: String,
}

/// An organisation and one of its names.
#[derive(Debug, Clone)]
pub(crate) struct NamedRow {
    pub(crate) code: UnifiedCode,
    pub(crate) status: Status,
    pub(crate) division: DivisionCode,
    /// `title`, `former` or `abbreviation`.
    pub(crate) kind: String,
    pub(crate) title: String,
}

/// For each query and folded spelling at most `most` organisations within a scope that have or had that name.
pub(crate) async fn spelt(
    conn: &mut PgConnection,
    scope: &Scope,
    queries: &[i32],
    spellings: &[String],
    most: i64,
) -> sqlx::Result<Vec<Hit>> {
    sqlx::query_as!(
        Hit,
        r#"select wanted.query as "query!", hit.code as "code!: UnifiedCode"
         from unnest($1::integer[], $2::text[]) as wanted (query, folded)
         cross join lateral (
             select code from registry.name
             where name.folded = wanted.folded and starts_with(division, $3)
             order by code limit $4
         ) as hit"#,
        queries,
        spellings,
        scope.prefix(),
        most,
    )
    .fetch_all(conn)
    .await
}

/// For each query at most `most` organisations within a scope that have or had a name which is read so.
pub(crate) async fn sounding(
    conn: &mut PgConnection,
    scope: &Scope,
    queries: &[i32],
    readings: &[String],
    most: i64,
) -> sqlx::Result<Vec<Hit>> {
    sqlx::query_as!(
        Hit,
        r#"select wanted.query as "query!", hit.code as "code!: UnifiedCode"
         from unnest($1::integer[], $2::text[]) as wanted (query, pinyin)
         cross join lateral (
             select code from registry.name
             where name.pinyin = wanted.pinyin and starts_with(division, $3)
             order by code limit $4
         ) as hit"#,
        queries,
        readings,
        scope.prefix(),
        most,
    )
    .fetch_all(conn)
    .await
}

/// For each query at most `most` organisations within a scope whose names begin with it, in the order of names: those among
/// the first `reach` names of the register, or a caller of a small division would have every name of another looked at.
pub(crate) async fn beginning(
    conn: &mut PgConnection,
    scope: &Scope,
    queries: &[i32],
    folded: &[String],
    (reach, most): (i64, i64),
) -> sqlx::Result<Vec<Hit>> {
    sqlx::query_as!(
        Hit,
        r#"select wanted.query as "query!", hit.code as "code!: UnifiedCode"
         from unnest($1::integer[], $2::text[]) as wanted (query, folded)
         cross join lateral (
             select code
             from (
                 select folded, code, division from registry.name
                 where name.folded > wanted.folded and name.folded < wanted.folded || U&'\+10FFFF'
                 order by name.folded, code limit $4
             ) as first
             where starts_with(division, $3)
             order by folded, code limit $5
         ) as hit"#,
        queries,
        folded,
        scope.prefix(),
        reach,
        most,
    )
    .fetch_all(conn)
    .await
}

/// For each query the names within a scope that are as good as one slip away: at most `most` without each piece of the name
/// that may hold the slip, for each length that it may have had.
pub(crate) async fn near(
    conn: &mut PgConnection,
    scope: &Scope,
    queries: &[i32],
    folded: &[String],
    most: i64,
) -> sqlx::Result<Vec<Near>> {
    sqlx::query_as!(
        Near,
        r#"select wanted.query as "query!", hit.code as "code!: UnifiedCode", hit.folded as "folded!"
         from (
             select query, folded, length(folded) + more as length
             from unnest($1::integer[], $2::text[]) as written (query, folded)
             cross join generate_series(-1, 1) as more
         ) as wanted
         cross join lateral (
             (select code, folded from registry.name
              where registry.name_rest(name.folded, length(name.folded), 0, 7)
                      = registry.name_rest(wanted.folded, wanted.length, 0, 7)
                  and starts_with(division, $3)
              order by code, folded limit $4)
             union all
             (select code, folded from registry.name
              where registry.name_rest(name.folded, length(name.folded), 7, 10)
                      = registry.name_rest(wanted.folded, wanted.length, 7, 10)
                  and starts_with(division, $3)
              order by code, folded limit $4)
             union all
             (select code, folded from registry.name
              where registry.name_rest(name.folded, length(name.folded), 10, 14)
                      = registry.name_rest(wanted.folded, wanted.length, 10, 14)
                  and starts_with(division, $3)
              order by code, folded limit $4)
             union all
             (select code, folded from registry.name
              where registry.name_rest(name.folded, length(name.folded), 14, 20)
                      = registry.name_rest(wanted.folded, wanted.length, 14, 20)
                  and starts_with(division, $3)
              order by code, folded limit $4)
         ) as hit"#,
        queries,
        folded,
        scope.prefix(),
        most,
    )
    .fetch_all(conn)
    .await
}

/// Every name of those of the organisations that lie within a scope.
pub(crate) async fn names(
    conn: &mut PgConnection,
    scope: &Scope,
    codes: &[UnifiedCode],
) -> sqlx::Result<Vec<NamedRow>> {
    sqlx::query_as!(
        NamedRow,
        r#"select code as "code: UnifiedCode", status as "status: Status", division as "division: DivisionCode", kind, title
         from registry.name
         where code = any($1) and starts_with(division, $2)
         order by code, kind, title"#,
        codes as &[UnifiedCode],
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

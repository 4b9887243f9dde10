//! Names on record with one authority that may be a proposed one, or nearly. Each statement does a bounded amount of work.

use sqlx::PgConnection;
use vocab::{DivisionCode, UnifiedCode};

/// A name that somebody has or had.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NamedRow {
    pub(crate) code: UnifiedCode,
    pub(crate) title: String,
}

/// Names that are one of these spellings, folded.
pub(crate) async fn spelt(
    conn: &mut PgConnection,
    division: DivisionCode,
    spellings: &[String],
    most: i64,
) -> sqlx::Result<Vec<NamedRow>> {
    sqlx::query_as!(
        NamedRow,
        r#"select code as "code: UnifiedCode", title
         from registry.name
         where folded = any($1) and division = $2 and kind in ('title', 'former')
         order by folded, code limit $3"#,
        spellings,
        division.as_str(),
        most,
    )
    .fetch_all(conn)
    .await
}

/// For each of the alternatives (in the syntax of `tsquery`, the division among the grams) at most `most` names that it
/// hits, untested.
pub(crate) async fn hit(
    conn: &mut PgConnection,
    division: DivisionCode,
    alternatives: &[String],
    most: i64,
) -> sqlx::Result<Vec<NamedRow>> {
    sqlx::query_as!(
        NamedRow,
        r#"select code as "code: UnifiedCode", title
         from unnest($1::text[]) as alternative (terms)
         cross join lateral (
             select code, title
             from registry.name
             where grams @@ terms::tsquery and division = $2 and kind in ('title', 'former')
             limit $3
         ) as hit"#,
        alternatives,
        division.as_str(),
        most,
    )
    .fetch_all(conn)
    .await
}

//! What an identifier may mean: numbers and names on record, and when a name ceased.

use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use vocab::UnifiedCode;

/// A number on record.
#[derive(Debug)]
pub(crate) struct Numbered {
    pub(crate) code: UnifiedCode,
    pub(crate) value: String,
}

/// A name on record.
#[derive(Debug)]
pub(crate) struct Named {
    pub(crate) code: UnifiedCode,
    pub(crate) title: String,
    /// Whether the organisation bears it no more.
    pub(crate) former: bool,
}

/// A former name, and the first day of the one after it.
#[derive(Debug)]
pub(crate) struct Superseded {
    pub(crate) code: UnifiedCode,
    pub(crate) title: String,
    pub(crate) day: Date,
}

/// Organisations within a scope that are or were known by one of these numbers.
pub(crate) async fn by_number(
    conn: &mut PgConnection,
    scope: &Scope,
    spellings: &[String],
    most: i64,
) -> sqlx::Result<Vec<Numbered>> {
    sqlx::query_as!(
        Numbered,
        "select identifier.code, identifier.value
         from registry.identifier join registry.organization on organization.code = identifier.code
         where identifier.value = any($1) and starts_with(organization.division, $2)
         order by identifier.code, identifier.kind limit $3",
        spellings,
        scope.prefix(),
        most,
    )
    .fetch_all(conn)
    .await
}

/// Organisations within a scope that bear or bore a name, present names first.
pub(crate) async fn by_name(
    conn: &mut PgConnection,
    scope: &Scope,
    folded: &str,
    most: i64,
) -> sqlx::Result<Vec<Named>> {
    sqlx::query_as!(
        Named,
        r#"select code as "code: UnifiedCode", title, kind = 'former' as "former!"
         from registry.name where folded = $1 and starts_with(division, $2)
         order by kind = 'former', kind = 'abbreviation', code limit $3"#,
        folded,
        scope.prefix(),
        most,
    )
    .fetch_all(conn)
    .await
}

/// For each organisation and name that revisions state: the day from which another name held, the last such day.
pub(crate) async fn superseded(
    conn: &mut PgConnection,
    codes: &[UnifiedCode],
    titles: &[String],
) -> sqlx::Result<Vec<Superseded>> {
    sqlx::query_as!(
        Superseded,
        r#"select code as "code!: UnifiedCode", title as "title!", max(next) as "day!"
         from (
             select code, particulars ->> 'title' as title, valid_from,
                 lead(valid_from) over (partition by code order by valid_from, revision) as next
             from registry.revision
             where code = any($1) and particulars ->> 'title' is not null
         ) as stated
         where title = any($2) and next > valid_from
         group by code, title"#,
        codes as &[UnifiedCode],
        titles,
    )
    .fetch_all(conn)
    .await
}

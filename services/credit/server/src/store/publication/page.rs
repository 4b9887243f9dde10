//! Publications as the public sees them.

use credit_domain::publication::{Kind, State};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `credit.publication`, without what is not shown.
#[derive(Debug, Clone)]
pub(crate) struct PublicationRow {
    pub(crate) id: Uuid,
    pub(crate) number: String,
    pub(crate) kind: String,
    pub(crate) state: String,
    pub(crate) published_at: OffsetDateTime,
    pub(crate) until_on: Option<Date>,
    pub(crate) rules: Vec<String>,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) withdrawn_on: Option<Date>,
    pub(crate) ground: Option<String>,
}

/// Which ones are shown.
#[derive(Debug, Clone)]
pub(crate) struct PublicationFilter {
    pub(crate) organization: Option<UnifiedCode>,
    /// Of any, if empty.
    pub(crate) kinds: Vec<Kind>,
    /// Digits that the division begins with.
    pub(crate) division: String,
    pub(crate) states: Vec<State>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    /// The day as of which they are shown.
    pub(crate) today: Date,
}

impl PublicationFilter {
    fn kinds(&self) -> Vec<String> {
        self.kinds.iter().map(|kind| kind.as_str().to_owned()).collect()
    }

    fn states(&self) -> Vec<String> {
        self.states.iter().map(|state| state.as_str().to_owned()).collect()
    }
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<PublicationRow>> {
    sqlx::query_as!(
        PublicationRow,
        "select id, number, kind, state, published_at, until_on, rules, body, withdrawn_on, ground
         from credit.publication where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Those that the filter lets through, before one, the newest first.
pub(crate) async fn newest(
    conn: &mut PgConnection,
    filter: &PublicationFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<PublicationRow>> {
    sqlx::query_as!(
        PublicationRow,
        r#"select id, number, kind, state, published_at, until_on, rules, body, withdrawn_on, ground
         from credit.publication
         where ($1::text is null or (organization = $1 and state <> 'withdrawn'))
           and (cardinality($2::text[]) = 0 or kind = any($2)) and starts_with(division, $3)
           and case when state = 'published' and until_on <= $4 then 'ended' else state end = any($5)
           and ($6::date is null or published_on >= $6) and ($7::date is null or published_on <= $7)
           and ($8::uuid is null or id < $8)
         order by id desc limit $9"#,
        filter.organization.as_ref().map(UnifiedCode::as_str),
        &filter.kinds(),
        filter.division,
        filter.today,
        &filter.states(),
        filter.from,
        filter.to,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those that the filter lets through, after one, the oldest first.
pub(crate) async fn oldest(
    conn: &mut PgConnection,
    filter: &PublicationFilter,
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<PublicationRow>> {
    sqlx::query_as!(
        PublicationRow,
        r#"select id, number, kind, state, published_at, until_on, rules, body, withdrawn_on, ground
         from credit.publication
         where ($1::text is null or (organization = $1 and state <> 'withdrawn'))
           and (cardinality($2::text[]) = 0 or kind = any($2)) and starts_with(division, $3)
           and case when state = 'published' and until_on <= $4 then 'ended' else state end = any($5)
           and ($6::date is null or published_on >= $6) and ($7::date is null or published_on <= $7)
           and ($8::uuid is null or id > $8)
         order by id limit $9"#,
        filter.organization.as_ref().map(UnifiedCode::as_str),
        &filter.kinds(),
        filter.division,
        filter.today,
        &filter.states(),
        filter.from,
        filter.to,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// How many the filter lets through.
pub(crate) async fn count(conn: &mut PgConnection, filter: &PublicationFilter) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from credit.publication
         where ($1::text is null or (organization = $1 and state <> 'withdrawn'))
           and (cardinality($2::text[]) = 0 or kind = any($2)) and starts_with(division, $3)
           and case when state = 'published' and until_on <= $4 then 'ended' else state end = any($5)
           and ($6::date is null or published_on >= $6) and ($7::date is null or published_on <= $7)"#,
        filter.organization.as_ref().map(UnifiedCode::as_str),
        &filter.kinds(),
        filter.division,
        filter.today,
        &filter.states(),
        filter.from,
        filter.to,
    )
    .fetch_one(conn)
    .await
}

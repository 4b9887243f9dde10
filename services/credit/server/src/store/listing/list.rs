//! Listings as they are shown and counted.

use credit_domain::listing::{List, Listing};
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::ListingRow;

/// A listing, the organisation's name of today, and why it is off the list.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) listing: Listing,
    pub(crate) title: String,
    pub(crate) removed_by: String,
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct ListingFilter {
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) list: Option<List>,
    pub(crate) division: Scope,
    pub(crate) ground: Option<&'static str>,
    pub(crate) standing: bool,
}

/// The decisions of a list, a month and a first ground.
#[derive(Debug)]
pub(crate) struct CountRow {
    pub(crate) list: String,
    pub(crate) month: Date,
    pub(crate) ground: String,
    pub(crate) listed: i64,
    pub(crate) removed: i64,
    pub(crate) withdrawn: i64,
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<Shown>> {
    let row = sqlx::query_as!(
        ListingRow,
        r#"select listing.id, listing.organization as "organization: UnifiedCode", listing.division, department, list, ground, rule,
             document_number, listed_on, period_from, removed_on, withdrawn_on, coalesce(title, '') as "title!", removed_by
         from credit.listing as listing left join credit.organization on code = organization
         where listing.id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.and_then(ListingRow::shown))
}

/// Those that the filter lets through, before one, the newest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ListingFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<Shown>> {
    let rows = sqlx::query_as!(
        ListingRow,
        r#"select listing.id, listing.organization as "organization: UnifiedCode", listing.division, department, list, ground, rule,
             document_number, listed_on, period_from, removed_on, withdrawn_on, coalesce(title, '') as "title!", removed_by
         from credit.listing as listing left join credit.organization on code = organization
         where ($1::text is null or organization = $1) and ($2::text is null or list = $2)
           and starts_with(listing.division, $3) and ($4::text is null or ground = $4)
           and (not $5 or (removed_on is null and withdrawn_on is null)) and ($6::uuid is null or listing.id < $6)
         order by listing.id desc limit $7"#,
        filter.organization.as_ref().map(UnifiedCode::as_str),
        filter.list.map(List::as_str),
        filter.division.prefix(),
        filter.ground,
        filter.standing,
        before,
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(ListingRow::shown).collect())
}

/// Who was on a list on a day, after a code, in the order of the codes.
pub(crate) async fn as_of(
    conn: &mut PgConnection,
    (list, day, division): (List, Date, &Scope),
    after: Option<(String, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<Shown>> {
    let (after_code, after_id) = after.unzip();
    let rows = sqlx::query_as!(
        ListingRow,
        r#"select listing.id, listing.organization as "organization: UnifiedCode", listing.division, department, list, ground, rule,
             document_number, listed_on, period_from, removed_on, withdrawn_on, coalesce(title, '') as "title!", removed_by
         from credit.listing as listing left join credit.organization on code = organization
         where list = $1 and starts_with(listing.division, $2) and withdrawn_on is null and listed_on <= $3
           and (removed_on is null or removed_on > $3)
           and ($4::text is null or (organization, listing.id) > ($4, $5::uuid))
         order by organization, listing.id limit $6"#,
        list.as_str(),
        division.prefix(),
        day,
        after_code,
        after_id,
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(ListingRow::shown).collect())
}

/// The decisions from one day to another, by list, month and first ground.
pub(crate) async fn counts(
    conn: &mut PgConnection,
    division: &Scope,
    from: Date,
    to: Date,
) -> sqlx::Result<Vec<CountRow>> {
    sqlx::query_as!(
        CountRow,
        r#"select list, date_trunc('month', listed_on)::date as "month!", ground, count(*) as "listed!",
             count(*) filter (where removed_on is not null and withdrawn_on is null) as "removed!",
             count(*) filter (where withdrawn_on is not null) as "withdrawn!"
         from credit.listing
         where starts_with(division, $1) and listed_on between $2 and $3
         group by list, date_trunc('month', listed_on), ground order by 1, 2, 3"#,
        division.prefix(),
        from,
        to,
    )
    .fetch_all(conn)
    .await
}

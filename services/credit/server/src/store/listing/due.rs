//! Listings of which something follows by itself.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

/// Those on the abnormal list for longer than so many months that nobody has been told of (CR-07.1), at most `limit`.
pub(crate) async fn escalating(
    conn: &mut PgConnection,
    months: i32,
    today: Date,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from credit.listing as listing
         where list = 'abnormal' and removed_on is null and withdrawn_on is null
           and period_from + make_interval(months => $1) < $2::date
           and not exists (select from credit.listing_draft as draft
                           where draft.organization = listing.organization and draft.list = 'serious'
                             and draft.cause = 'listings/' || listing.id and draft.since_on = listing.period_from)
         order by period_from, id limit $3",
        months,
        today,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those on the abnormal list for longer than so many months that none of these grounds carries, and of whose organisation no draft
/// of the list is undecided (CR-06b), at most `limit`.
pub(crate) async fn lapsing(
    conn: &mut PgConnection,
    (months, curable): (i32, &[String]),
    today: Date,
    limit: i64,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from credit.listing as listing
         where list = 'abnormal' and removed_on is null and withdrawn_on is null
           and period_from + make_interval(months => $1) < $2::date
           and not exists (select from credit.listing_ground as carrying
                           where carrying.listing = listing.id and carrying.withdrawn_on is null
                             and carrying.ground = any($3))
           and not exists (select from credit.listing_draft as draft
                           where draft.organization = listing.organization and draft.list = 'abnormal'
                             and draft.ended_on is null)
         order by period_from, id limit $4",
        months,
        today,
        curable,
        limit,
    )
    .fetch_all(conn)
    .await
}

//! Qualifications of which something is due by itself.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// Those that lapse within so many months and that nobody has been warned of, at most `limit`.
pub(crate) async fn expiring(conn: &mut PgConnection, months: i32, today: Date, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from credit.qualification
         where cancelled_on is null and lapse_told_on is null and warned_on is null and valid_until > $2
           and valid_until <= $2::date + make_interval(months => $1)
         order by valid_until, id limit $3",
        months,
        today,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those that lapsed and of which nobody has been told, at most `limit`.
pub(crate) async fn lapsed(conn: &mut PgConnection, today: Date, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from credit.qualification
         where cancelled_on is null and lapse_told_on is null and valid_until <= $1 order by valid_until, id limit $2",
        today,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Notes that others are warned; whether they were not.
pub(crate) async fn warned(conn: &mut PgConnection, id: Uuid, today: Date) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update credit.qualification set warned_on = $2 where id = $1 and warned_on is null and cancelled_on is null",
        id,
        today,
    );
    Ok(done.execute(conn).await?.rows_affected() > 0)
}

/// Notes that others are told of the lapse; whether they were not.
pub(crate) async fn told(conn: &mut PgConnection, id: Uuid, today: Date, now: OffsetDateTime) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update credit.qualification set lapse_told_on = $2, updated_at = $3
         where id = $1 and lapse_told_on is null and cancelled_on is null",
        id,
        today,
        now,
    );
    Ok(done.execute(conn).await?.rows_affected() > 0)
}

/// Cancellations that rest on a record or a listing that was withdrawn, and whose reinstatement nobody has drafted, at most `limit`.
pub(crate) async fn baseless(conn: &mut PgConnection, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select cancellation.id from credit.qualification_cancellation as cancellation
         where reinstated_on is null
           and (exists (select from credit.record
                        where record.id = substring(cancellation.cause from '^creditRecords/(.+)$')::uuid and record.withdrawn_on is not null)
             or exists (select from credit.listing
                        where listing.id = substring(cancellation.cause from '^listings/(.+)$')::uuid and listing.withdrawn_on is not null))
           and not exists (select from credit.qualification_draft as draft
                           where draft.qualification = cancellation.qualification and draft.act = 'reinstate'
                             and draft.ground = cancellation.ground and draft.cause = cancellation.cause)
         order by cancellation.id limit $1",
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Whether a resource is a record or a listing of an organisation that counts.
pub(crate) async fn is_of(conn: &mut PgConnection, cause: &str, organization: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from credit.record
                          where id = substring($1 from '^creditRecords/(.+)$')::uuid and organization = $2 and withdrawn_on is null)
             or exists (select from credit.listing
                        where id = substring($1 from '^listings/(.+)$')::uuid and organization = $2 and withdrawn_on is null) as "known!""#,
        cause,
        organization,
    )
    .fetch_one(conn)
    .await
}

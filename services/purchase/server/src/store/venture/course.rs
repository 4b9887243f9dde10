//! What becomes of proposals: checked, lapsed, judged, listed, granted, carried out.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use crate::store::fund::application::Checked;

/// What a check of the form found.
pub(crate) async fn check(
    conn: &mut PgConnection,
    id: Uuid,
    (status, reason, mend_until): (&str, &str, Option<Date>),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = $2, check_reason = $3, mend_until_on = $4, updated_at = $5,
           revision = revision + 1
         where id = $1",
        id,
        status,
        reason,
        mend_until,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Drafts of a round, and what was returned, lapse.
pub(crate) async fn lapse(conn: &mut PgConnection, round: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = 'lapsed', mend_until_on = null, updated_at = $2, revision = revision + 1
         where round = $1 and status in ('draft', 'returned')",
        round,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One ends for a reason, without a grant: `withdrawn` or `unsuccessful`.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    (status, reason): (&str, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = $2, end_reason = $3, grant_fen = 0, mend_until_on = null, updated_at = $4,
           revision = revision + 1
         where id = $1",
        id,
        status,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whatever is not over ends with its round; places that nobody was told of are told of nobody.
pub(crate) async fn end_all(
    conn: &mut PgConnection,
    round: Uuid,
    reason: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = 'unsuccessful', end_reason = $2, grant_fen = 0, mend_until_on = null,
           rank = case when is_listed then rank end, review_points = case when is_listed then review_points end,
           defence_points = case when is_listed then defence_points end, total_points = case when is_listed then total_points end,
           updated_at = $3, revision = revision + 1
         where round = $1 and status in ('draft', 'filed', 'returned', 'accepted', 'listed')",
        round,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Invites some to the defence day.
pub(crate) async fn invite(conn: &mut PgConnection, ids: &[Uuid], at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set invited = true, updated_at = $2, revision = revision + 1 where id = any($1)",
        ids,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Where one stands in its track: place, and points of the review, of the defence and of both.
pub(crate) async fn place(
    conn: &mut PgConnection,
    id: Uuid,
    (rank, review, defence, total): (i32, i32, i32, i32),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set rank = $2, review_points = $3, defence_points = $4, total_points = $5, updated_at = $6,
           revision = revision + 1
         where id = $1",
        id,
        rank,
        review,
        defence,
        total,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One is on the proposed list with so many fen, or, with none, passed over for a reason.
pub(crate) async fn list(
    conn: &mut PgConnection,
    id: Uuid,
    (fen, reason): (i64, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = case when $2::bigint > 0 then 'listed' else 'accepted' end, grant_fen = $2,
           end_reason = $3, updated_at = $4, revision = revision + 1
         where id = $1",
        id,
        fen,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All of a round that are judged change, but some.
pub(crate) async fn touch(conn: &mut PgConnection, round: Uuid, but: &[Uuid], at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set updated_at = $3, revision = revision + 1
         where round = $1 and status = 'accepted' and id <> all($2)",
        round,
        but,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The list of a round was returned: nothing is on it.
pub(crate) async fn unlist(conn: &mut PgConnection, round: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = 'accepted', grant_fen = 0, end_reason = '', updated_at = $2,
           revision = revision + 1
         where round = $1 and status in ('accepted', 'listed')",
        round,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The list of a round was published: whatever else was judged is unsuccessful.
pub(crate) async fn publish(conn: &mut PgConnection, round: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set is_listed = status = 'listed',
           status = case when status = 'listed' then status else 'unsuccessful' end, updated_at = $2, revision = revision + 1
         where round = $1 and status in ('accepted', 'listed')",
        round,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Grants one, with what credit answered.
pub(crate) async fn grant(
    conn: &mut PgConnection,
    id: Uuid,
    checked: &Checked,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = 'granted', organization_title = $3, eligibility = $4,
           eligibility_conditions = $5, eligibility_cursor = $6, eligibility_at = $2, updated_at = $2, revision = revision + 1
         where id = $1",
        id,
        at,
        checked.title,
        checked.eligible.as_str(),
        &checked.conditions,
        checked.cursor,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The agreement of one was signed on a day, with its budget as agreed.
pub(crate) async fn agree(
    conn: &mut PgConnection,
    id: Uuid,
    (number, signed_on, agreed_fens): (&str, Date, &[i64]),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = 'running', agreement_number = $2, signed_on = $3, agreed_fens = $4,
           updated_at = $5, revision = revision + 1
         where id = $1",
        id,
        number,
        signed_on,
        agreed_fens,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A project stands so from now on, and something is to be mended by a day if one is stated.
pub(crate) async fn step(
    conn: &mut PgConnection,
    id: Uuid,
    (status, mend_until): (&str, Option<Date>),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = $2, mend_until_on = $3, updated_at = $4, revision = revision + 1 where id = $1",
        id,
        status,
        mend_until,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

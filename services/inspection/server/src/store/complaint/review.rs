//! Reviews of what complaints came to.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

/// A row of `inspection.complaint_review`, but for what is sealed.
#[derive(Debug, Clone)]
pub(crate) struct ReviewRow {
    pub(crate) id: Uuid,
    pub(crate) complaint: Uuid,
    pub(crate) state: String,
    pub(crate) revision: i64,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) reviewed_outcome: String,
    pub(crate) outcome: Option<String>,
    pub(crate) answer: String,
    pub(crate) requested_on: Date,
    pub(crate) decided_on: Option<Date>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// What a list is narrowed to.
#[derive(Debug)]
pub(crate) struct ReviewFilter {
    pub(crate) scope: Scope,
    pub(crate) complaint: Option<Uuid>,
    /// Empty: in any state.
    pub(crate) state: &'static str,
}

/// The sealed part of one review.
#[derive(Debug)]
pub(crate) struct SealedReasons {
    pub(crate) id: Uuid,
    pub(crate) reasons: Vec<u8>,
}

macro_rules! reviews {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            ReviewRow,
            "select review.id, complaint, review.state, held.revision, review.division, department,
                 reviewed_outcome, outcome, answer, requested_on, decided_on, review.created_at, review.updated_at
             from inspection.complaint_review as review join casework.case as held on held.id = review.id " + $rest,
            $($argument),+
        )
    };
}

/// Adds one; its case is there.
pub(crate) async fn insert_review(conn: &mut PgConnection, row: &ReviewRow, reasons: &[u8]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.complaint_review (id, complaint, state, division, department, reviewed_outcome,
             reasons, answer, requested_on, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $9)",
        row.id,
        row.complaint,
        row.state,
        row.division,
        row.department,
        row.reviewed_outcome,
        reasons,
        row.requested_on,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Records the decision.
pub(crate) async fn decide_review(conn: &mut PgConnection, row: &ReviewRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.complaint_review set state = $2, outcome = $3, answer = $4, decided_on = $5, updated_at = $6
         where id = $1",
        row.id,
        row.state,
        row.outcome,
        row.answer,
        row.decided_on,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find_review(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<ReviewRow>> {
    reviews!("where review.id = $1 and starts_with(review.division, $2)", id, scope.prefix()).fetch_optional(conn).await
}

/// What stands of a complaint about an organisation: the outcome of its review, or its own where none was decided.
#[derive(Debug)]
pub(crate) struct StandingRow {
    pub(crate) code: String,
    pub(crate) outcome: String,
}

/// What stands of a lead and those that followed it, by registered organisation that each is about.
pub(crate) async fn standing(conn: &mut PgConnection, lead: Uuid) -> sqlx::Result<Vec<StandingRow>> {
    sqlx::query_as!(
        StandingRow,
        r#"select subject.code as "code!", coalesce(review.outcome, complaint.outcome) as "outcome!"
         from inspection.complaint
             join inspection.complaint_subject as subject on subject.complaint = complaint.id and subject.code <> ''
             left join inspection.complaint_review as review on review.complaint = complaint.id
         where (complaint.id = $1 or complaint.lead = $1) and complaint.outcome is not null"#,
        lead,
    )
    .fetch_all(conn)
    .await
}

/// The one of a complaint.
pub(crate) async fn review_of(conn: &mut PgConnection, complaint: Uuid) -> sqlx::Result<Option<ReviewRow>> {
    reviews!("where complaint = $1", complaint).fetch_optional(conn).await
}

/// Newest first, those before `before`.
pub(crate) async fn reviews(
    conn: &mut PgConnection,
    filter: &ReviewFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ReviewRow>> {
    reviews!(
        "where review.id < $1 and starts_with(review.division, $2) and ($3::uuid is null or complaint = $3)
             and ($4 = '' or review.state = $4)
         order by review.id desc limit $5",
        before.unwrap_or(Uuid::max()),
        filter.scope.prefix(),
        filter.complaint,
        filter.state,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// What is sealed of one.
pub(crate) async fn review_reasons(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<SealedReasons>> {
    sqlx::query_as!(SealedReasons, "select id, reasons from inspection.complaint_review where id = $1", id)
        .fetch_optional(conn)
        .await
}

/// Whether a review after `after` is sealed otherwise than with this head.
pub(crate) async fn any_reasons_otherwise(conn: &mut PgConnection, head: &[u8], after: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select from inspection.complaint_review
             where id > $2 and substring(reasons from 1 for length($1::bytea)) <> $1) as "found!""#,
        head,
        after,
    )
    .fetch_one(conn)
    .await
}

/// The first `limit` reviews after `after` that are sealed otherwise than with this head; those that somebody else is busy
/// with are left to the next round.
pub(crate) async fn lock_reasons_otherwise(
    conn: &mut PgConnection,
    head: &[u8],
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<SealedReasons>> {
    sqlx::query_as!(
        SealedReasons,
        "select id, reasons from inspection.complaint_review
         where id > $2 and substring(reasons from 1 for length($1::bytea)) <> $1
         order by id limit $3 for update skip locked",
        head,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts the same back, sealed anew.
pub(crate) async fn reseal_reasons(conn: &mut PgConnection, row: &SealedReasons) -> sqlx::Result<()> {
    sqlx::query!("update inspection.complaint_review set reasons = $2 where id = $1", row.id, row.reasons)
        .execute(conn)
        .await?;
    Ok(())
}

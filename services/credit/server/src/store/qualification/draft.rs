//! Drafts of cancellations and of reinstatements.

use credit_domain::qualification::Kind;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `credit.qualification_draft`.
#[derive(Debug, Clone)]
pub(crate) struct DraftRow {
    pub(crate) id: Uuid,
    pub(crate) qualification: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) kind: String,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) act: String,
    pub(crate) ground: String,
    pub(crate) rule: String,
    pub(crate) cause: String,
    pub(crate) state: String,
    pub(crate) reasons: String,
    pub(crate) document_number: String,
    pub(crate) ended_on: Option<Date>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct DraftFilter {
    pub(crate) scope: Scope,
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) kind: Option<Kind>,
    pub(crate) with_ended: bool,
}

/// Adds one. That there is one of a ground and what it rests on is the database's to keep (`qualification_draft_cause_key`).
pub(crate) async fn insert(conn: &mut PgConnection, row: &DraftRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.qualification_draft (id, qualification, organization, kind, division, department, act, ground, rule,
           cause, state, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        row.id,
        row.qualification,
        row.organization.as_str(),
        row.kind,
        row.division,
        row.department,
        row.act,
        row.ground,
        row.rule,
        row.cause,
        row.state,
        row.revision,
        row.created_at,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<DraftRow>> {
    sqlx::query_as!(
        DraftRow,
        r#"select id, qualification, organization as "organization: UnifiedCode", kind, division, department, act, ground, rule, cause,
             state, reasons, document_number, ended_on, revision, created_at, updated_at
         from credit.qualification_draft where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Every draft to cancel one of these qualifications.
pub(crate) async fn to_cancel(conn: &mut PgConnection, qualifications: &[Uuid]) -> sqlx::Result<Vec<DraftRow>> {
    sqlx::query_as!(
        DraftRow,
        r#"select id, qualification, organization as "organization: UnifiedCode", kind, division, department, act, ground, rule, cause,
             state, reasons, document_number, ended_on, revision, created_at, updated_at
         from credit.qualification_draft where act = 'cancel' and qualification = any($1) order by id"#,
        qualifications,
    )
    .fetch_all(conn)
    .await
}

/// Undecided drafts to cancel a qualification that is not in force on a day, at most `limit`.
pub(crate) async fn pointless(conn: &mut PgConnection, day: Date, limit: i64) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select draft.id from credit.qualification_draft as draft
           join credit.qualification as held on held.id = draft.qualification
         where draft.act = 'cancel' and draft.ended_on is null
           and (held.cancelled_on <= $1 or held.valid_until <= $1)
         order by draft.id limit $2",
        day,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those that the filter and the caller's scope let through, before one, the newest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &DraftFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<DraftRow>> {
    sqlx::query_as!(
        DraftRow,
        r#"select id, qualification, organization as "organization: UnifiedCode", kind, division, department, act, ground, rule, cause,
             state, reasons, document_number, ended_on, revision, created_at, updated_at
         from credit.qualification_draft
         where starts_with(division, $1) and ($2::text is null or organization = $2) and ($3::text is null or kind = $3)
           and ($4 or ended_on is null) and ($5::uuid is null or id < $5)
         order by id desc limit $6"#,
        filter.scope.prefix(),
        filter.organization.as_ref().map(UnifiedCode::as_str),
        filter.kind.map(Kind::as_str),
        filter.with_ended,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Keeps what was decided of one.
pub(crate) async fn update(conn: &mut PgConnection, row: &DraftRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.qualification_draft set state = $2, reasons = $3, document_number = $4, ended_on = $5, revision = $6,
           updated_at = $7
         where id = $1",
        row.id,
        row.state,
        row.reasons,
        row.document_number,
        row.ended_on,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

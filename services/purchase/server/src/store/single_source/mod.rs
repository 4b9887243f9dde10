//! Notices of single sources, a row a notice.

pub(crate) mod objection;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

use crate::store::project::ProjectRow;

/// A row of `purchase.single_source_notice`.
#[derive(Debug, Clone)]
pub(crate) struct NoticeRow {
    pub(crate) id: Uuid,
    pub(crate) project: Uuid,
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) buyer_title: String,
    pub(crate) title: String,
    pub(crate) budget_fen: i64,
    pub(crate) reason: String,
    pub(crate) supplier_code: String,
    pub(crate) supplier_title: String,
    pub(crate) opinion_institutions: Vec<String>,
    pub(crate) opinion_titles: Vec<String>,
    pub(crate) opinion_texts: Vec<String>,
    pub(crate) last_on: Date,
    pub(crate) answer_last_on: Date,
    pub(crate) status: String,
    pub(crate) rules: Vec<String>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) cleared_at: Option<OffsetDateTime>,
    pub(crate) end_reason: String,
    pub(crate) revision: i64,
}

/// What a notice states beside what its project does.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) supplier_code: String,
    pub(crate) supplier_title: String,
    /// An opinion a place: institution, title and text.
    pub(crate) institutions: Vec<String>,
    pub(crate) titles: Vec<String>,
    pub(crate) texts: Vec<String>,
}

/// Publishes a notice of a project until a day, by rules; the other day is the last one for answers.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    project: &ProjectRow,
    stated: &Stated,
    (last_on, answer_last_on, rules): (Date, Date, &[String]),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.single_source_notice (id, project, division, buyer_department, buyer_title, title, budget_fen, reason,
           supplier_code, supplier_title, opinion_institutions, opinion_titles, opinion_texts, last_on, answer_last_on, rules, created_by,
           created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)",
        by.id,
        project.id,
        project.division,
        project.buyer_department,
        project.buyer_title,
        project.title,
        project.budget_fen,
        project.single_source_reason,
        stated.supplier_code,
        stated.supplier_title,
        &stated.institutions,
        &stated.titles,
        &stated.texts,
        last_on,
        answer_last_on,
        rules,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a notice from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from purchase.single_source_notice where id = $1 for update", id)
        .fetch_optional(conn)
        .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<NoticeRow>> {
    sqlx::query_as!(
        NoticeRow,
        "select id, project, division, buyer_department, buyer_title, title, budget_fen, reason, supplier_code, supplier_title,
           opinion_institutions, opinion_titles, opinion_texts, last_on, answer_last_on, status, rules, created_at, updated_at,
           cleared_at, end_reason, revision
         from purchase.single_source_notice where id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The one of a project that is published or cleared, kept from others until the end of the transaction.
pub(crate) async fn lock_standing(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Option<NoticeRow>> {
    sqlx::query_as!(
        NoticeRow,
        "select id, project, division, buyer_department, buyer_title, title, budget_fen, reason, supplier_code, supplier_title,
           opinion_institutions, opinion_titles, opinion_texts, last_on, answer_last_on, status, rules, created_at, updated_at,
           cleared_at, end_reason, revision
         from purchase.single_source_notice where project = $1 and status in ('published', 'cleared') for update",
        project,
    )
    .fetch_optional(conn)
    .await
}

/// Which notices a list shows.
#[derive(Debug)]
pub(crate) struct NoticeFilter {
    pub(crate) division: Option<String>,
    pub(crate) status: Option<&'static str>,
    pub(crate) project: Option<Uuid>,
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &NoticeFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<NoticeRow>> {
    sqlx::query_as!(
        NoticeRow,
        "select id, project, division, buyer_department, buyer_title, title, budget_fen, reason, supplier_code, supplier_title,
           opinion_institutions, opinion_titles, opinion_texts, last_on, answer_last_on, status, rules, created_at, updated_at,
           cleared_at, end_reason, revision
         from purchase.single_source_notice
         where ($1::text is null or division = $1)
           and ($2::text is null or status = $2)
           and ($3::uuid is null or project = $3)
           and ($4::uuid is null or id < $4)
         order by id desc limit $5",
        filter.division,
        filter.status,
        filter.project,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// It is cleared.
pub(crate) async fn clear(conn: &mut PgConnection, id: Uuid, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.single_source_notice set status = 'cleared', cleared_at = $2, updated_at = $2, stepped_by = $3,
           stepped_officer = $4, revision = revision + 1
         where id = $1",
        id,
        by.at,
        by.actor,
        by.officer,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// It failed or was withdrawn: `failed` or `withdrawn`.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    (status, reason): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.single_source_notice set status = $2, end_reason = $3, updated_at = $4, stepped_by = $5, stepped_officer = $6,
           revision = revision + 1
         where id = $1",
        id,
        status,
        reason,
        by.at,
        by.actor,
        by.officer,
    )
    .execute(conn)
    .await?;
    Ok(())
}

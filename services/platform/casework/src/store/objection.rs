//! What the public says.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::OffsetDateTime;
use uow::Scope;
use uuid::Uuid;

/// A row of `casework.objection`, but for its receipt.
#[derive(Clone, sqlx::FromRow)]
pub(crate) struct ObjectionRow {
    pub(crate) id: Uuid,
    pub(crate) publicity_id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) body: String,
    pub(crate) department: String,
    pub(crate) state: String,
    pub(crate) answer: String,
    pub(crate) answering_department: String,
    pub(crate) rule: String,
    pub(crate) rule_version: i32,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) answered_at: Option<OffsetDateTime>,
}

/// What a list of objections is narrowed to.
pub(crate) struct ObjectionFilter {
    pub(crate) scope: Scope,
    pub(crate) publicity: Uuid,
    pub(crate) state: Option<&'static str>,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &ObjectionRow, receipt: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into casework.objection (id, publicity_id, case_id, receipt, body, department, state, answer,
             answering_department, rule, rule_version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        row.id,
        row.publicity_id,
        row.case_id,
        receipt,
        row.body,
        row.department,
        row.state,
        row.answer,
        row.answering_department,
        row.rule,
        row.rule_version,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

pub(crate) async fn answer(conn: &mut PgConnection, row: &ObjectionRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update casework.objection set state = $2, answer = $3, answering_department = $4, answered_at = $5
         where id = $1",
        row.id,
        row.state,
        row.answer,
        row.answering_department,
        row.answered_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One objection to a publicity, kept from others until the unit of work ends.
pub(crate) async fn lock(conn: &mut PgConnection, publicity: Uuid, id: Uuid) -> sqlx::Result<Option<ObjectionRow>> {
    sqlx::query_as!(
        ObjectionRow,
        "select id, publicity_id, case_id, body, department, state, answer, answering_department, rule, rule_version,
             created_at, answered_at
         from casework.objection where id = $2 and publicity_id = $1 for update",
        publicity,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// The one of a receipt, wherever it lies.
pub(crate) async fn by_receipt(conn: &mut PgConnection, receipt: &str) -> sqlx::Result<Option<ObjectionRow>> {
    sqlx::query_as!(
        ObjectionRow,
        "select id, publicity_id, case_id, body, department, state, answer, answering_department, rule, rule_version,
             created_at, answered_at
         from casework.objection where receipt = $1",
        receipt,
    )
    .fetch_optional(conn)
    .await
}

/// Oldest first, those after `after`.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &ObjectionFilter,
    after: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ObjectionRow>> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, publicity_id, case_id, body, department, state, answer, answering_department, rule, rule_version,
             created_at, answered_at
         from casework.objection where publicity_id = ",
    );
    query.push_bind(filter.publicity);
    if let Some(state) = filter.state {
        query.push(" and state = ").push_bind(state);
    }
    if let Some(after) = after {
        query.push(" and id > ").push_bind(after);
    }
    query.push(" order by id limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

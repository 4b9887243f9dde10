//! What was made known to everybody.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

use super::place;

/// A row of `casework.announcement`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct AnnouncementRow {
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) kind: String,
    pub(crate) organization: String,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) published_on: Date,
    pub(crate) rule: String,
    pub(crate) rule_version: i32,
    pub(crate) created_at: OffsetDateTime,
}

/// What a list of announcements is narrowed to; an empty text narrows nothing.
pub(crate) struct AnnouncementFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) kind: String,
    pub(crate) organization: String,
    pub(crate) from: Option<Date>,
    pub(crate) before: Option<Date>,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &AnnouncementRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into casework.announcement (id, case_id, kind, organization, title, body, division, department,
             published_on, rule, rule_version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        row.id,
        row.case_id,
        row.kind,
        row.organization,
        row.title,
        row.body,
        row.division,
        row.department,
        row.published_on,
        row.rule,
        row.rule_version,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was taken back: which, of which case, where.
pub(crate) struct Retracted {
    pub(crate) id: Uuid,
    pub(crate) case_id: Uuid,
    pub(crate) division: String,
}

/// Takes one back that stands; what it was.
pub(crate) async fn retract(
    conn: &mut PgConnection,
    id: Uuid,
    reasons: &str,
    on: Date,
    at: OffsetDateTime,
) -> sqlx::Result<Option<Retracted>> {
    sqlx::query_as!(
        Retracted,
        "with taken as (
             insert into casework.retraction (announcement, reasons, retracted_on, created_at)
             select id, $2, $3, $4 from casework.announcement where id = $1
             on conflict (announcement) do nothing
             returning announcement
         )
         select announcement.id, announcement.case_id, announcement.division
         from taken join casework.announcement on announcement.id = taken.announcement",
        id,
        reasons,
        on,
        at,
    )
    .fetch_optional(conn)
    .await
}

/// Those that stand, newest first, those before the one of id `last`.
pub(crate) async fn list(
    conn: &mut PgConnection,
    filter: &AnnouncementFilter,
    last: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<AnnouncementRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, case_id, kind, organization, title, body, division, department, published_on, rule, rule_version,
             created_at
         from casework.announcement where ",
    );
    place::within(&mut query, "division", within);
    query.push(" and not exists (select from casework.retraction as taken where taken.announcement = announcement.id)");
    for (column, value) in [("kind", &filter.kind), ("organization", &filter.organization)] {
        if !value.is_empty() {
            query.push(format_args!(" and {column} = ")).push_bind(value.clone());
        }
    }
    if let Some(from) = filter.from {
        query.push(" and published_on >= ").push_bind(from);
    }
    if let Some(before) = filter.before {
        query.push(" and published_on < ").push_bind(before);
    }
    if let Some(last) = last {
        query.push(" and id < ").push_bind(last);
    }
    query.push(" order by id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

//! Campaigns of the annual inspection.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

/// A row of `inspection.report_campaign`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct CampaignRow {
    pub(crate) id: Uuid,
    pub(crate) year: i32,
    pub(crate) kind: String,
    pub(crate) division: String,
    pub(crate) include_below: bool,
    pub(crate) department: String,
    pub(crate) registered_by: Date,
    pub(crate) supervising_due: Date,
    pub(crate) authority_due: Date,
    pub(crate) rules: Vec<String>,
    pub(crate) form: String,
    pub(crate) created_at: OffsetDateTime,
}

impl CampaignRow {
    /// Whether it asks organisations of a division: its own, and those below where it includes them.
    pub(crate) fn covers(&self, division: &str) -> bool {
        if self.include_below { Scope::division(&self.division).covers(division) } else { division == self.division }
    }
}

/// What a list is narrowed to; zero and an empty text narrow nothing.
#[derive(Debug)]
pub(crate) struct CampaignFilter {
    pub(crate) scope: Scope,
    pub(crate) year: i32,
    pub(crate) kind: &'static str,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &CampaignRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.report_campaign (id, year, kind, division, include_below, department, registered_by,
             supervising_due, authority_due, rules, form, actor, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        row.id,
        row.year,
        row.kind,
        row.division,
        row.include_below,
        row.department,
        row.registered_by,
        row.supervising_due,
        row.authority_due,
        &row.rules,
        row.form,
        actor,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<CampaignRow>> {
    sqlx::query_as!(
        CampaignRow,
        "select id, year, kind, division, include_below, department, registered_by, supervising_due, authority_due,
             rules, form, created_at
         from inspection.report_campaign where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// The campaign in which a report is due, wherever it is.
pub(crate) async fn of_duty(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<CampaignRow> {
    sqlx::query_as!(
        CampaignRow,
        "select id, year, kind, division, include_below, department, registered_by, supervising_due, authority_due,
             rules, form, created_at
         from inspection.report_campaign where id = $1",
        id,
    )
    .fetch_one(conn)
    .await
}

/// Newest first, those before `before`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &CampaignFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<CampaignRow>> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, year, kind, division, include_below, department, registered_by, supervising_due, authority_due,
             rules, form, created_at
         from inspection.report_campaign where starts_with(division, ",
    );
    query.push_bind(filter.scope.prefix().to_owned()).push(")");
    if filter.year != 0 {
        query.push(" and year = ").push_bind(filter.year);
    }
    if !filter.kind.is_empty() {
        query.push(" and kind = ").push_bind(filter.kind);
    }
    if let Some(before) = before {
        query.push(" and id < ").push_bind(before);
    }
    query.push(" order by id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

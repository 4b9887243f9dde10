//! How long information took to be recorded.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;

/// Records that a department had recorded on one day, of what it obtained on another.
#[derive(Debug)]
pub(crate) struct DelayRow {
    pub(crate) department: String,
    pub(crate) obtained_on: Date,
    pub(crate) recorded_on: Date,
    pub(crate) count: i64,
}

/// What was recorded from one instant until before another, by departments and days in Shanghai.
pub(crate) async fn of(
    conn: &mut PgConnection,
    scope: &Scope,
    from: OffsetDateTime,
    until: OffsetDateTime,
) -> sqlx::Result<Vec<DelayRow>> {
    sqlx::query_as!(
        DelayRow,
        r#"select department, obtained_on, (created_at at time zone 'Asia/Shanghai')::date as "recorded_on!",
             count(*) as "count!"
         from credit.record where created_at >= $1 and created_at < $2 and starts_with(division, $3)
         group by 1, 2, 3 order by 1, 2, 3"#,
        from,
        until,
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

//! The grounds that can be stated.

use sqlx::PgConnection;
use time::Date;

/// A row of `inspection.complaint_ground`.
#[derive(Debug)]
pub(crate) struct GroundRow {
    pub(crate) key: String,
    pub(crate) title: String,
    pub(crate) basis: String,
    pub(crate) mark: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
}

/// Those of a day, by key.
pub(crate) async fn grounds(conn: &mut PgConnection, day: Date) -> sqlx::Result<Vec<GroundRow>> {
    sqlx::query_as!(
        GroundRow,
        "select key, title, basis, mark, valid_from, valid_to from inspection.complaint_ground
         where valid_from <= $1 and (valid_to is null or valid_to > $1) order by key",
        day,
    )
    .fetch_all(conn)
    .await
}

/// Those of some keys that nobody can state on a day.
pub(crate) async fn unknown_grounds(conn: &mut PgConnection, keys: &[String], day: Date) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select key as "key!" from unnest($1::text[]) as wanted (key)
         where not exists (
             select from inspection.complaint_ground as ground
             where ground.key = wanted.key and valid_from <= $2 and (valid_to is null or valid_to > $2))"#,
        keys,
        day,
    )
    .fetch_all(conn)
    .await
}

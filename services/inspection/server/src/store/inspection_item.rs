//! The item lists.

use sqlx::PgConnection;
use time::Date;

/// A row of `inspection.item`.
#[derive(Debug)]
pub(crate) struct ItemRow {
    pub(crate) key: String,
    pub(crate) task: String,
    pub(crate) content: String,
    pub(crate) object: String,
    pub(crate) draw_percent: i32,
    pub(crate) at_least: bool,
    pub(crate) frequency: String,
    pub(crate) method: String,
    pub(crate) basis: String,
    pub(crate) source: String,
    pub(crate) valid_from: Date,
    pub(crate) valid_to: Option<Date>,
}

/// The first `limit` items of a day whose keys follow `after`.
pub(crate) async fn page(conn: &mut PgConnection, day: Date, after: &str, limit: i64) -> sqlx::Result<Vec<ItemRow>> {
    sqlx::query_as!(
        ItemRow,
        "select key, task, content, object, draw_percent, at_least, frequency, method, basis, source, valid_from, valid_to
         from inspection.item
         where key > $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)
         order by key limit $3",
        after,
        day,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Those of some keys that no list has on a day.
pub(crate) async fn unknown(conn: &mut PgConnection, keys: &[String], day: Date) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select key as "key!" from unnest($1::text[]) as wanted (key)
         where not exists (
             select from inspection.item
             where item.key = wanted.key and valid_from <= $2 and (valid_to is null or valid_to > $2))"#,
        keys,
        day,
    )
    .fetch_all(conn)
    .await
}

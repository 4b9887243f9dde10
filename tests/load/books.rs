//! Filling the tables of a database past the program: statements and made-up codes.

use onecode_proto::google::r#type::Date;
use sqlx::{AssertSqlSafe, PgConnection};
use vocab::{OrganizationClass, UnifiedCode};

/// Runs statements that have no parameters.
pub(crate) async fn run(books: &mut PgConnection, statement: &str) {
    let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(books).await;
    done.unwrap_or_else(|error| panic!("{statement}: {error}"));
}

/// Runs a statement that fills a table while the indexes of the table are away, but for those of its constraints, and makes them again:
/// kept up row by row they would take most of the time.
pub(crate) async fn run_without_indexes(books: &mut PgConnection, table: &str, statement: &str) {
    let indexes = sqlx::query_as(
        "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
         where indrelid = $1::regclass and not exists (select from pg_constraint where conindid = indexrelid)",
    );
    let indexes: Vec<(String, String)> = indexes.bind(table).fetch_all(&mut *books).await.expect("they can be listed");
    for (name, _) in &indexes {
        run(books, &format!("drop index {name}")).await;
    }
    run(books, statement).await;
    for (_, definition) in &indexes {
        run(books, definition).await;
    }
}

/// The code of the `serial`-th association of a division, which no authority issues.
pub(crate) fn code(division: &str, serial: usize) -> String {
    let division = division.parse().expect("it is a division");
    let body = format!("XX{serial:06}");
    let body = if body.len() == 8 { body } else { format!("Y{serial:07}") };
    let code = UnifiedCode::from_parts(OrganizationClass::SocialGroup, division, &body);
    code.expect("eight characters make a code").to_string()
}

/// A day, as the fields of messages have it.
pub(crate) fn date(of: time::Date) -> Option<Date> {
    day(of.year(), i32::from(u8::from(of.month())), i32::from(of.day()))
}

/// The same, by its numbers.
#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn day(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

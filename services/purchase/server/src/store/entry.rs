//! Entries of catalogues.

use purchase_domain::catalog::Entry;
use sqlx::PgConnection;
use uuid::Uuid;

/// Removes the entries of a draft.
pub(crate) async fn clear(conn: &mut PgConnection, catalog: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from purchase.catalog_entry where catalog = $1", catalog).execute(conn).await?;
    Ok(())
}

/// Adds entries to a draft, all by one statement, so that their order does not matter.
pub(crate) async fn insert(conn: &mut PgConnection, catalog: Uuid, entries: &[Entry]) -> sqlx::Result<()> {
    let codes: Vec<String> = entries.iter().map(|entry| entry.code.clone()).collect();
    let titles: Vec<String> = entries.iter().map(|entry| entry.title.clone()).collect();
    let levels: Vec<i16> = entries.iter().map(|entry| entry.level).collect();
    let parents: Vec<Option<String>> = entries.iter().map(|entry| entry.parent.clone()).collect();
    let remarks: Vec<String> = entries.iter().map(|entry| entry.remark.clone()).collect();
    sqlx::query!(
        "insert into purchase.catalog_entry (catalog, code, title, level, parent_code, remark)
         select $1, code, title, level, parent, remark
         from unnest($2::text[], $3::text[], $4::smallint[], $5::text[], $6::text[]) as row (code, title, level, parent, remark)",
        catalog,
        &codes,
        &titles,
        &levels,
        &parents as &[Option<String>],
        &remarks,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Gives a draft the entries of another version; how many.
pub(crate) async fn copy(conn: &mut PgConnection, from: Uuid, to: Uuid) -> sqlx::Result<u64> {
    let copied = sqlx::query!(
        "insert into purchase.catalog_entry (catalog, code, title, level, parent_code, remark)
         select $2, code, title, level, parent_code, remark from purchase.catalog_entry where catalog = $1",
        from,
        to,
    )
    .execute(conn)
    .await?;
    Ok(copied.rows_affected())
}

/// How many services a catalogue has: entries of the lowest level.
pub(crate) async fn count_lowest(conn: &mut PgConnection, catalog: Uuid, lowest: i16) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from purchase.catalog_entry where catalog = $1 and level = $2"#,
        catalog,
        lowest,
    )
    .fetch_one(conn)
    .await
}

/// Every one of a catalogue, by code.
pub(crate) async fn all(conn: &mut PgConnection, catalog: Uuid) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        "select code, title, level, parent_code as parent, remark from purchase.catalog_entry where catalog = $1 order by code",
        catalog,
    )
    .fetch_all(conn)
    .await
}

/// The one of a code, and those above it, the highest first.
pub(crate) async fn upwards(conn: &mut PgConnection, catalog: Uuid, code: &str) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"with recursive chain as (
             select code, title, level, parent_code, remark from purchase.catalog_entry where catalog = $1 and code = $2
             union all
             select above.code, above.title, above.level, above.parent_code, above.remark
             from chain join purchase.catalog_entry above on above.catalog = $1 and above.code = chain.parent_code
           )
           select code as "code!", title as "title!", level as "level!", parent_code as parent, remark as "remark!"
           from chain order by level"#,
        catalog,
        code,
    )
    .fetch_all(conn)
    .await
}

/// Those right under one, by code.
pub(crate) async fn children(conn: &mut PgConnection, catalog: Uuid, code: &str) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        "select code, title, level, parent_code as parent, remark from purchase.catalog_entry
         where catalog = $1 and parent_code = $2 order by code",
        catalog,
        code,
    )
    .fetch_all(conn)
    .await
}

/// Which entries a list shows.
#[derive(Debug)]
pub(crate) struct EntryFilter {
    pub(crate) code_prefix: String,
    pub(crate) title: String,
    pub(crate) level: Option<i16>,
}

/// Those of a catalogue that the filter lets through, after a code.
pub(crate) async fn page(
    conn: &mut PgConnection,
    catalog: Uuid,
    filter: &EntryFilter,
    after: Option<&str>,
    limit: i64,
) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        r#"select code, title, level, parent_code as parent, remark from purchase.catalog_entry
         where catalog = $1 and starts_with(code, $2) and strpos(title, $3) > 0
           and ($4::smallint is null or level = $4)
           and ($5::text is null or code > $5::text collate "C")
         order by code limit $6"#,
        catalog,
        filter.code_prefix,
        filter.title,
        filter.level,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

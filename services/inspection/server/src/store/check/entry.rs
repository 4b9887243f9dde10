//! What devices uploaded, sealed. Rows are only ever added.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A row of `inspection.check_entry`.
#[derive(Debug, Clone)]
pub(crate) struct EntryRow {
    pub(crate) id: Uuid,
    pub(crate) number: i64,
    pub(crate) kind: String,
    pub(crate) content: Vec<u8>,
    pub(crate) late: bool,
    pub(crate) clock_offset_seconds: i64,
    pub(crate) received_at: OffsetDateTime,
}

/// What is new in an upload.
#[derive(Debug, Default)]
pub(crate) struct Fresh {
    pub(crate) ids: Vec<Uuid>,
    pub(crate) kinds: Vec<String>,
    pub(crate) contents: Vec<Vec<u8>>,
}

/// Whose entries of a check are listed.
#[derive(Debug)]
pub(crate) struct Reader {
    /// Sees all of them.
    pub(crate) takes_part: bool,
    pub(crate) department: String,
    pub(crate) division: String,
}

/// Adds what is new.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    check: Uuid,
    fresh: &Fresh,
    late: bool,
    clock_offset_seconds: i64,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.check_entry (check_id, id, kind, content, late, clock_offset_seconds, received_at)
         select $1, fresh.id, fresh.kind, fresh.content, $5, $6, $7
         from unnest($2::uuid[], $3::text[], $4::bytea[]) with ordinality as fresh (id, kind, content, place)
         order by fresh.place",
        check,
        &fresh.ids,
        &fresh.kinds,
        &fresh.contents,
        late,
        clock_offset_seconds,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How many entries a check has.
pub(crate) async fn count(conn: &mut PgConnection, check: Uuid) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "count!" from inspection.check_entry where check_id = $1"#, check,)
        .fetch_one(conn)
        .await
}

/// Those of some entries that a check has.
pub(crate) async fn some(conn: &mut PgConnection, check: Uuid, ids: &[Uuid]) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        "select id, number, kind, content, late, clock_offset_seconds, received_at
         from inspection.check_entry where check_id = $1 and id = any($2)",
        check,
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Every entry of a check, or those of one kind.
pub(crate) async fn all(conn: &mut PgConnection, check: Uuid, kind: Option<&str>) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        "select id, number, kind, content, late, clock_offset_seconds, received_at
         from inspection.check_entry where check_id = $1 and ($2::text is null or kind = $2) order by number",
        check,
        kind,
    )
    .fetch_all(conn)
    .await
}

/// The first `limit` entries of a check received after `after` that a reader may see.
pub(crate) async fn page(
    conn: &mut PgConnection,
    check: Uuid,
    reader: &Reader,
    after: i64,
    limit: i64,
) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        "select id, number, kind, content, late, clock_offset_seconds, received_at
         from inspection.check_entry as one
         where check_id = $1 and number > $2
             and ($3 or exists (
                 select from inspection.shared_evidence as shared
                 where shared.check_id = one.check_id and shared.entry_id = one.id and shared.department = $4
                     and shared.division = $5))
         order by number limit $6",
        check,
        after,
        reader.takes_part,
        reader.department,
        reader.division,
        limit,
    )
    .fetch_all(conn)
    .await
}

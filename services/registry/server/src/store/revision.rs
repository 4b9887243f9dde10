//! The recorded revisions of organisations.

use std::collections::HashMap;

use registry_domain::{History, Patch, Revision, Text};
use sqlx::PgConnection;
use sqlx::types::Json;
use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

/// A row of `registry.revision`.
struct Row {
    code: UnifiedCode,
    revision: i64,
    valid_from: Date,
    recorded_at: OffsetDateTime,
    department: String,
    actor: String,
    basis: Text<200>,
    particulars: Json<Patch>,
}

impl From<Row> for Revision {
    fn from(row: Row) -> Self {
        Self {
            number: row.revision,
            valid_from: row.valid_from,
            recorded_at: row.recorded_at,
            department: row.department,
            actor: row.actor,
            basis: row.basis,
            patch: row.particulars.0,
        }
    }
}

/// The whole history of one organisation.
pub(crate) async fn history(conn: &mut PgConnection, code: UnifiedCode) -> sqlx::Result<Option<History>> {
    Ok(histories(conn, &[code]).await?.remove(&code))
}

/// The whole histories of those codes that have one. To change them, lock them before in a statement of its own: this
/// one must see what the lock waited for.
pub(crate) async fn histories(
    conn: &mut PgConnection,
    codes: &[UnifiedCode],
) -> sqlx::Result<HashMap<UnifiedCode, History>> {
    let rows = sqlx::query_as!(
        Row,
        "select code, revision, valid_from, recorded_at, department, actor, basis, particulars
         from registry.revision where code = any($1) order by code, revision",
        codes as &[UnifiedCode],
    )
    .fetch_all(conn)
    .await?;
    let mut revisions: HashMap<UnifiedCode, Vec<Revision>> = HashMap::with_capacity(codes.len());
    for row in rows {
        revisions.entry(row.code).or_default().push(row.into());
    }
    Ok(revisions.into_iter().filter_map(|(code, list)| Some((code, History::restore(code, list)?))).collect())
}

/// A page of one organisation's revisions, newest first, below a number if one is given.
pub(crate) async fn page(
    conn: &mut PgConnection,
    code: UnifiedCode,
    below: Option<i64>,
    limit: i64,
) -> sqlx::Result<Vec<Revision>> {
    let rows = sqlx::query_as!(
        Row,
        "select code, revision, valid_from, recorded_at, department, actor, basis, particulars
         from registry.revision where code = $1 and revision < $2 order by revision desc limit $3",
        code.as_str(),
        below.unwrap_or(i64::MAX),
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Revision::from).collect())
}

/// Adds revisions.
pub(crate) async fn insert(conn: &mut PgConnection, revisions: &[(UnifiedCode, &Revision)]) -> sqlx::Result<()> {
    let codes: Vec<&str> = revisions.iter().map(|(code, _)| code.as_str()).collect();
    let numbers: Vec<i64> = revisions.iter().map(|(_, revision)| revision.number).collect();
    let valid_from: Vec<Date> = revisions.iter().map(|(_, revision)| revision.valid_from).collect();
    let recorded_at: Vec<OffsetDateTime> = revisions.iter().map(|(_, revision)| revision.recorded_at).collect();
    let departments: Vec<&str> = revisions.iter().map(|(_, revision)| revision.department.as_str()).collect();
    let actors: Vec<&str> = revisions.iter().map(|(_, revision)| revision.actor.as_str()).collect();
    let bases: Vec<&str> = revisions.iter().map(|(_, revision)| revision.basis.as_str()).collect();
    let particulars: Vec<Json<&Patch>> = revisions.iter().map(|(_, revision)| Json(&revision.patch)).collect();
    sqlx::query!(
        "insert into registry.revision (code, revision, valid_from, recorded_at, department, actor, basis, particulars)
         select code, revision, valid_from, recorded_at, department, actor, basis, particulars
         from unnest($1::text[], $2::bigint[], $3::date[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
             $8::jsonb[])
             as row (code, revision, valid_from, recorded_at, department, actor, basis, particulars)",
        codes as _,
        &numbers,
        &valid_from,
        &recorded_at,
        departments as _,
        actors as _,
        bases as _,
        particulars as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

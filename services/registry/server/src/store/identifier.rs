//! Numbers by which organisations are or were known. A number once known stays: papers that bear it do.

use registry_domain::Revision;
use sqlx::PgConnection;
use time::OffsetDateTime;
use vocab::UnifiedCode;

/// Adds the numbers that the revisions state, those already there left as they are.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    revisions: &[(UnifiedCode, &Revision)],
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    let (mut values, mut kinds, mut codes) = (Vec::new(), Vec::new(), Vec::new());
    for (code, revision) in revisions {
        for identifier in revision.patch.identifiers.iter().flatten() {
            values.push(identifier.value.as_str());
            kinds.push(identifier.kind.as_str());
            codes.push(code.as_str());
        }
    }
    if values.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "insert into registry.identifier (value, kind, code, created_at)
         select value, kind, code, $4 from unnest($1::text[], $2::text[], $3::text[]) as row (value, kind, code)
         on conflict on constraint identifier_pkey do nothing",
        values as _,
        kinds as _,
        codes as _,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

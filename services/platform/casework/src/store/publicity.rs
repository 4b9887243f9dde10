//! What the public says of cases.

use sqlx::PgConnection;
use uuid::Uuid;

/// How many objections of the public to a case are open, and how many were upheld.
///
/// # Errors
/// Database faults.
pub async fn count(conn: &mut PgConnection, case_id: Uuid) -> sqlx::Result<(u32, u32)> {
    let row = sqlx::query!(
        r#"select count(*) filter (where state = 'open') as "open!", count(*) filter (where state = 'upheld') as "upheld!"
           from casework.objection where case_id = $1"#,
        case_id,
    )
    .fetch_one(conn)
    .await?;
    Ok((u32::try_from(row.open).unwrap_or(u32::MAX), u32::try_from(row.upheld).unwrap_or(u32::MAX)))
}

//! Persons and their engagements, as training asks for them; their tables are those of staff.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

/// Whether a person is engaged at an organisation on a day; nobody is who is not on record.
pub(crate) async fn engaged(conn: &mut PgConnection, person: Uuid, organization: &str, on: Date) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists(
             select from talent.engagement
             where person = $1 and organization = $2 and starts_on <= $3 and (ended_on is null or ended_on > $3)
           ) as "engaged!""#,
        person,
        organization,
        on,
    )
    .fetch_one(conn)
    .await
}

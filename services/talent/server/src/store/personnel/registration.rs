//! Registrations of social workers' certificates; only ever added.

use sqlx::PgConnection;
use time::Date;
use uow::Author;
use uuid::Uuid;

/// A row of `talent.registration`.
#[derive(Debug, Clone)]
pub(crate) struct RegistrationRow {
    pub(crate) qualification: Uuid,
    pub(crate) number: i32,
    pub(crate) registered_on: Date,
    pub(crate) valid_from: Date,
    pub(crate) valid_until: Date,
    pub(crate) late_reason: String,
    pub(crate) hours: i32,
    pub(crate) hours_source: String,
    pub(crate) rules: Vec<String>,
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, row: &RegistrationRow, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.registration (qualification, number, registered_on, valid_from, valid_until, late_reason, hours, hours_source,
             rules, division, department, created_by, created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        row.qualification,
        row.number,
        row.registered_on,
        row.valid_from,
        row.valid_until,
        row.late_reason,
        row.hours,
        row.hours_source,
        &row.rules,
        by.division,
        by.department,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of qualifications, each in their order.
pub(crate) async fn of_all(conn: &mut PgConnection, qualifications: &[Uuid]) -> sqlx::Result<Vec<RegistrationRow>> {
    sqlx::query_as!(
        RegistrationRow,
        "select qualification, number, registered_on, valid_from, valid_until, late_reason, hours, hours_source, rules
         from talent.registration where qualification = any($1) order by qualification, number",
        qualifications,
    )
    .fetch_all(conn)
    .await
}

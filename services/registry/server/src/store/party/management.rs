//! Whose party body manages an organisation, as it was assigned.

use registry_domain::Text;
use registry_domain::party::{Assignment, ManagingBody};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

/// An assignment as it was recorded.
#[derive(Debug)]
pub(crate) struct Assigned {
    pub(crate) assignment: Assignment,
    pub(crate) basis: Text<200>,
}

struct Row {
    valid_from: Date,
    body: ManagingBody,
    managing_department: String,
    decoupled: bool,
    community: bool,
    unit_without_party_body: bool,
    basis: Text<200>,
}

/// The assignment that holds on a day.
pub(crate) async fn on(conn: &mut PgConnection, code: UnifiedCode, day: Date) -> sqlx::Result<Option<Assigned>> {
    let row = sqlx::query_as!(
        Row,
        "select valid_from, body, managing_department, decoupled, community, unit_without_party_body, basis
         from registry.party_management where code = $1 and valid_from <= $2
         order by valid_from desc, number desc limit 1",
        code.as_str(),
        day,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Assigned {
        assignment: Assignment {
            valid_from: row.valid_from,
            body: row.body,
            department: row.managing_department,
            decoupled: row.decoupled,
            community: row.community,
            unit_without_party_body: row.unit_without_party_body,
        },
        basis: row.basis,
    }))
}

/// Records an assignment under the next number; who calls holds the lock on its organisation.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    code: UnifiedCode,
    assigned: &Assigned,
    (department, actor, at): (&str, &str, OffsetDateTime),
) -> sqlx::Result<()> {
    let Assigned { assignment, basis } = assigned;
    sqlx::query!(
        "insert into registry.party_management (code, number, valid_from, body, managing_department, decoupled, community,
             unit_without_party_body, basis, department, actor, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
         from registry.party_management where code = $1",
        code.as_str(),
        assignment.valid_from,
        assignment.body.as_str(),
        assignment.department,
        assignment.decoupled,
        assignment.community,
        assignment.unit_without_party_body,
        basis.as_str(),
        department,
        actor,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

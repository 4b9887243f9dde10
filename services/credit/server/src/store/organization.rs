//! Organisations as the register's facts tell them.

use std::collections::HashMap;

use credit_domain::organization::{Organization, OrganizationKind, Status};
use sqlx::PgConnection;
use time::Date;
use vocab::UnifiedCode;

/// Adds some, or states them anew. No code may be there twice.
pub(crate) async fn upsert(conn: &mut PgConnection, organizations: &[&Organization]) -> sqlx::Result<()> {
    let codes: Vec<&str> = organizations.iter().map(|one| one.code.as_str()).collect();
    let titles: Vec<&str> = organizations.iter().map(|one| one.title.as_str()).collect();
    let kinds: Vec<&str> = organizations.iter().map(|one| one.kind.as_str()).collect();
    let statuses: Vec<&str> = organizations.iter().map(|one| one.status.as_str()).collect();
    let begins: Vec<Date> = organizations.iter().map(|one| one.status_from).collect();
    let divisions: Vec<&str> = organizations.iter().map(|one| one.division.as_str()).collect();
    let units: Vec<&str> = organizations.iter().map(|one| one.supervising_unit.as_str()).collect();
    let registered: Vec<Date> = organizations.iter().map(|one| one.registered_on).collect();
    sqlx::query!(
        "insert into credit.organization (code, title, kind, status, status_from, division, supervising_unit, registered_on)
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[], $6::text[], $7::text[], $8::date[])
         on conflict (code) do update set title = excluded.title, kind = excluded.kind, status = excluded.status,
           status_from = excluded.status_from, division = excluded.division, supervising_unit = excluded.supervising_unit,
           registered_on = excluded.registered_on",
        &codes as _,
        &titles as _,
        &kinds as _,
        &statuses as _,
        &begins,
        &divisions as _,
        &units as _,
        &registered,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// States its particulars of today.
pub(crate) async fn change(
    conn: &mut PgConnection,
    code: UnifiedCode,
    title: &str,
    division: &str,
    supervising_unit: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.organization set title = $2, division = $3, supervising_unit = $4 where code = $1",
        code.as_str(),
        title,
        division,
        supervising_unit,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// States its status of today.
pub(crate) async fn set_status(
    conn: &mut PgConnection,
    code: UnifiedCode,
    status: Status,
    from: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.organization set status = $2, status_from = $3 where code = $1",
        code.as_str(),
        status.as_str(),
        from,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// A row of `credit.organization`.
#[derive(Debug)]
struct Row {
    code: UnifiedCode,
    title: String,
    kind: String,
    status: String,
    status_from: Date,
    division: String,
    supervising_unit: String,
    registered_on: Date,
}

impl Row {
    /// What it says, unless a later release wrote what this one does not know.
    fn organization(self) -> Option<Organization> {
        Some(Organization {
            code: self.code,
            title: self.title,
            kind: OrganizationKind::parse(&self.kind)?,
            status: Status::parse(&self.status)?,
            status_from: self.status_from,
            division: self.division,
            supervising_unit: self.supervising_unit,
            registered_on: self.registered_on,
        })
    }
}

/// The one of a code, if the register told of it.
pub(crate) async fn get(conn: &mut PgConnection, code: UnifiedCode) -> sqlx::Result<Option<Organization>> {
    Ok(of(conn, &[code.to_string()]).await?.remove(&code))
}

/// Those of some codes that the register told of.
pub(crate) async fn of(conn: &mut PgConnection, codes: &[String]) -> sqlx::Result<HashMap<UnifiedCode, Organization>> {
    let rows = sqlx::query_as!(
        Row,
        r#"select code as "code: UnifiedCode", title, kind, status, status_from, division, supervising_unit, registered_on
         from credit.organization where code = any($1)"#,
        codes,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(Row::organization).map(|one| (one.code, one)).collect())
}

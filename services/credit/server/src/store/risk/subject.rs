//! Organisations with what is on record of them, some at a time.

use std::collections::BTreeSet;

use credit_domain::listing::Listing;
use credit_domain::organization::{Organization, OrganizationKind, Status};
use credit_domain::record::{Kind, Record};
use credit_domain::risk::Subject;
use sqlx::PgConnection;
use time::Date;
use vocab::UnifiedCode;

use crate::store::{listing, of_each, record};

#[derive(Debug)]
struct OrganizationRow {
    code: UnifiedCode,
    title: String,
    kind: String,
    status: String,
    status_from: Date,
    division: String,
    supervising_unit: String,
    registered_on: Date,
}

impl OrganizationRow {
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

/// An organisation and what is on record of it.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) organization: Organization,
    records: Vec<Record>,
    listings: Vec<Listing>,
}

impl Held {
    /// As rules see it.
    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject { organization: &self.organization, records: &self.records, listings: &self.listings }
    }
}

/// How many there are in a scope.
pub(crate) async fn count(conn: &mut PgConnection, scope: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from credit.organization where starts_with(division, $1)"#,
        scope
    )
    .fetch_one(conn)
    .await
}

/// The codes of a scope after one.
pub(crate) async fn codes(conn: &mut PgConnection, scope: &str, after: &str, limit: i64) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select code as "code: String" from credit.organization where code > $2 and starts_with(division, $1) order by code limit $3"#,
        scope,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The codes of a scope after one that miss a report or cannot be reached on a day.
pub(crate) async fn silent(
    conn: &mut PgConnection,
    scope: &str,
    day: Date,
    after: &str,
    limit: i64,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select code as "code: String" from credit.organization
         where code > $3 and starts_with(division, $1)
           and exists (select from credit.record where organization = code and kind in ('report_missed', 'unreachable')
                         and withdrawn_on is null and counts_from <= $2 and (counts_until is null or counts_until > $2))
         order by code limit $4"#,
        scope,
        day,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Keeps others from looking at the same ones until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, codes: &[String]) -> sqlx::Result<()> {
    sqlx::query!(
        r#"select code as "code: String" from credit.organization where code = any($1) order by code for no key update"#,
        codes,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
}

/// Those of some codes with their records of some kinds, by code.
pub(crate) async fn of(conn: &mut PgConnection, codes: &[String], kinds: &BTreeSet<Kind>) -> sqlx::Result<Vec<Held>> {
    let rows = sqlx::query_as!(
        OrganizationRow,
        r#"select code as "code: UnifiedCode", title, kind, status, status_from, division, supervising_unit, registered_on
         from credit.organization where code = any($1) order by code"#,
        codes,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut records = of_each(record::of(conn, codes, kinds.iter().copied()).await?, |one| one.organization);
    let mut listings = of_each(listing::of_all(conn, codes).await?, |one| one.organization);
    let held = |row: OrganizationRow| {
        let code = row.code;
        row.organization().map(|organization| Held {
            organization,
            records: records.remove(&code).unwrap_or_default(),
            listings: listings.remove(&code).unwrap_or_default(),
        })
    };
    Ok(rows.into_iter().filter_map(held).collect())
}

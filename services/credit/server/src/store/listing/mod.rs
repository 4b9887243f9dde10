//! Who is on which list.

pub(crate) mod draft;
pub(crate) mod due;
pub(crate) mod ground;
pub(crate) mod list;
pub(crate) mod removal;

use credit_domain::listing::{List, Listing};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

use list::Shown;

/// A row of `credit.listing`, and, where it is to be shown, the organisation's name of today.
#[derive(Debug)]
struct ListingRow {
    id: Uuid,
    organization: UnifiedCode,
    division: String,
    department: String,
    list: String,
    ground: String,
    rule: String,
    document_number: String,
    listed_on: Date,
    period_from: Date,
    removed_on: Option<Date>,
    removed_by: String,
    withdrawn_on: Option<Date>,
    title: String,
}

impl ListingRow {
    /// What it says, unless a later release wrote a list that this one does not know.
    fn shown(self) -> Option<Shown> {
        let listing = Listing {
            id: self.id,
            organization: self.organization,
            division: self.division,
            department: self.department,
            list: List::parse(&self.list)?,
            ground: self.ground,
            rule: self.rule,
            document_number: self.document_number,
            listed_on: self.listed_on,
            period_from: self.period_from,
            removed_on: self.removed_on,
            withdrawn_on: self.withdrawn_on,
        };
        Some(Shown { listing, title: self.title, removed_by: self.removed_by })
    }

    fn listing(self) -> Option<Listing> {
        self.shown().map(|shown| shown.listing)
    }
}

/// Every one of an organisation, those that ended or were withdrawn too, in the order of their days.
pub(crate) async fn of(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<Vec<Listing>> {
    of_all(conn, &[organization.to_string()]).await
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<Listing>> {
    let row = sqlx::query_as!(
        ListingRow,
        r#"select id, organization as "organization: UnifiedCode", division, department, list, ground, rule, document_number,
             listed_on, period_from, removed_on, removed_by, withdrawn_on, '' as "title!"
         from credit.listing where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.and_then(ListingRow::listing))
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, one: &Listing, now: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.listing (id, organization, division, department, list, ground, rule, document_number, listed_on,
           period_from, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        one.id,
        one.organization.as_str(),
        one.division,
        one.department,
        one.list.as_str(),
        one.ground,
        one.rule,
        one.document_number,
        one.listed_on,
        one.period_from,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Counts its period from another day (CR-05).
pub(crate) async fn count_from(conn: &mut PgConnection, id: Uuid, from: Date) -> sqlx::Result<()> {
    sqlx::query!("update credit.listing set period_from = $2 where id = $1", id, from).execute(conn).await?;
    Ok(())
}

/// States anew on what it was listed first, and from when its period is counted: a ground fell and others carry it.
pub(crate) async fn restate(conn: &mut PgConnection, one: &Listing) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.listing set ground = $2, rule = $3, document_number = $4, listed_on = $5, period_from = $6 where id = $1",
        one.id,
        one.ground,
        one.rule,
        one.document_number,
        one.listed_on,
        one.period_from,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// From a day on it is off the list.
pub(crate) async fn remove(conn: &mut PgConnection, id: Uuid, on: Date, by: &str) -> sqlx::Result<()> {
    sqlx::query!("update credit.listing set removed_on = $2, removed_by = $3 where id = $1", id, on, by)
        .execute(conn)
        .await?;
    Ok(())
}

/// It is as if it had never been.
pub(crate) async fn withdraw(conn: &mut PgConnection, id: Uuid, on: Date) -> sqlx::Result<()> {
    sqlx::query!("update credit.listing set withdrawn_on = $2 where id = $1", id, on).execute(conn).await?;
    Ok(())
}

/// Every one of some organisations, those that ended or were withdrawn too, in the order of their days.
pub(crate) async fn of_all(conn: &mut PgConnection, organizations: &[String]) -> sqlx::Result<Vec<Listing>> {
    let rows = sqlx::query_as!(
        ListingRow,
        r#"select id, organization as "organization: UnifiedCode", division, department, list, ground, rule, document_number,
             listed_on, period_from, removed_on, removed_by, withdrawn_on, '' as "title!"
         from credit.listing where organization = any($1) order by organization, listed_on, id"#,
        organizations,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(ListingRow::listing).collect())
}

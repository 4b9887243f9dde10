//! Who is on which list.

use credit_domain::listing::{List, Listing};
use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `credit.listing`.
#[derive(Debug)]
pub(crate) struct ListingRow {
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
    withdrawn_on: Option<Date>,
}

impl ListingRow {
    /// What it says, unless a later release wrote a list that this one does not know.
    pub(crate) fn listing(self) -> Option<Listing> {
        Some(Listing {
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
        })
    }
}

/// Every one of an organisation, those that ended or were withdrawn too, in the order of their days.
pub(crate) async fn of(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<Vec<Listing>> {
    let rows = sqlx::query_as!(
        ListingRow,
        r#"select id, organization as "organization: UnifiedCode", division, department, list, ground, rule, document_number,
             listed_on, period_from, removed_on, withdrawn_on
         from credit.listing where organization = $1 order by listed_on, id"#,
        organization.as_str(),
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(ListingRow::listing).collect())
}

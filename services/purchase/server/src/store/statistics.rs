//! What contracts come to, and the contracts of buyers in a year.

use sqlx::PgConnection;
use time::Date;

/// By what spending is summed up, beside the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grouping {
    Year,
    Department,
    CatalogEntry,
    Division,
}

impl Grouping {
    fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Department => "department",
            Self::CatalogEntry => "catalog_entry",
            Self::Division => "division",
        }
    }
}

/// Which spending counts.
#[derive(Debug, Clone)]
pub(crate) struct SpendingFilter {
    pub(crate) year: Option<i32>,
    pub(crate) division: Option<String>,
    pub(crate) buyer_department: Option<String>,
    pub(crate) catalog_code: Option<String>,
    /// What was signed, and how contracts stood, on this day.
    pub(crate) as_of: Date,
    /// With which divisions begin.
    pub(crate) scope: String,
}

/// What spending is summed up under; what it is not grouped by is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SpendingKey {
    pub(crate) year: i32,
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) catalog_code: String,
}

/// What it comes to.
#[derive(Debug)]
pub(crate) struct SpendingRow {
    pub(crate) year: i32,
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) catalog_code: String,
    pub(crate) catalog_title: String,
    pub(crate) contracts: i64,
    pub(crate) total_fen: i64,
    /// To suppliers with a code of civil affairs.
    pub(crate) organization_fen: i64,
    /// To suppliers without a code.
    pub(crate) unknown_fen: i64,
}

/// Spending by year and group, after a place in their order. A contract is what its milestones are worth, each by the day on which it was
/// agreed; of one that was terminated those that were accepted. An imported one that is on record as a contract counts once.
pub(crate) async fn spending(
    conn: &mut PgConnection,
    filter: &SpendingFilter,
    grouping: Grouping,
    after: Option<&SpendingKey>,
    limit: i64,
) -> sqlx::Result<Vec<SpendingRow>> {
    sqlx::query_as!(
        SpendingRow,
        r#"with spent as (
           select contract.id, contract.division, contract.buyer_department, project.catalog_code, project.catalog_title,
             extract(year from coalesce(supplement.signed_on, contract.signed_on))::integer as year, contract.supplier_code,
             milestone.amount_fen
           from purchase.contract
             join purchase.project on project.id = contract.project
             join purchase.contract_milestone milestone on milestone.contract = contract.id
             left join purchase.contract_supplement supplement
               on supplement.contract = milestone.contract and supplement.number = milestone.supplement_number
           where starts_with(contract.division, $1)
             and ($2::text is null or contract.division = $2)
             and ($3::text is null or contract.buyer_department = $3)
             and ($4::text is null or project.catalog_code = $4)
             and coalesce(supplement.signed_on, contract.signed_on) <= $5
             and (contract.terminated_on is null or contract.terminated_on > $5 or milestone.accepted_at is not null)
           union all
           select id, division, '', '', '', extract(year from as_of)::integer, supplier_code, amount_fen
           from purchase.imported_contract this
           where starts_with(division, $1)
             and ($2::text is null or division = $2)
             and $3::text is null and $4::text is null
             and as_of <= $5
             and not exists (
               select from purchase.contract
               where contract.division = this.division and contract.number = this.contract_code
                 and contract.amount_fen = this.amount_fen
             )
         ), grouped as (
           select id, year, supplier_code, amount_fen, catalog_title,
             case when $6::text in ('division', 'department') then division else '' end as division,
             case when $6 = 'department' then buyer_department else '' end as buyer_department,
             case when $6 = 'catalog_entry' then catalog_code else '' end as catalog_code
           from spent where $7::integer is null or year = $7
         )
         select year as "year!", division as "division!", buyer_department as "buyer_department!", catalog_code as "catalog_code!",
           case when $6 = 'catalog_entry' then max(catalog_title) else '' end as "catalog_title!",
           count(distinct id) as "contracts!",
           sum(amount_fen)::bigint as "total_fen!",
           coalesce(sum(amount_fen) filter (where starts_with(supplier_code, '5')), 0)::bigint as "organization_fen!",
           coalesce(sum(amount_fen) filter (where supplier_code is null), 0)::bigint as "unknown_fen!"
         from grouped
         where $8::integer is null
           or (year, division, buyer_department, catalog_code)
             > ($8, $9::text collate "C", $10::text collate "C", $11::text collate "C")
         group by year, division, buyer_department, catalog_code
         order by year, division, buyer_department, catalog_code limit $12"#,
        filter.scope,
        filter.division,
        filter.buyer_department,
        filter.catalog_code,
        filter.as_of,
        grouping.as_str(),
        filter.year,
        after.map(|key| key.year),
        after.map(|key| key.division.as_str()),
        after.map(|key| key.buyer_department.as_str()),
        after.map(|key| key.catalog_code.as_str()),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Which buyers are looked at.
#[derive(Debug)]
pub(crate) struct BuyerFilter {
    pub(crate) year: Option<i32>,
    pub(crate) division: Option<String>,
    pub(crate) buyer_department: Option<String>,
    /// With which divisions begin.
    pub(crate) scope: String,
}

/// A department of a division, in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BuyerRow {
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) year: i32,
}

/// The buyers who signed contracts in a year, after one of them in the order of divisions, departments and years.
pub(crate) async fn buyers(
    conn: &mut PgConnection,
    filter: &BuyerFilter,
    after: Option<&BuyerRow>,
    limit: i64,
) -> sqlx::Result<Vec<BuyerRow>> {
    sqlx::query_as!(
        BuyerRow,
        r#"select division as "division!", buyer_department as "buyer_department!", extract(year from signed_on)::integer as "year!"
         from purchase.contract
         where starts_with(division, $1)
           and ($2::text is null or division = $2)
           and ($3::text is null or buyer_department = $3)
           and ($4::integer is null or extract(year from signed_on)::integer = $4)
           and ($5::text is null or (division, buyer_department, extract(year from signed_on)::integer)
             > ($5::text collate "C", $6::text collate "C", $7::integer))
         group by division, buyer_department, extract(year from signed_on)::integer
         order by division, buyer_department, extract(year from signed_on)::integer limit $8"#,
        filter.scope,
        filter.division,
        filter.buyer_department,
        filter.year,
        after.map(|row| row.division.as_str()),
        after.map(|row| row.buyer_department.as_str()),
        after.map(|row| row.year),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// A contract, as far as it tells how a buyer purchases.
#[derive(Debug)]
pub(crate) struct BoughtRow {
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) year: i32,
    pub(crate) supplier_code: String,
    pub(crate) supplier_title: String,
    pub(crate) amount_fen: i64,
    pub(crate) budget_fen: i64,
    pub(crate) method: String,
    pub(crate) signed_on: Date,
}

/// The contracts that buyers signed in their years, whatever became of them, in the order of their signing.
pub(crate) async fn bought(conn: &mut PgConnection, buyers: &[BuyerRow]) -> sqlx::Result<Vec<BoughtRow>> {
    let divisions: Vec<String> = buyers.iter().map(|row| row.division.clone()).collect();
    let departments: Vec<String> = buyers.iter().map(|row| row.buyer_department.clone()).collect();
    let years: Vec<i32> = buyers.iter().map(|row| row.year).collect();
    sqlx::query_as!(
        BoughtRow,
        r#"select this.division, this.buyer_department, asked.year as "year!", this.supplier_code, this.supplier_title, amount_fen,
           budget_fen, method, signed_on
         from unnest($1::text[], $2::text[], $3::integer[]) as asked (division, buyer_department, year)
           join purchase.contract this on this.division = asked.division and this.buyer_department = asked.buyer_department
             and extract(year from signed_on)::integer = asked.year
           join purchase.project on project.id = this.project
         order by signed_on, this.id"#,
        &divisions,
        &departments,
        &years,
    )
    .fetch_all(conn)
    .await
}

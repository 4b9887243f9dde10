//! What is purchased from whom, in sums: shares of spending, and how concentrated the contracts of buyers are.

use fault::Fault;
use intake::page::{self, Binding};
use purchase_domain::project::Method;
use purchase_domain::statistics::{Bought, Concentration};
use sqlx::PgConnection;
use time::Date;

use super::limit;
use crate::store::statistics::{
    self as store, BoughtRow, BuyerFilter, BuyerRow, Grouping, SpendingFilter, SpendingKey, SpendingRow,
};

/// Which page of which shares.
#[derive(Debug)]
pub(crate) struct ListShares {
    pub(crate) filter: SpendingFilter,
    pub(crate) grouping: Grouping,
    pub(crate) after: Option<SpendingKey>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, and what the whole year comes to, if one was asked for.
#[derive(Debug)]
pub(crate) struct Shares {
    pub(crate) rows: Vec<SpendingRow>,
    pub(crate) total: Option<SpendingRow>,
    pub(crate) as_of: Date,
    pub(crate) next_page_token: String,
}

/// Which page of which buyers.
#[derive(Debug)]
pub(crate) struct ListConcentrations {
    pub(crate) filter: BuyerFilter,
    pub(crate) after: Option<BuyerRow>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Concentrations {
    pub(crate) rows: Vec<(BuyerRow, Concentration)>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn shares(conn: &mut PgConnection, query: &ListShares) -> Result<Shares, Fault> {
    let (filter, grouping) = (&query.filter, query.grouping);
    let mut rows = store::spending(conn, filter, grouping, query.after.as_ref(), limit(query.size)).await?;
    let key =
        |row: &SpendingRow| format!("{} {} {} {}", row.year, row.division, row.buyer_department, row.catalog_code);
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, key);
    let total = match filter.year {
        Some(_) => store::spending(conn, filter, Grouping::Year, None, 1).await?.pop(),
        None => None,
    };
    Ok(Shares { rows, total, as_of: filter.as_of, next_page_token })
}

pub(crate) async fn concentrations(
    conn: &mut PgConnection,
    query: &ListConcentrations,
) -> Result<Concentrations, Fault> {
    let mut buyers = store::buyers(conn, &query.filter, query.after.as_ref(), limit(query.size)).await?;
    let key = |row: &BuyerRow| format!("{} {} {}", row.division, row.buyer_department, row.year);
    let next_page_token = page::cut(&mut buyers, query.size, &query.binding, key);
    let contracts = store::bought(conn, &buyers).await?;
    let of = |buyer: &BuyerRow| {
        let own: Vec<Bought<'_>> = contracts.iter().filter(|row| is_of(row, buyer)).map(bought).collect();
        Concentration::of(&own)
    };
    let rows = buyers.into_iter().filter_map(|buyer| of(&buyer).map(|found| (buyer, found)));
    Ok(Concentrations { rows: rows.collect(), next_page_token })
}

fn is_of(row: &BoughtRow, buyer: &BuyerRow) -> bool {
    (&row.division, &row.buyer_department, row.year) == (&buyer.division, &buyer.buyer_department, buyer.year)
}

fn bought(row: &BoughtRow) -> Bought<'_> {
    Bought {
        supplier: &row.supplier_code,
        title: &row.supplier_title,
        amount_fen: row.amount_fen,
        budget_fen: row.budget_fen,
        method: Method::parse(&row.method),
        signed_on: row.signed_on,
    }
}

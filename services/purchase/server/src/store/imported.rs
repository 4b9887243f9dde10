//! Contracts that were signed elsewhere.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.imported_contract`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportedRow {
    pub(crate) id: Uuid,
    pub(crate) ocid: String,
    pub(crate) division: String,
    pub(crate) contract_code: String,
    pub(crate) title: String,
    pub(crate) purchaser: String,
    pub(crate) supplier_title: String,
    pub(crate) supplier_code: Option<String>,
    pub(crate) amount_fen: i64,
    pub(crate) as_of: Date,
    pub(crate) source: String,
    /// `stated`, `found`, `candidates` or `none`.
    pub(crate) match_: String,
    /// The candidates as parallel lists, the best first.
    pub(crate) candidate_codes: Vec<String>,
    pub(crate) candidate_titles: Vec<String>,
    pub(crate) candidate_scores: Vec<i32>,
    /// Joined by commas.
    pub(crate) candidate_reasons: Vec<String>,
    pub(crate) created_at: OffsetDateTime,
}

/// Adds a contract.
pub(crate) async fn insert(conn: &mut PgConnection, row: &ImportedRow, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.imported_contract (id, ocid, division, contract_code, title, purchaser, supplier_title, supplier_code,
           amount_fen, as_of, source, match, candidate_codes, candidate_titles, candidate_scores, candidate_reasons, created_by,
           created_officer, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
        row.id,
        row.ocid,
        row.division,
        row.contract_code,
        row.title,
        row.purchaser,
        row.supplier_title,
        row.supplier_code,
        row.amount_fen,
        row.as_of,
        row.source,
        row.match_,
        &row.candidate_codes,
        &row.candidate_titles,
        &row.candidate_scores,
        &row.candidate_reasons,
        by.actor,
        by.officer,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of a division and some numbers.
pub(crate) async fn known(
    conn: &mut PgConnection,
    division: &str,
    contract_codes: &[String],
) -> sqlx::Result<Vec<ImportedRow>> {
    sqlx::query_as!(
        ImportedRow,
        r#"select id, ocid, division, contract_code, title, purchaser, supplier_title, supplier_code, amount_fen, as_of, source,
           match as match_, candidate_codes, candidate_titles, candidate_scores, candidate_reasons, created_at
         from purchase.imported_contract where division = $1 and contract_code = any($2)"#,
        division,
        contract_codes,
    )
    .fetch_all(conn)
    .await
}

/// Which contracts a list shows.
#[derive(Debug)]
pub(crate) struct ImportedFilter {
    pub(crate) match_: Option<&'static str>,
    pub(crate) supplier_code: Option<String>,
    /// With which divisions begin.
    pub(crate) scope: String,
}

/// Those that the filter lets through, after a place in the order of divisions and numbers.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ImportedFilter,
    after: Option<&(String, String)>,
    limit: i64,
) -> sqlx::Result<Vec<ImportedRow>> {
    sqlx::query_as!(
        ImportedRow,
        r#"select id, ocid, division, contract_code, title, purchaser, supplier_title, supplier_code, amount_fen, as_of, source,
           match as match_, candidate_codes, candidate_titles, candidate_scores, candidate_reasons, created_at
         from purchase.imported_contract
         where starts_with(division, $1)
           and ($2::text is null or match = $2)
           and ($3::text is null or supplier_code = $3)
           and ($4::text is null or (division, contract_code) > ($4::text collate "C", $5::text collate "C"))
         order by division, contract_code limit $6"#,
        filter.scope,
        filter.match_,
        filter.supplier_code,
        after.map(|(division, _)| division.as_str()),
        after.map(|(_, code)| code.as_str()),
        limit,
    )
    .fetch_all(conn)
    .await
}

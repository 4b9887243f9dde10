//! A page of filings, by typed filters.

use registry_domain::Text;
use registry_domain::community::{CommunityFiling, CommunityType, FilingClass, FilingStatus, Guidance};
use sqlx::PgConnection;
use uow::Scope;

/// What must hold of every filing of a list; an empty list or text demands nothing.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    /// Where it lies; `None` if no place is in both the caller's scope and the request.
    pub(crate) within: Option<Scope>,
    pub(crate) township_code: String,
    pub(crate) community: Text<60>,
    pub(crate) community_types: Vec<CommunityType>,
    pub(crate) classes: Vec<FilingClass>,
    pub(crate) guidances: Vec<Guidance>,
    pub(crate) statuses: Vec<FilingStatus>,
}

/// The first `limit` filings whose numbers follow `after`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    after: &str,
    limit: i64,
) -> sqlx::Result<Vec<CommunityFiling>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    sqlx::query_as!(
        CommunityFiling,
        "select id, revision, filing_number, division, township_code, community, community_type, title, class, guidance, activities,
             members, unit_members, activity_funds_fen, contact_name, contact_phone, status, filed_on, ended_on, end_reason,
             application, valid_from, created_at, updated_at
         from registry.community_filing
         where latest and filing_number > $1 and starts_with(division, $2)
             and ($3 = '' or township_code = $3) and ($4 = '' or community = $4)
             and (cardinality($5::text[]) = 0 or community_type = any($5))
             and (cardinality($6::text[]) = 0 or class = any($6))
             and (cardinality($7::text[]) = 0 or guidance = any($7))
             and (cardinality($8::text[]) = 0 or status = any($8))
         order by filing_number limit $9",
        after,
        within.prefix(),
        filter.township_code,
        filter.community.as_str(),
        &filter.community_types as _,
        &filter.classes as _,
        &filter.guidances as _,
        &filter.statuses as _,
        limit,
    )
    .fetch_all(conn)
    .await
}

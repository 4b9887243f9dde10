//! Projects of purchase, a row a project with its award.

use purchase_domain::project::Method;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.project`, its contract, and whose catalogue its code is of.
#[derive(Debug, Clone)]
pub(crate) struct ProjectRow {
    pub(crate) id: Uuid,
    pub(crate) ocid: String,
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) buyer_title: String,
    pub(crate) buyer_code: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) year: i32,
    pub(crate) catalog_code: String,
    pub(crate) catalog: Uuid,
    pub(crate) catalog_title: String,
    pub(crate) budget_fen: i64,
    pub(crate) method: String,
    pub(crate) single_source_reason: String,
    pub(crate) platform_number: String,
    pub(crate) status: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
    pub(crate) supplier_code: Option<String>,
    pub(crate) supplier_title: String,
    pub(crate) award_fen: Option<i64>,
    pub(crate) award_on: Option<Date>,
    pub(crate) award_number: String,
    pub(crate) announced_on: Option<Date>,
    pub(crate) eligibility: String,
    pub(crate) unknown_conditions: Vec<String>,
    pub(crate) awarded_at: Option<OffsetDateTime>,
    pub(crate) ended_on: Option<Date>,
    pub(crate) end_reason: String,
    pub(crate) contract: Option<Uuid>,
    pub(crate) catalog_division: String,
    pub(crate) catalog_year: i32,
}

/// What a project states.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) buyer_title: String,
    pub(crate) buyer_code: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) year: i32,
    pub(crate) catalog_code: String,
    pub(crate) budget_fen: i64,
    pub(crate) method: Method,
    pub(crate) single_source_reason: String,
    pub(crate) platform_number: String,
}

/// Adds a project, whose code was found in this catalogue under this name.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (ocid, stated): (&str, &Stated),
    (catalog, catalog_title): (Uuid, &str),
    author: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.project (id, ocid, division, buyer_department, buyer_title, buyer_code, title, description, year,
           catalog_code, catalog, catalog_title, budget_fen, method, single_source_reason, platform_number, created_by,
           created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)",
        author.id,
        ocid,
        author.division,
        author.department,
        stated.buyer_title,
        stated.buyer_code,
        stated.title,
        stated.description,
        stated.year,
        stated.catalog_code,
        catalog,
        catalog_title,
        stated.budget_fen,
        stated.method.as_str(),
        stated.single_source_reason,
        stated.platform_number,
        author.actor,
        author.officer,
        author.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Changes what a project states.
pub(crate) async fn update(
    conn: &mut PgConnection,
    id: Uuid,
    stated: &Stated,
    (catalog, catalog_title): (Uuid, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.project set buyer_title = $2, buyer_code = $3, title = $4, description = $5, year = $6, catalog_code = $7,
           catalog = $8, catalog_title = $9, budget_fen = $10, method = $11, single_source_reason = $12, platform_number = $13,
           updated_at = $14, revision = revision + 1
         where id = $1",
        id,
        stated.buyer_title,
        stated.buyer_code,
        stated.title,
        stated.description,
        stated.year,
        stated.catalog_code,
        catalog,
        catalog_title,
        stated.budget_fen,
        stated.method.as_str(),
        stated.single_source_reason,
        stated.platform_number,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<ProjectRow>> {
    sqlx::query_as!(
        ProjectRow,
        r#"select id, ocid, division, buyer_department, buyer_title, buyer_code, title, description, year, catalog_code, catalog,
           catalog_title, budget_fen, method, single_source_reason, platform_number, status, created_at, updated_at, revision,
           supplier_code, supplier_title, award_fen, award_on, award_number, announced_on, eligibility, unknown_conditions,
           awarded_at, ended_on, end_reason,
           (select contract.id from purchase.contract where contract.project = this.id) as "contract?",
           (select catalog.division from purchase.catalog where catalog.id = this.catalog) as "catalog_division!",
           (select catalog.year from purchase.catalog where catalog.id = this.catalog) as "catalog_year!"
         from purchase.project this where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Which projects a list shows.
#[derive(Debug)]
pub(crate) struct ProjectFilter {
    pub(crate) division: Option<String>,
    pub(crate) buyer_department: Option<String>,
    pub(crate) status: Option<&'static str>,
    pub(crate) year: Option<i32>,
    pub(crate) supplier_code: Option<String>,
    /// With which divisions begin.
    pub(crate) scope: String,
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ProjectFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ProjectRow>> {
    sqlx::query_as!(
        ProjectRow,
        r#"select id, ocid, division, buyer_department, buyer_title, buyer_code, title, description, year, catalog_code, catalog,
           catalog_title, budget_fen, method, single_source_reason, platform_number, status, created_at, updated_at, revision,
           supplier_code, supplier_title, award_fen, award_on, award_number, announced_on, eligibility, unknown_conditions,
           awarded_at, ended_on, end_reason,
           (select contract.id from purchase.contract where contract.project = this.id) as "contract?",
           (select catalog.division from purchase.catalog where catalog.id = this.catalog) as "catalog_division!",
           (select catalog.year from purchase.catalog where catalog.id = this.catalog) as "catalog_year!"
         from purchase.project this
         where starts_with(division, $1)
           and ($2::text is null or division = $2)
           and ($3::text is null or buyer_department = $3)
           and ($4::text is null or status = $4)
           and ($5::integer is null or year = $5)
           and ($6::text is null or supplier_code = $6)
           and ($7::uuid is null or id < $7)
         order by id desc limit $8"#,
        filter.scope,
        filter.division,
        filter.buyer_department,
        filter.status,
        filter.year,
        filter.supplier_code,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// What a procurement came to.
#[derive(Debug, Clone)]
pub(crate) struct Award {
    pub(crate) supplier_code: String,
    pub(crate) supplier_title: String,
    pub(crate) amount_fen: i64,
    pub(crate) on: Date,
    pub(crate) number: String,
    pub(crate) announced_on: Option<Date>,
}

/// What credit answered.
#[derive(Debug, Clone)]
pub(crate) struct Answered<'a> {
    /// `allowed`, `not_known` or `no_record`.
    pub(crate) eligibility: &'a str,
    /// `key rule@version`.
    pub(crate) unknown: &'a [String],
    /// The answer as bytes of its contract.
    pub(crate) answer: Option<&'a [u8]>,
}

/// Awards a project.
pub(crate) async fn award(
    conn: &mut PgConnection,
    id: Uuid,
    award: &Award,
    answered: &Answered<'_>,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.project set status = 'awarded', supplier_code = $2, supplier_title = $3, award_fen = $4, award_on = $5,
           award_number = $6, announced_on = $7, eligibility = $8, unknown_conditions = $9, eligibility_answer = $10,
           awarded_by = $11, awarded_officer = $12, awarded_at = $13, updated_at = $13, revision = revision + 1
         where id = $1",
        id,
        award.supplier_code,
        award.supplier_title,
        award.amount_fen,
        award.on,
        award.number,
        award.announced_on,
        answered.eligibility,
        answered.unknown,
        answered.answer,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// States when the result was announced.
pub(crate) async fn announce(conn: &mut PgConnection, id: Uuid, on: Date, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.project set announced_on = $2, updated_at = $3, revision = revision + 1 where id = $1",
        id,
        on,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a project: `failed` or `cancelled`.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    status: &str,
    (on, reason): (Date, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.project set status = $2, ended_on = $3, end_reason = $4, updated_at = $5, revision = revision + 1
         where id = $1",
        id,
        status,
        on,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The project has a contract from now on.
pub(crate) async fn contracted(conn: &mut PgConnection, id: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.project set status = 'contracted', updated_at = $2, revision = revision + 1 where id = $1",
        id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The project came to a framework.
pub(crate) async fn framed(conn: &mut PgConnection, id: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.project set status = 'framed', updated_at = $2, revision = revision + 1 where id = $1",
        id,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

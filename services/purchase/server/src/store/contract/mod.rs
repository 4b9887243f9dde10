//! Contracts, a row a contract; what belongs to one is in tables of its own.

pub(crate) mod event;
pub(crate) mod milestone;
pub(crate) mod whole;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `purchase.contract`, and the identifier of its project in open data.
#[derive(Debug, Clone)]
pub(crate) struct ContractRow {
    pub(crate) id: Uuid,
    pub(crate) project: Uuid,
    pub(crate) ocid: String,
    pub(crate) division: String,
    pub(crate) buyer_department: String,
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) supplier_code: String,
    pub(crate) supplier_title: String,
    pub(crate) amount_fen: i64,
    pub(crate) added_fen: i64,
    pub(crate) signed_on: Date,
    pub(crate) award_on: Date,
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) current_ends_on: Date,
    pub(crate) long_term: Vec<String>,
    pub(crate) status: String,
    pub(crate) filed_on: Option<Date>,
    pub(crate) filing_number: String,
    pub(crate) terminated_on: Option<Date>,
    pub(crate) termination_ground: Option<String>,
    pub(crate) termination_reason: String,
    pub(crate) retain_until: Option<Date>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// What was signed.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) amount_fen: i64,
    pub(crate) on: Date,
    pub(crate) starts_on: Date,
    pub(crate) ends_on: Date,
    pub(crate) long_term: Vec<String>,
}

/// Whose award it carries out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Awarded<'a> {
    pub(crate) project: Uuid,
    pub(crate) supplier_code: &'a str,
    pub(crate) supplier_title: &'a str,
    pub(crate) on: Date,
}

/// Adds a contract.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    signed: &Signed,
    awarded: Awarded<'_>,
    author: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.contract (id, project, division, buyer_department, number, title, supplier_code, supplier_title,
           amount_fen, signed_on, award_on, starts_on, ends_on, current_ends_on, long_term, created_by, created_officer,
           created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16, $17, $17)",
        author.id,
        awarded.project,
        author.division,
        author.department,
        signed.number,
        signed.title,
        awarded.supplier_code,
        awarded.supplier_title,
        signed.amount_fen,
        signed.on,
        awarded.on,
        signed.starts_on,
        signed.ends_on,
        &signed.long_term,
        author.actor,
        author.officer,
        author.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<ContractRow>> {
    sqlx::query_as!(
        ContractRow,
        "select this.id, project, ocid, this.division, this.buyer_department, number, this.title, this.supplier_code,
           this.supplier_title, amount_fen, added_fen, signed_on, this.award_on, starts_on, ends_on, current_ends_on, long_term,
           this.status, filed_on, filing_number, terminated_on, termination_ground, termination_reason, retain_until,
           this.created_at, this.updated_at, this.revision
         from purchase.contract this join purchase.project on project.id = this.project where this.id = $1",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Which contracts a list shows.
#[derive(Debug)]
pub(crate) struct ContractFilter {
    pub(crate) division: Option<String>,
    pub(crate) buyer_department: Option<String>,
    pub(crate) status: Option<&'static str>,
    pub(crate) supplier_code: Option<String>,
    /// With which divisions begin.
    pub(crate) scope: String,
}

/// The days on which contracts were signed that are not filed.
pub(crate) async fn unfiled(conn: &mut PgConnection, scope: &str) -> sqlx::Result<Vec<Date>> {
    sqlx::query_scalar!(
        "select distinct signed_on from purchase.contract where filed_on is null and starts_with(division, $1) order by signed_on",
        scope,
    )
    .fetch_all(conn)
    .await
}

/// Those that the filter lets through, the newest first, before an id: all, or those alone that were signed on some days and are not filed.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ContractFilter,
    unfiled: Option<&[Date]>,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ContractRow>> {
    sqlx::query_as!(
        ContractRow,
        "select this.id, project, ocid, this.division, this.buyer_department, number, this.title, this.supplier_code,
           this.supplier_title, amount_fen, added_fen, signed_on, this.award_on, starts_on, ends_on, current_ends_on, long_term,
           this.status, filed_on, filing_number, terminated_on, termination_ground, termination_reason, retain_until,
           this.created_at, this.updated_at, this.revision
         from purchase.contract this join purchase.project on project.id = this.project
         where starts_with(this.division, $1)
           and ($2::text is null or this.division = $2)
           and ($3::text is null or this.buyer_department = $3)
           and ($4::text is null or this.status = $4)
           and ($5::text is null or this.supplier_code = $5)
           and ($6::date[] is null or (filed_on is null and signed_on = any($6)))
           and ($7::uuid is null or this.id < $7)
         order by this.id desc limit $8",
        filter.scope,
        filter.division,
        filter.buyer_department,
        filter.status,
        filter.supplier_code,
        unfiled,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// States that a contract changed.
pub(crate) async fn touch(conn: &mut PgConnection, id: Uuid, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!("update purchase.contract set updated_at = $2, revision = revision + 1 where id = $1", id, at)
        .execute(conn)
        .await?;
    Ok(())
}

/// States that it was filed.
pub(crate) async fn file(
    conn: &mut PgConnection,
    id: Uuid,
    (on, number): (Date, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.contract set filed_on = $2, filing_number = $3, updated_at = $4, revision = revision + 1 where id = $1",
        id,
        on,
        number,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// States what a supplement changes: what it adds, and until when the contract lasts.
pub(crate) async fn extend(
    conn: &mut PgConnection,
    id: Uuid,
    added_fen: i64,
    ends_on: Option<Date>,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.contract set added_fen = added_fen + $2, current_ends_on = coalesce($3, current_ends_on), updated_at = $4,
           revision = revision + 1
         where id = $1",
        id,
        added_fen,
        ends_on,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// States that it was performed.
pub(crate) async fn complete(
    conn: &mut PgConnection,
    id: Uuid,
    retain_until: Date,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.contract set status = 'completed', retain_until = $2, updated_at = $3, revision = revision + 1
         where id = $1",
        id,
        retain_until,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How a contract ends early.
#[derive(Debug)]
pub(crate) struct Termination {
    pub(crate) ground: &'static str,
    pub(crate) reason: String,
    pub(crate) on: Date,
}

/// States that it ended early.
pub(crate) async fn terminate(
    conn: &mut PgConnection,
    id: Uuid,
    termination: &Termination,
    retain_until: Date,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.contract set status = 'terminated', terminated_on = $2, termination_ground = $3, termination_reason = $4,
           retain_until = $5, updated_at = $6, revision = revision + 1
         where id = $1",
        id,
        termination.on,
        termination.ground,
        termination.reason,
        retain_until,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

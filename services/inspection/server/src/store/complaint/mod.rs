//! Complaints. What is sealed and opened is decided elsewhere; here are bytes.

mod ground;
mod list;
mod review;
mod sealed;
mod subject;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;

pub(crate) use ground::{GroundRow, grounds, unknown_grounds};
pub(crate) use list::{ComplaintFilter, CountRow, Totals, candidates, counts, page, totals};
pub(crate) use review::{
    ReviewFilter, ReviewRow, SealedReasons, any_reasons_otherwise, decide_review, find_review, insert_review,
    lock_reasons_otherwise, reseal_reasons, review_of, review_reasons, reviews, standing,
};
pub(crate) use sealed::{Sealed, any_sealed_otherwise, lock_sealed_otherwise, reseal, sealed};
pub(crate) use subject::{SubjectRow, insert_subjects, subjects};

/// A row of `inspection.complaint`, but for its receipt and what is sealed.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct ComplaintRow {
    pub(crate) id: Uuid,
    pub(crate) state: String,
    pub(crate) revision: i64,
    pub(crate) division: String,
    pub(crate) receiving_division: String,
    pub(crate) competent_division: String,
    pub(crate) competence: String,
    pub(crate) competence_rule: String,
    pub(crate) competence_version: i32,
    pub(crate) portal_department: String,
    pub(crate) department: String,
    pub(crate) channel: String,
    pub(crate) anonymous: bool,
    pub(crate) grounds: Vec<String>,
    pub(crate) occurred_from: Date,
    pub(crate) occurred_to: Date,
    pub(crate) documents: Vec<Uuid>,
    pub(crate) handler_hash: Option<Vec<u8>>,
    pub(crate) lead: Option<Uuid>,
    pub(crate) links: Vec<String>,
    pub(crate) finding: String,
    pub(crate) outcome: Option<String>,
    pub(crate) answer: String,
    pub(crate) transferred_to: String,
    pub(crate) received_on: Date,
    pub(crate) accepted_on: Option<Date>,
    pub(crate) concluded_on: Option<Date>,
    pub(crate) informed_on: Option<Date>,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// What is known of a receipt.
#[derive(Debug)]
pub(crate) struct ReceiptRow {
    pub(crate) id: Uuid,
    pub(crate) secret_hash: Vec<u8>,
}

macro_rules! complaints {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            ComplaintRow,
            "select complaint.id, complaint.state, held.revision, complaint.division, receiving_division,
                 competent_division, competence, competence_rule, competence_version, portal_department, department,
                 channel, anonymous, grounds, occurred_from, occurred_to, documents, handler_hash, lead, links, finding,
                 outcome, answer, transferred_to, received_on, accepted_on, concluded_on, informed_on,
                 complaint.created_at, complaint.updated_at
             from inspection.complaint join casework.case as held on held.id = complaint.id " + $rest,
            $($argument),+
        )
    };
}

/// Adds one; its case is there.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    row: &ComplaintRow,
    (receipt, secret_hash): (&str, &[u8; 32]),
    sealed: &Sealed,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.complaint (id, receipt, secret_hash, state, division, receiving_division,
             competent_division, competence, competence_rule, competence_version, portal_department, department, channel,
             anonymous, grounds, occurred_from, occurred_to, documents, statement, reporter, links, finding, answer,
             transferred_to, received_on, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, '', '', '',
             $22, $23, $23)",
        row.id,
        receipt,
        secret_hash.as_slice(),
        row.state,
        row.division,
        row.receiving_division,
        row.competent_division,
        row.competence,
        row.competence_rule,
        row.competence_version,
        row.portal_department,
        row.department,
        row.channel,
        row.anonymous,
        &row.grounds,
        row.occurred_from,
        row.occurred_to,
        &row.documents,
        sealed.statement,
        sealed.reporter,
        &row.links,
        row.received_on,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites how far one has come.
pub(crate) async fn update(conn: &mut PgConnection, row: &ComplaintRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.complaint set state = $2, division = $3, handler_hash = $4, lead = $5, links = $6, finding = $7,
             outcome = $8, answer = $9, transferred_to = $10, accepted_on = $11, concluded_on = $12, informed_on = $13,
             updated_at = $14
         where id = $1",
        row.id,
        row.state,
        row.division,
        row.handler_hash,
        row.lead,
        &row.links,
        row.finding,
        row.outcome,
        row.answer,
        row.transferred_to,
        row.accepted_on,
        row.concluded_on,
        row.informed_on,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<ComplaintRow>> {
    complaints!("where complaint.id = $1 and starts_with(complaint.division, $2)", id, scope.prefix())
        .fetch_optional(conn)
        .await
}

/// Those that follow a lead, by id.
pub(crate) async fn followers(conn: &mut PgConnection, lead: Uuid) -> sqlx::Result<Vec<ComplaintRow>> {
    complaints!("where lead = $1 order by complaint.id", lead).fetch_all(conn).await
}

/// The one of a receipt, wherever it lies.
pub(crate) async fn by_receipt(conn: &mut PgConnection, receipt: &str) -> sqlx::Result<Option<ReceiptRow>> {
    sqlx::query_as!(ReceiptRow, "select id, secret_hash from inspection.complaint where receipt = $1", receipt,)
        .fetch_optional(conn)
        .await
}

//! Applications for qualifications.

use credit_domain::qualification::Kind;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `credit.qualification_application`, with the organisation's name of today.
#[derive(Debug, Clone)]
pub(crate) struct ApplicationRow {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) title: String,
    pub(crate) kind: String,
    pub(crate) division: String,
    pub(crate) applicant: String,
    pub(crate) lead: String,
    pub(crate) statement: String,
    pub(crate) documents: Vec<Uuid>,
    pub(crate) document_kinds: Vec<String>,
    pub(crate) state: String,
    pub(crate) renews: Option<Uuid>,
    pub(crate) due_on: Option<Date>,
    pub(crate) at_application: Vec<u8>,
    pub(crate) at_decision: Option<Vec<u8>>,
    pub(crate) reasons: String,
    pub(crate) document_number: String,
    pub(crate) proposal: Option<Uuid>,
    pub(crate) batch: Option<Uuid>,
    pub(crate) qualification: Option<Uuid>,
    pub(crate) ended_on: Option<Date>,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

impl ApplicationRow {
    /// Its kind, unless a later release wrote one that this one does not know.
    pub(crate) fn kind(&self) -> Option<Kind> {
        Kind::parse(&self.kind)
    }
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct ApplicationFilter {
    pub(crate) scope: Scope,
    pub(crate) organization: Option<UnifiedCode>,
    pub(crate) kind: Option<Kind>,
    pub(crate) state: Option<&'static str>,
}

/// Adds one. What is open once is the database's to keep (`qualification_application_open_key`).
pub(crate) async fn insert(conn: &mut PgConnection, row: &ApplicationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.qualification_application (id, organization, kind, division, applicant, lead, statement, documents,
           document_kinds, state, renews, due_on, at_application, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        row.id,
        row.organization.as_str(),
        row.kind,
        row.division,
        row.applicant,
        row.lead,
        row.statement,
        &row.documents,
        &row.document_kinds,
        row.state,
        row.renews,
        row.due_on,
        row.at_application,
        row.revision,
        row.created_at,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps others from changing some until the unit of work ends.
pub(crate) async fn lock(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!("select id from credit.qualification_application where id = any($1) order by id for update", ids)
        .fetch_all(conn)
        .await?;
    Ok(())
}

/// Those of some ids that lie within a scope.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<ApplicationRow>> {
    sqlx::query_as!(
        ApplicationRow,
        r#"select a.id, organization as "organization: UnifiedCode", coalesce(title, '') as "title!", a.kind, a.division, applicant, lead,
             statement, documents, document_kinds, state, renews, due_on, at_application, at_decision, reasons, document_number,
             proposal, batch, qualification, ended_on, revision, created_at, updated_at
         from credit.qualification_application as a left join credit.organization on code = organization
         where a.id = any($1) and starts_with(a.division, $2)"#,
        ids,
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

/// Those that the filter lets through, before one, the newest first.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ApplicationFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ApplicationRow>> {
    sqlx::query_as!(
        ApplicationRow,
        r#"select a.id, organization as "organization: UnifiedCode", coalesce(title, '') as "title!", a.kind, a.division, applicant, lead,
             statement, documents, document_kinds, state, renews, due_on, at_application, at_decision, reasons, document_number,
             proposal, batch, qualification, ended_on, revision, created_at, updated_at
         from credit.qualification_application as a left join credit.organization on code = organization
         where starts_with(a.division, $1) and ($2::text is null or organization = $2) and ($3::text is null or a.kind = $3)
           and ($4::text is null or state = $4) and ($5::uuid is null or a.id < $5)
         order by a.id desc limit $6"#,
        filter.scope.prefix(),
        filter.organization.as_ref().map(UnifiedCode::as_str),
        filter.kind.map(Kind::as_str),
        filter.state,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Keeps what changed of one.
pub(crate) async fn update(conn: &mut PgConnection, row: &ApplicationRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.qualification_application set documents = $2, document_kinds = $3, state = $4, due_on = $5, at_decision = $6,
           reasons = $7, document_number = $8, proposal = $9, batch = $10, qualification = $11, ended_on = $12, revision = $13,
           updated_at = $14
         where id = $1",
        row.id,
        &row.documents,
        &row.document_kinds,
        row.state,
        row.due_on,
        row.at_decision,
        row.reasons,
        row.document_number,
        row.proposal,
        row.batch,
        row.qualification,
        row.ended_on,
        row.revision,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

//! Who reported which record.

use credit_domain::record::Kind;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// What a report is known by: who says it, of whom, by which document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) department: String,
    /// Division of the department: others have departments of the same key, and that of the organisation may be another.
    pub(crate) division: String,
    pub(crate) kind: Kind,
    pub(crate) organization: UnifiedCode,
    /// The document number, in its one spelling.
    pub(crate) document_key: String,
}

/// A report to add.
#[derive(Debug)]
pub(crate) struct Reporting {
    pub(crate) id: Uuid,
    /// None: only its withdrawal has arrived.
    pub(crate) record: Option<Uuid>,
    pub(crate) document_number: String,
    pub(crate) source: String,
    pub(crate) content: Vec<u8>,
    pub(crate) corrects: Option<Uuid>,
    pub(crate) withdrawal: Option<Withdrawal>,
}

/// That a report was withdrawn.
#[derive(Debug, Clone)]
pub(crate) struct Withdrawal {
    pub(crate) on: Date,
    pub(crate) reasons: String,
    pub(crate) number: String,
}

/// A report as it stands.
#[derive(Debug)]
pub(crate) struct ReportingRow {
    pub(crate) id: Uuid,
    pub(crate) record: Option<Uuid>,
    pub(crate) source: String,
    pub(crate) content: Vec<u8>,
    pub(crate) withdrawn_on: Option<Date>,
}

/// Lets one unit of work at a time submit and withdraw for a department.
pub(crate) async fn lock(conn: &mut PgConnection, department: &str, division: &str) -> sqlx::Result<()> {
    uow::hold(conn, &format!("credit.reporting/{division}/{department}")).await
}

/// Every report of an identity, the latest first.
pub(crate) async fn of(conn: &mut PgConnection, identity: &Identity) -> sqlx::Result<Vec<ReportingRow>> {
    sqlx::query_as!(
        ReportingRow,
        "select id, record, source, content, withdrawn_on from credit.reporting
         where department = $1 and division = $2 and document_key = $3 and kind = $4 and organization = $5
         order by withdrawn_on is not null, reported_at desc, id desc",
        identity.department,
        identity.division,
        identity.document_key,
        identity.kind.as_str(),
        identity.organization.as_str(),
    )
    .fetch_all(conn)
    .await
}

/// Adds a report, unless one of its identity stands.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    identity: &Identity,
    report: &Reporting,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    let withdrawal = report.withdrawal.as_ref();
    sqlx::query!(
        "insert into credit.reporting (id, record, department, division, kind, organization, document_key, document_number,
           source, content, corrects, reported_at, withdrawn_on, withdraw_reasons, withdraw_number)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing",
        report.id,
        report.record,
        identity.department,
        identity.division,
        identity.kind.as_str(),
        identity.organization.as_str(),
        identity.document_key,
        report.document_number,
        report.source,
        report.content,
        report.corrects,
        at,
        withdrawal.map(|it| it.on),
        withdrawal.map_or("", |it| it.reasons.as_str()),
        withdrawal.map_or("", |it| it.number.as_str()),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was withdrawn before it arrived has arrived.
pub(crate) async fn arrive(
    conn: &mut PgConnection,
    id: Uuid,
    report: &Reporting,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.reporting set record = $2, source = $3, content = $4, document_number = $5, reported_at = $6 where id = $1",
        id,
        report.record,
        report.source,
        report.content,
        report.document_number,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Withdraws one.
pub(crate) async fn withdraw(conn: &mut PgConnection, id: Uuid, withdrawal: &Withdrawal) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.reporting set withdrawn_on = $2, withdraw_reasons = $3, withdraw_number = $4 where id = $1",
        id,
        withdrawal.on,
        withdrawal.reasons,
        withdrawal.number,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Withdraws every report of records that were withdrawn.
pub(crate) async fn fall(conn: &mut PgConnection, records: &[Uuid], on: Date) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.reporting set withdrawn_on = $2 where record = any($1) and withdrawn_on is null",
        records,
        on,
    )
    .execute(conn)
    .await?;
    Ok(())
}

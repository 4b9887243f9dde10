//! Certificates as they were issued, and how they ended.

use registry_domain::{Certificate, CertificateNumber, End, EndReason, Jws, Text};
use sqlx::PgConnection;
use statute::RuleRef;
use time::{Date, OffsetDateTime};
use uow::Scope;
use vocab::UnifiedCode;

/// A row of `registry.certificate`.
struct Row {
    code: UnifiedCode,
    serial: i32,
    kid: String,
    jws: Jws,
    issued_at: OffsetDateTime,
    valid_from: Date,
    expires_on: Date,
    term_rule: String,
    term_rule_version: i32,
    revision: i64,
    basis: Text<200>,
    ended_at: Option<OffsetDateTime>,
    ended_reason: Option<EndReason>,
}

impl From<Row> for Certificate {
    fn from(row: Row) -> Self {
        Self {
            number: CertificateNumber { code: row.code, serial: row.serial },
            kid: row.kid,
            jws: row.jws,
            issued_at: row.issued_at,
            valid_from: row.valid_from,
            expires_on: row.expires_on,
            term_rule: RuleRef { id: row.term_rule, version: row.term_rule_version.unsigned_abs() },
            revision: row.revision,
            basis: row.basis,
            end: row.ended_at.zip(row.ended_reason).map(|(at, reason)| End { at, reason }),
        }
    }
}

/// One by its number, if the caller may see the organisation.
pub(crate) async fn find(
    conn: &mut PgConnection,
    scope: &Scope,
    number: CertificateNumber,
) -> sqlx::Result<Option<Certificate>> {
    let row = sqlx::query_as!(
        Row,
        "select certificate.code, serial, kid, jws, issued_at, valid_from, expires_on, term_rule, term_rule_version,
             certificate.revision, basis, ended_at, ended_reason
         from registry.certificate join registry.organization using (code)
         where certificate.code = $1 and serial = $2 and starts_with(division, $3)",
        number.code.as_str(),
        number.serial,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Certificate::from))
}

/// The first `limit` certificates of an organisation, newest first, below a serial if one is given.
pub(crate) async fn page(
    conn: &mut PgConnection,
    code: UnifiedCode,
    below: Option<i32>,
    limit: i64,
) -> sqlx::Result<Vec<Certificate>> {
    let rows = sqlx::query_as!(
        Row,
        "select code, serial, kid, jws, issued_at, valid_from, expires_on, term_rule, term_rule_version, revision, basis,
             ended_at, ended_reason
         from registry.certificate where code = $1 and serial < $2 order by serial desc limit $3",
        code.as_str(),
        below.unwrap_or(i32::MAX),
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Certificate::from).collect())
}

/// The serial of the next certificate; the organisation's row is locked, so nobody else takes it.
pub(crate) async fn next_serial(conn: &mut PgConnection, code: UnifiedCode) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        r#"select coalesce(max(serial), 0) + 1 as "serial!" from registry.certificate where code = $1"#,
        code.as_str(),
    )
    .fetch_one(conn)
    .await
}

/// Adds one that is valid.
pub(crate) async fn insert(conn: &mut PgConnection, certificate: &Certificate) -> sqlx::Result<()> {
    let term_rule_version = i32::try_from(certificate.term_rule.version).unwrap_or(i32::MAX);
    sqlx::query!(
        "insert into registry.certificate (number, code, serial, kid, jws, issued_at, valid_from, expires_on, term_rule,
             term_rule_version, revision, basis, status)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'valid')",
        certificate.number.to_string(),
        certificate.number.code.as_str(),
        certificate.number.serial,
        certificate.kid,
        certificate.jws.reveal(),
        certificate.issued_at,
        certificate.valid_from,
        certificate.expires_on,
        certificate.term_rule.id,
        term_rule_version,
        certificate.revision,
        certificate.basis.as_str(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends the valid certificates of organisations, each for its reason; the numbers of those that had one.
pub(crate) async fn end(
    conn: &mut PgConnection,
    reasons: &[(UnifiedCode, EndReason)],
    at: OffsetDateTime,
) -> sqlx::Result<Vec<CertificateNumber>> {
    let codes: Vec<&str> = reasons.iter().map(|(code, _)| code.as_str()).collect();
    let statuses: Vec<&str> = reasons.iter().map(|(_, reason)| reason.status().as_str()).collect();
    let names: Vec<&str> = reasons.iter().map(|(_, reason)| reason.as_str()).collect();
    let ended = sqlx::query!(
        "update registry.certificate set status = row.status, ended_at = $4, ended_reason = row.reason
         from unnest($1::text[], $2::text[], $3::text[]) as row (code, status, reason)
         where certificate.code = row.code and certificate.status = 'valid'
         returning certificate.code, serial",
        codes as _,
        statuses as _,
        names as _,
        at,
    )
    .fetch_all(conn)
    .await?;
    Ok(ended.into_iter().map(|row| CertificateNumber { code: row.code, serial: row.serial }).collect())
}

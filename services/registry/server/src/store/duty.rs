//! Terms that end, duty reports and audits.

use registry_domain::Text;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A term of leaders without a later one.
#[derive(Debug)]
pub(crate) struct TermRow {
    pub(crate) organization: UnifiedCode,
    pub(crate) title: String,
    pub(crate) term_number: i32,
    pub(crate) ends_on: Date,
    pub(crate) posts: i64,
    /// The last day of the term where a late election was approved, and which.
    pub(crate) late_until: Option<Date>,
    pub(crate) late_election: Option<Uuid>,
}

/// An organisation whose legal representative has not reported.
#[derive(Debug)]
pub(crate) struct MissingRow {
    pub(crate) organization: UnifiedCode,
    pub(crate) title: String,
    pub(crate) post: Uuid,
}

/// A duty report.
#[derive(Debug, Clone)]
pub(crate) struct DutyReport {
    pub(crate) organization: UnifiedCode,
    pub(crate) year: i32,
    pub(crate) document: Text<200>,
    pub(crate) submitted_on: Date,
}

/// An audit before a new term or a new legal representative.
#[derive(Debug, Clone)]
pub(crate) struct Audit {
    pub(crate) organization: UnifiedCode,
    pub(crate) document: Text<200>,
    pub(crate) auditor: Text<100>,
    pub(crate) period_start: Date,
    pub(crate) period_end: Date,
    pub(crate) completed_on: Date,
}

/// The first `limit` terms after (`ends_on`, code) that end by a day, of organisations within a scope that still exist.
pub(crate) async fn expiring(
    conn: &mut PgConnection,
    within: &Scope,
    by: Date,
    after: &(Date, String),
    limit: i64,
) -> sqlx::Result<Vec<TermRow>> {
    sqlx::query_as!(
        TermRow,
        r#"select t.organization as "organization!: UnifiedCode", t.title as "title!: String", t.term_number as "term_number!",
             t.ends_on as "ends_on!", t.posts as "posts!", l.late_until as "late_until?", l.id as "late_election?"
         from (
             select p.organization, o.title, max(p.term_number) as term_number, p.ends_on, count(*) as posts
             from registry.post p join registry.organization o on o.code = p.organization
             where p.ended_on is null and p.role in ('president', 'vice_president', 'secretary_general')
                 and p.ends_on <= $2 and (p.ends_on, p.organization) > ($3, $4)
                 and starts_with(o.division, $1) and o.status not in ('revoked', 'deregistered')
                 and not exists (
                     select from registry.post q
                     where q.organization = p.organization and q.ended_on is null
                         and q.role in ('president', 'vice_president', 'secretary_general') and q.ends_on > p.ends_on)
             group by p.ends_on, p.organization, o.title
             order by p.ends_on, p.organization limit $5) t
             left join registry.late_election l
                 on l.organization = t.organization and l.ends_on = t.ends_on and l.state = 'approved'
         order by t.ends_on, t.organization"#,
        within.prefix(),
        by,
        after.0,
        after.1,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Files a report.
pub(crate) async fn insert_report(
    conn: &mut PgConnection,
    report: &DutyReport,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.duty_report (organization, year, document, submitted_on, created_at)
         values ($1, $2, $3, $4, $5)",
        report.organization.as_str(),
        report.year,
        report.document.as_str(),
        report.submitted_on,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Whether an organisation had a legal representative between two days, the second not counted.
pub(crate) async fn represented_between(
    conn: &mut PgConnection,
    organization: UnifiedCode,
    from: Date,
    to: Date,
) -> sqlx::Result<bool> {
    let represented = sqlx::query_scalar!(
        r#"select exists (
             select from registry.post
             where organization = $1 and legal_representative and starts_on < $3
                 and (ended_on is null or ended_on > $2)) as "represented!""#,
        organization.as_str(),
        from,
        to,
    );
    represented.fetch_one(conn).await
}

/// The first `limit` active organisations after a code that had a legal representative in a year, from its first day to
/// that of the next, and have no report for it.
pub(crate) async fn missing(
    conn: &mut PgConnection,
    within: &Scope,
    (from, to): (Date, Date),
    after: &str,
    limit: i64,
) -> sqlx::Result<Vec<MissingRow>> {
    sqlx::query_as!(
        MissingRow,
        r#"select o.code as organization, o.title as "title: String", p.id as post
         from registry.organization o cross join lateral (
             select id from registry.post
             where organization = o.code and legal_representative and starts_on < $3
                 and (ended_on is null or ended_on > $2)
             order by starts_on desc, id desc limit 1) p
         where o.code > $4 and o.status = 'active' and starts_with(o.division, $1)
             and not exists (
                 select from registry.duty_report d
                 where d.organization = o.code and d.year = extract(year from $2::date)::integer)
         order by o.code limit $5"#,
        within.prefix(),
        from,
        to,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Records an audit.
pub(crate) async fn insert_audit(
    conn: &mut PgConnection,
    id: Uuid,
    audit: &Audit,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.officer_audit (id, organization, document, auditor, period_start, period_end, completed_on,
             created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        id,
        audit.organization.as_str(),
        audit.document.as_str(),
        audit.auditor.as_str(),
        audit.period_start,
        audit.period_end,
        audit.completed_on,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

//! Annual reports.

use inspection_domain::report::Content;
use sqlx::types::Json;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.annual_report`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct ReportRow {
    pub(crate) id: Uuid,
    pub(crate) code: UnifiedCode,
    pub(crate) year: i32,
    pub(crate) kind: String,
    pub(crate) campaign: Uuid,
    pub(crate) division: String,
    pub(crate) form: String,
    pub(crate) state: String,
    pub(crate) revision: i64,
    pub(crate) simplified: bool,
    pub(crate) entries: Json<Content>,
    pub(crate) documents: Json<Vec<Paper>>,
    pub(crate) findings: Json<Vec<Kept>>,
    pub(crate) submitted_at: Option<OffsetDateTime>,
    pub(crate) late: bool,
    pub(crate) supervising_department: String,
    pub(crate) opinion_favourable: Option<bool>,
    pub(crate) opinion_reasons: String,
    pub(crate) return_reasons: String,
    pub(crate) value: String,
    pub(crate) rectification: String,
    pub(crate) rectified_on: Option<Date>,
    /// That of the term of its case, read in the same statement.
    pub(crate) rectification_due: Option<Date>,
    pub(crate) rectification_missed: bool,
    pub(crate) case_id: Uuid,
    pub(crate) filer_department: String,
    pub(crate) filer_division: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
}

/// A paper that belongs to a report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Paper {
    /// `declaration`, `rectification_report`, `audit_report`, `other`.
    pub(crate) kind: String,
    pub(crate) document: Uuid,
    /// Hexadecimal.
    pub(crate) sha256: String,
}

/// A finding as it was told at a submission.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Kept {
    pub(crate) rule: String,
    pub(crate) fields: Vec<String>,
    pub(crate) severity: String,
    pub(crate) what: String,
    pub(crate) fix: String,
}

/// What a list is narrowed to; zero and an empty text narrow nothing.
#[derive(Debug)]
pub(crate) struct ReportFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) organization: String,
    pub(crate) year: i32,
    pub(crate) state: &'static str,
    pub(crate) value: &'static str,
}

/// A rectification whose term is over.
#[derive(Debug)]
pub(crate) struct Unrectified {
    pub(crate) code: UnifiedCode,
    pub(crate) year: i32,
    pub(crate) division: String,
    pub(crate) value: String,
    pub(crate) due_on: Date,
    pub(crate) department: String,
}

pub(crate) async fn insert(conn: &mut PgConnection, row: &ReportRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.annual_report (id, code, year, kind, campaign, division, form, state, revision, simplified,
             entries, documents, findings, late, supervising_department, opinion_reasons, return_reasons, value,
             rectification, rectification_missed, case_id, filer_department, filer_division, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '[]', false, $13, '', '', '', '', false, $14, $15, $16,
             $17, $17)",
        row.id,
        row.code.as_str(),
        row.year,
        row.kind,
        row.campaign,
        row.division,
        row.form,
        row.state,
        row.revision,
        row.simplified,
        Json(&row.entries.0) as _,
        Json(&row.documents.0) as _,
        row.supervising_department,
        row.case_id,
        row.filer_department,
        row.filer_division,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Rewrites everything that can change.
pub(crate) async fn update(conn: &mut PgConnection, row: &ReportRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.annual_report set state = $2, revision = $3, entries = $4, documents = $5, findings = $6,
             submitted_at = $7, late = $8, opinion_favourable = $9, opinion_reasons = $10, return_reasons = $11, value = $12,
             rectification = $13, rectified_on = $14, rectification_missed = $15, case_id = $16, updated_at = $17
         where id = $1",
        row.id,
        row.state,
        row.revision,
        Json(&row.entries.0) as _,
        Json(&row.documents.0) as _,
        Json(&row.findings.0) as _,
        row.submitted_at,
        row.late,
        row.opinion_favourable,
        row.opinion_reasons,
        row.return_reasons,
        row.value,
        row.rectification,
        row.rectified_on,
        row.rectification_missed,
        row.case_id,
        row.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see, kept from others until the unit of work ends.
pub(crate) async fn lock(
    conn: &mut PgConnection,
    scope: &Scope,
    code: UnifiedCode,
    year: i32,
) -> sqlx::Result<Option<ReportRow>> {
    sqlx::query_as!(
        ReportRow,
        r#"select id, code, year, kind, campaign, division, form, state, revision, simplified,
             entries as "entries: Json<Content>", documents as "documents: Json<Vec<Paper>>",
             findings as "findings: Json<Vec<Kept>>", submitted_at, late, supervising_department, opinion_favourable,
             opinion_reasons, return_reasons, value, rectification, rectified_on,
             (select term.due_on from casework.deadline as term
                 where term.case_id = annual_report.case_id and term.key = 'rectification'
                 order by term.ordinal desc limit 1) as rectification_due,
             rectification_missed, case_id, filer_department, filer_division, created_at, updated_at
         from inspection.annual_report where code = $1 and year = $2 and starts_with(division, $3) for update"#,
        code.as_str(),
        year,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// One that the caller may see.
pub(crate) async fn find(
    conn: &mut PgConnection,
    scope: &Scope,
    code: UnifiedCode,
    year: i32,
) -> sqlx::Result<Option<ReportRow>> {
    sqlx::query_as!(
        ReportRow,
        r#"select id, code, year, kind, campaign, division, form, state, revision, simplified,
             entries as "entries: Json<Content>", documents as "documents: Json<Vec<Paper>>",
             findings as "findings: Json<Vec<Kept>>", submitted_at, late, supervising_department, opinion_favourable,
             opinion_reasons, return_reasons, value, rectification, rectified_on,
             (select term.due_on from casework.deadline as term
                 where term.case_id = annual_report.case_id and term.key = 'rectification'
                 order by term.ordinal desc limit 1) as rectification_due,
             rectification_missed, case_id, filer_department, filer_division, created_at, updated_at
         from inspection.annual_report where code = $1 and year = $2 and starts_with(division, $3)"#,
        code.as_str(),
        year,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// What was submitted for a year, if anything was.
pub(crate) async fn submitted(conn: &mut PgConnection, code: UnifiedCode, year: i32) -> sqlx::Result<Option<Content>> {
    let entries = sqlx::query_scalar!(
        r#"select entries as "entries: Json<Content>" from inspection.annual_report
         where code = $1 and year = $2 and state <> 'draft'"#,
        code.as_str(),
        year,
    )
    .fetch_optional(conn)
    .await?;
    Ok(entries.map(|Json(content)| content))
}

/// Newest first, those before `before`; contents, papers and findings are left out.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ReportFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ReportRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, code, year, kind, campaign, division, form, state, revision, simplified, '{}'::jsonb as entries,
             '[]'::jsonb as documents, '[]'::jsonb as findings, submitted_at, late, supervising_department,
             opinion_favourable, opinion_reasons, return_reasons, value, rectification, rectified_on,
             (select term.due_on from casework.deadline as term
                 where term.case_id = annual_report.case_id and term.key = 'rectification'
                 order by term.ordinal desc limit 1) as rectification_due,
             rectification_missed, case_id, filer_department, filer_division, created_at, updated_at
         from inspection.annual_report where starts_with(division, ",
    );
    query.push_bind(within.prefix().to_owned()).push(")");
    for (column, value) in [("code", filter.organization.as_str()), ("state", filter.state), ("value", filter.value)] {
        if !value.is_empty() {
            query.push(format_args!(" and {column} = ")).push_bind(value.to_owned());
        }
    }
    if filter.year != 0 {
        query.push(" and year = ").push_bind(filter.year);
    }
    if let Some(before) = before {
        query.push(" and id < ").push_bind(before);
    }
    query.push(" order by id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

/// Marks some reports whose rectification did not come by the last day of its term; whoever holds a row is not waited for.
pub(crate) async fn mark_unrectified(
    conn: &mut PgConnection,
    today: Date,
    at: OffsetDateTime,
    limit: i64,
) -> sqlx::Result<Vec<Unrectified>> {
    sqlx::query_as!(
        Unrectified,
        r#"with late as (
             select report.id, term.due_on from inspection.annual_report as report
             join casework.deadline as term on term.case_id = report.case_id
             where report.state = 'rectifying' and not report.rectification_missed
               and term.key = 'rectification' and term.state = 'running' and term.due_on < $1
             order by report.id limit $3 for update of report skip locked
         ), marked as (
             update inspection.annual_report as report
             set rectification_missed = true, revision = revision + 1, updated_at = $2
             from late where report.id = late.id
             returning report.code, report.year, report.division, report.value, report.campaign, late.due_on
         )
         select marked.code as "code!: UnifiedCode", marked.year as "year!", marked.division as "division!",
             marked.value as "value!", marked.due_on as "due_on!", campaign.department
         from marked join inspection.report_campaign as campaign on campaign.id = marked.campaign"#,
        today,
        at,
        limit,
    )
    .fetch_all(conn)
    .await
}

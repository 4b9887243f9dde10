//! Status reports (党建情况报告) as they were recorded.

use std::collections::HashMap;

use registry_domain::Text;
use registry_domain::party::{CharterClause, Discipline, Instructor, MassOrganizations, OwnOrganization, PartyReport};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

/// A report as it was recorded.
#[derive(Debug)]
pub(crate) struct Reported {
    pub(crate) code: UnifiedCode,
    pub(crate) number: i64,
    pub(crate) valid_from: Date,
    pub(crate) basis: Text<200>,
    /// Without what only joint branches know.
    pub(crate) report: PartyReport,
    pub(crate) department: String,
    pub(crate) created_at: OffsetDateTime,
}

/// A report to record.
#[derive(Debug)]
pub(crate) struct NewReport<'a> {
    pub(crate) code: UnifiedCode,
    pub(crate) valid_from: Date,
    pub(crate) basis: &'a Text<200>,
    pub(crate) report: &'a PartyReport,
    pub(crate) department: &'a str,
    pub(crate) actor: &'a str,
    pub(crate) created_at: OffsetDateTime,
}

/// A row of `registry.party_report`.
#[expect(clippy::struct_excessive_bools, reason = "a row is what the table has")]
struct Row {
    code: UnifiedCode,
    number: i64,
    valid_from: Date,
    basis: Text<200>,
    full_members: i32,
    probationary_members: i32,
    staff: i32,
    own_organization: OwnOrganization,
    discipline: Discipline,
    instructor_department: Option<String>,
    instructor_since: Option<Date>,
    trade_union: bool,
    youth_league: bool,
    womens_federation: bool,
    charter_clause: bool,
    charter_clause_since: Option<Date>,
    department: String,
    created_at: OffsetDateTime,
}

impl From<Row> for Reported {
    fn from(row: Row) -> Self {
        let count = |number: i32| u32::try_from(number).unwrap_or_default(); // never negative: a constraint
        let instructor = row.instructor_department.zip(row.instructor_since);
        let (trade_union, youth_league, womens_federation) = (row.trade_union, row.youth_league, row.womens_federation);
        let report = PartyReport {
            full_members: count(row.full_members),
            probationary_members: count(row.probationary_members),
            staff: count(row.staff),
            own_organization: row.own_organization,
            in_joint_branch: false,
            discipline: row.discipline,
            instructor: instructor.map(|(department, since)| Instructor { department, since }),
            mass_organizations: MassOrganizations { trade_union, youth_league, womens_federation },
            charter_clause: row.charter_clause.then_some(CharterClause { since: row.charter_clause_since }),
        };
        Self {
            code: row.code,
            number: row.number,
            valid_from: row.valid_from,
            basis: row.basis,
            report,
            department: row.department,
            created_at: row.created_at,
        }
    }
}

/// The report that holds on a day.
pub(crate) async fn on(conn: &mut PgConnection, code: UnifiedCode, day: Date) -> sqlx::Result<Option<Reported>> {
    let row = sqlx::query_as!(
        Row,
        "select code, number, valid_from, basis, full_members, probationary_members, staff, own_organization, discipline,
             instructor_department, instructor_since, trade_union, youth_league, womens_federation, charter_clause,
             charter_clause_since, department, created_at
         from registry.party_report where code = $1 and valid_from <= $2
         order by valid_from desc, number desc limit 1",
        code.as_str(),
        day,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Reported::from))
}

/// A page of one organisation's reports, the last recorded first, below a number if one is given.
pub(crate) async fn page(
    conn: &mut PgConnection,
    code: UnifiedCode,
    below: Option<i64>,
    limit: i64,
) -> sqlx::Result<Vec<Reported>> {
    let rows = sqlx::query_as!(
        Row,
        "select code, number, valid_from, basis, full_members, probationary_members, staff, own_organization, discipline,
             instructor_department, instructor_since, trade_union, youth_league, womens_federation, charter_clause,
             charter_clause_since, department, created_at
         from registry.party_report where code = $1 and number < $2 order by number desc limit $3",
        code.as_str(),
        below.unwrap_or(i64::MAX),
        limit,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Reported::from).collect())
}

/// Every report on some organisations, in the order in which they were recorded.
pub(crate) async fn all(
    conn: &mut PgConnection,
    codes: &[UnifiedCode],
) -> sqlx::Result<HashMap<UnifiedCode, Vec<Reported>>> {
    let rows = sqlx::query_as!(
        Row,
        "select code, number, valid_from, basis, full_members, probationary_members, staff, own_organization, discipline,
             instructor_department, instructor_since, trade_union, youth_league, womens_federation, charter_clause,
             charter_clause_since, department, created_at
         from registry.party_report where code = any($1) order by code, number",
        codes as &[UnifiedCode],
    )
    .fetch_all(conn)
    .await?;
    let mut reports: HashMap<UnifiedCode, Vec<Reported>> = HashMap::with_capacity(codes.len());
    for row in rows {
        reports.entry(row.code).or_default().push(row.into());
    }
    Ok(reports)
}

/// Records a report under the next number; who calls holds the lock on its organisation. Its number.
pub(crate) async fn insert(conn: &mut PgConnection, new: &NewReport<'_>) -> sqlx::Result<i64> {
    sqlx::query!(
        "update registry.party_report set latest = false where code = $1 and latest and valid_from <= $2",
        new.code.as_str(),
        new.valid_from,
    )
    .execute(&mut *conn)
    .await?;
    let report = new.report;
    let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    sqlx::query_scalar!(
        "insert into registry.party_report (code, number, valid_from, basis, full_members, probationary_members, staff,
             own_organization, discipline, instructor_department, instructor_since, trade_union, youth_league,
             womens_federation, charter_clause, charter_clause_since, latest, department, actor, created_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
             not coalesce(bool_or(latest), false), $16, $17, $18
         from registry.party_report where code = $1
         returning number",
        new.code.as_str(),
        new.valid_from,
        new.basis.as_str(),
        count(report.full_members),
        count(report.probationary_members),
        count(report.staff),
        report.own_organization.as_str(),
        report.discipline.as_str(),
        report.instructor.as_ref().map(|instructor| instructor.department.as_str()),
        report.instructor.as_ref().map(|instructor| instructor.since),
        report.mass_organizations.trade_union,
        report.mass_organizations.youth_league,
        report.mass_organizations.womens_federation,
        report.charter_clause.is_some(),
        report.charter_clause.and_then(|clause| clause.since),
        new.department,
        new.actor,
        new.created_at,
    )
    .fetch_one(conn)
    .await
}

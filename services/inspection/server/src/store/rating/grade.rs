//! Grades that organisations have or had.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.rating`.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct RatingRow {
    pub(crate) id: Uuid,
    pub(crate) code: UnifiedCode,
    pub(crate) division: String,
    pub(crate) department: String,
    /// The department that filed the application, and gets the notices.
    pub(crate) applicant: String,
    pub(crate) kind: String,
    pub(crate) grade: String,
    pub(crate) certificate_number: String,
    pub(crate) announced_on: Date,
    pub(crate) valid_from: Date,
    pub(crate) valid_until: Date,
    pub(crate) ended_on: Option<Date>,
    pub(crate) status: String,
    pub(crate) predecessor: Option<Uuid>,
    pub(crate) application: Option<Uuid>,
    pub(crate) announcement: String,
    pub(crate) rule: String,
    pub(crate) rule_version: i32,
    pub(crate) revision: i64,
    pub(crate) created_at: OffsetDateTime,
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct RatingFilter {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) organization: String,
    /// Of these grades; of any, if empty.
    pub(crate) grades: Vec<String>,
    pub(crate) valid_on: Option<Date>,
    /// Class of the organisation; empty: any.
    pub(crate) kind: &'static str,
}

/// How many of a division hold a grade.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CountRow {
    pub(crate) division: String,
    pub(crate) grade: String,
    pub(crate) count: i64,
}

/// Adds a rating.
pub(crate) async fn insert(conn: &mut PgConnection, row: &RatingRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.rating (id, code, division, department, applicant, kind, grade, certificate_number,
             announced_on, valid_from, valid_until, ended_on, status, predecessor, application, announcement, rule,
             rule_version, revision, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        row.id,
        row.code.as_str(),
        row.division,
        row.department,
        row.applicant,
        row.kind,
        row.grade,
        row.certificate_number,
        row.announced_on,
        row.valid_from,
        row.valid_until,
        row.ended_on,
        row.status,
        row.predecessor,
        row.application,
        row.announcement,
        row.rule,
        row.rule_version,
        row.revision,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends a rating.
pub(crate) async fn end(conn: &mut PgConnection, id: Uuid, status: &str, on: Date) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.rating set status = $2, ended_on = $3, revision = revision + 1 where id = $1",
        id,
        status,
        on,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The rating of an organisation that stands, kept from being changed by others.
pub(crate) async fn lock_standing(conn: &mut PgConnection, code: UnifiedCode) -> sqlx::Result<Option<RatingRow>> {
    sqlx::query_as!(
        RatingRow,
        "select id, code, division, department, applicant, kind, grade, certificate_number, announced_on, valid_from,
             valid_until, ended_on, status, predecessor, application, announcement, rule, rule_version, revision, created_at
         from inspection.rating where code = $1 and status = 'standing' for update",
        code.as_str(),
    )
    .fetch_optional(conn)
    .await
}

/// Keeps others from changing a rating.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<RatingRow>> {
    sqlx::query_as!(
        RatingRow,
        "select id, code, division, department, applicant, kind, grade, certificate_number, announced_on, valid_from,
             valid_until, ended_on, status, predecessor, application, announcement, rule, rule_version, revision, created_at
         from inspection.rating where id = $1 for update",
        id,
    )
    .fetch_optional(conn)
    .await
}

/// One that the caller may see.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<RatingRow>> {
    sqlx::query_as!(
        RatingRow,
        "select id, code, division, department, applicant, kind, grade, certificate_number, announced_on, valid_from,
             valid_until, ended_on, status, predecessor, application, announcement, rule, rule_version, revision, created_at
         from inspection.rating where id = $1 and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Every one of an organisation, the first first.
pub(crate) async fn of(conn: &mut PgConnection, code: UnifiedCode) -> sqlx::Result<Vec<RatingRow>> {
    sqlx::query_as!(
        RatingRow,
        "select id, code, division, department, applicant, kind, grade, certificate_number, announced_on, valid_from,
             valid_until, ended_on, status, predecessor, application, announcement, rule, rule_version, revision, created_at
         from inspection.rating where code = $1 order by id",
        code.as_str(),
    )
    .fetch_all(conn)
    .await
}

/// The latest first, those before `before`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &RatingFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<RatingRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select id, code, division, department, applicant, kind, grade, certificate_number, announced_on, valid_from,
             valid_until, ended_on, status, predecessor, application, announcement, rule, rule_version, revision, created_at
         from inspection.rating where starts_with(division, ",
    );
    query.push_bind(within.prefix().to_owned()).push(")");
    for (column, value) in [("code", filter.organization.as_str()), ("kind", filter.kind)] {
        if !value.is_empty() {
            query.push(format_args!(" and {column} = ")).push_bind(value.to_owned());
        }
    }
    if !filter.grades.is_empty() {
        query.push(" and grade = any(").push_bind(filter.grades.clone()).push(")");
    }
    if let Some(day) = filter.valid_on {
        query.push(" and valid_from <= ").push_bind(day).push(" and valid_until >= ").push_bind(day);
        query.push(" and (ended_on is null or ended_on > ").push_bind(day).push(")");
    }
    if let Some(before) = before {
        query.push(" and id < ").push_bind(before);
    }
    query.push(" order by id desc limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

/// How many hold on a day, by division and grade.
pub(crate) async fn counts(conn: &mut PgConnection, within: &Scope, day: Date) -> sqlx::Result<Vec<CountRow>> {
    sqlx::query_as!(
        CountRow,
        r#"select division, grade, count(*) as "count!" from inspection.rating
         where starts_with(division, $1) and valid_from <= $2 and valid_until >= $2
             and (ended_on is null or ended_on > $2)
         group by division, grade order by division, grade"#,
        within.prefix(),
        day,
    )
    .fetch_all(conn)
    .await
}

/// The next serial number of the certificates of a division in a year.
pub(crate) async fn next_serial(conn: &mut PgConnection, division: &str, year: i32) -> sqlx::Result<i32> {
    let next = sqlx::query_scalar!(
        "insert into inspection.rating_serial as serial (division, year, last) values ($1, $2, 1)
         on conflict on constraint rating_serial_pkey do update set last = serial.last + 1
         returning last",
        division,
        year,
    );
    next.fetch_one(conn).await
}

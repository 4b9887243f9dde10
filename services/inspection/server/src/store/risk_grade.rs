//! Risk grades.

use inspection_domain::risk::Grade;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

/// A row of `inspection.risk_grade`.
#[derive(Debug)]
pub(crate) struct GradeRow {
    pub(crate) code: UnifiedCode,
    pub(crate) grade: String,
    pub(crate) valid_from: Date,
    pub(crate) basis: String,
    pub(crate) department: String,
    pub(crate) created_at: OffsetDateTime,
}

/// Who gives grades, and when.
#[derive(Debug)]
pub(crate) struct Giver {
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) actor: String,
    pub(crate) at: OffsetDateTime,
}

/// Adds grades.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    giver: &Giver,
    grades: &[(UnifiedCode, Grade)],
    valid_from: Date,
    basis: &str,
) -> sqlx::Result<()> {
    let codes: Vec<String> = grades.iter().map(|(code, _)| code.to_string()).collect();
    let letters: Vec<String> = grades.iter().map(|(_, grade)| grade.as_str().to_owned()).collect();
    sqlx::query!(
        "insert into inspection.risk_grade (department, division, code, grade, valid_from, basis, actor, created_at)
         select $1, $2, given.code, given.grade, $3, $4, $5, $6
         from unnest($7::text[], $8::text[]) as given (code, grade)",
        giver.department,
        giver.division,
        valid_from,
        basis,
        giver.actor,
        giver.at,
        &codes,
        &letters,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The first `limit` grades of a department that hold on a day, of codes that follow `after`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    department: &str,
    division: &str,
    day: Date,
    after: &str,
    limit: i64,
) -> sqlx::Result<Vec<GradeRow>> {
    sqlx::query_as!(
        GradeRow,
        "select distinct on (code) code, grade, valid_from, basis, department, created_at
         from inspection.risk_grade
         where department = $1 and division = $2 and valid_from <= $3 and code > $4
         order by code, valid_from desc, number desc limit $5",
        department,
        division,
        day,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Every grade of a department that holds on a day and is not B: the others are as if there were none.
pub(crate) async fn not_ordinary(
    conn: &mut PgConnection,
    department: &str,
    division: &str,
    day: Date,
) -> sqlx::Result<Vec<(UnifiedCode, String)>> {
    let rows = sqlx::query!(
        r#"select code as "code: UnifiedCode", grade as "grade!" from (
             select distinct on (code) code, grade from inspection.risk_grade
             where department = $1 and division = $2 and valid_from <= $3
             order by code, valid_from desc, number desc) as held
         where grade <> 'B'"#,
        department,
        division,
        day,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.grade)).collect())
}

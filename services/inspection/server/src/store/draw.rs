//! What was drawn. Written once, with the draw.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.draw`.
#[derive(Debug, Clone)]
pub(crate) struct DrawRow {
    pub(crate) plan: Uuid,
    pub(crate) round: i32,
    pub(crate) seed: Vec<u8>,
    pub(crate) drawn: i64,
    pub(crate) short: i64,
    pub(crate) drawn_at: OffsetDateTime,
}

/// A row of `inspection.drawn_object`.
#[derive(Debug, Clone)]
pub(crate) struct ObjectRow {
    pub(crate) code: UnifiedCode,
    pub(crate) grade: String,
    pub(crate) rank: i64,
}

/// A row of `inspection.drawn_inspector`; `place` from 1, as they were picked.
#[derive(Debug, Clone)]
pub(crate) struct AssignedRow {
    pub(crate) code: UnifiedCode,
    pub(crate) place: i32,
    pub(crate) department: String,
    pub(crate) inspector: Uuid,
}

/// A row of `inspection.drawn_shortfall`.
#[derive(Debug, Clone)]
pub(crate) struct ShortRow {
    pub(crate) code: UnifiedCode,
    pub(crate) department: String,
    pub(crate) missing: i32,
}

/// Adds the head of a draw; the key allows one a plan.
pub(crate) async fn insert(conn: &mut PgConnection, row: &DrawRow, actor: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.draw (plan, round, seed, drawn, short, actor, drawn_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        row.plan,
        row.round,
        row.seed,
        row.drawn,
        row.short,
        actor,
        row.drawn_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds the organisations drawn.
pub(crate) async fn insert_objects(
    conn: &mut PgConnection,
    plan: Uuid,
    year: i32,
    rows: &[ObjectRow],
) -> sqlx::Result<()> {
    let codes: Vec<UnifiedCode> = rows.iter().map(|row| row.code).collect();
    let grades: Vec<String> = rows.iter().map(|row| row.grade.clone()).collect();
    let ranks: Vec<i64> = rows.iter().map(|row| row.rank).collect();
    sqlx::query!(
        "insert into inspection.drawn_object (plan, year, code, grade, rank)
         select $1, $2, drawn.* from unnest($3::text[], $4::text[], $5::bigint[]) as drawn",
        plan,
        year,
        &codes as &[UnifiedCode],
        &grades,
        &ranks,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds who inspects whom.
pub(crate) async fn insert_assigned(conn: &mut PgConnection, plan: Uuid, rows: &[AssignedRow]) -> sqlx::Result<()> {
    let codes: Vec<UnifiedCode> = rows.iter().map(|row| row.code).collect();
    let places: Vec<i32> = rows.iter().map(|row| row.place).collect();
    let departments: Vec<String> = rows.iter().map(|row| row.department.clone()).collect();
    let inspectors: Vec<Uuid> = rows.iter().map(|row| row.inspector).collect();
    sqlx::query!(
        "insert into inspection.drawn_inspector (plan, code, place, department, inspector)
         select $1, assigned.* from unnest($2::text[], $3::integer[], $4::text[], $5::uuid[]) as assigned",
        plan,
        &codes as &[UnifiedCode],
        &places,
        &departments,
        &inspectors,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds what is missing.
pub(crate) async fn insert_short(conn: &mut PgConnection, plan: Uuid, rows: &[ShortRow]) -> sqlx::Result<()> {
    let codes: Vec<UnifiedCode> = rows.iter().map(|row| row.code).collect();
    let departments: Vec<String> = rows.iter().map(|row| row.department.clone()).collect();
    let missing: Vec<i32> = rows.iter().map(|row| row.missing).collect();
    sqlx::query!(
        "insert into inspection.drawn_shortfall (plan, code, department, missing)
         select $1, short.* from unnest($2::text[], $3::text[], $4::integer[]) as short",
        plan,
        &codes as &[UnifiedCode],
        &departments,
        &missing,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The heads of the draws of some plans.
pub(crate) async fn heads(conn: &mut PgConnection, plans: &[Uuid]) -> sqlx::Result<Vec<DrawRow>> {
    sqlx::query_as!(
        DrawRow,
        "select plan, round, seed, drawn, short, drawn_at from inspection.draw where plan = any($1)",
        plans,
    )
    .fetch_all(conn)
    .await
}

/// The first `limit` organisations drawn after the one at a rank of a stratum.
pub(crate) async fn page(
    conn: &mut PgConnection,
    plan: Uuid,
    after: &(String, i64),
    limit: i64,
) -> sqlx::Result<Vec<ObjectRow>> {
    sqlx::query_as!(
        ObjectRow,
        "select code, grade, rank from inspection.drawn_object
         where plan = $1 and (grade, rank) > ($2, $3) order by grade, rank limit $4",
        plan,
        after.0,
        after.1,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Who inspects some of the organisations drawn, as they were picked.
pub(crate) async fn assigned(
    conn: &mut PgConnection,
    plan: Uuid,
    codes: &[UnifiedCode],
) -> sqlx::Result<Vec<AssignedRow>> {
    sqlx::query_as!(
        AssignedRow,
        "select code, place, department, inspector from inspection.drawn_inspector
         where plan = $1 and code = any($2) order by code, place",
        plan,
        codes as &[UnifiedCode],
    )
    .fetch_all(conn)
    .await
}

/// What is missing of some of the organisations drawn, by department.
pub(crate) async fn short(conn: &mut PgConnection, plan: Uuid, codes: &[UnifiedCode]) -> sqlx::Result<Vec<ShortRow>> {
    sqlx::query_as!(
        ShortRow,
        "select code, department, missing from inspection.drawn_shortfall
         where plan = $1 and code = any($2) order by code, department",
        plan,
        codes as &[UnifiedCode],
    )
    .fetch_all(conn)
    .await
}

/// Every organisation that a plan of a year has drawn, with the plan that was created first of those.
pub(crate) async fn drawn_in(conn: &mut PgConnection, year: i32) -> sqlx::Result<Vec<(UnifiedCode, Uuid)>> {
    let rows = sqlx::query!(
        "select distinct on (code) code, plan from inspection.drawn_object where year = $1 order by code, plan",
        year,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.plan)).collect())
}

//! What was frozen of a plan. Written once, with the freeze.

use inspection_domain::draw::Object;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// Organisations in one row.
const PIECE: usize = 5_000;

/// A row of `inspection.frozen`.
#[derive(Debug, Clone)]
pub(crate) struct FrozenRow {
    pub(crate) plan: Uuid,
    pub(crate) root: Vec<u8>,
    pub(crate) program: String,
    pub(crate) frozen_at: OffsetDateTime,
    pub(crate) population_words: String,
    pub(crate) population: i64,
    pub(crate) merged: i64,
    pub(crate) inspectors: i32,
    pub(crate) recusals: i32,
    /// A to D.
    pub(crate) strata_population: Vec<i64>,
    /// A to D.
    pub(crate) strata_quota: Vec<i64>,
}

/// A row of `inspection.frozen_inspector`.
#[derive(Debug, Clone)]
pub(crate) struct PooledRow {
    pub(crate) inspector: Uuid,
    pub(crate) department: String,
    pub(crate) capacity: i32,
    pub(crate) certificate_from: Date,
    pub(crate) certificate_to: Date,
}

/// Adds the head of what is frozen.
pub(crate) async fn insert(conn: &mut PgConnection, row: &FrozenRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into inspection.frozen (plan, root, program, frozen_at, population_words, population, merged, inspectors,
             recusals, strata_population, strata_quota)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row.plan,
        row.root,
        row.program,
        row.frozen_at,
        row.population_words,
        row.population,
        row.merged,
        row.inspectors,
        row.recusals,
        &row.strata_population,
        &row.strata_quota,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds the population, which is in the order of strata and codes.
pub(crate) async fn insert_objects(conn: &mut PgConnection, plan: Uuid, objects: &[Object]) -> sqlx::Result<()> {
    let strata = objects.chunk_by(|one, next| one.grade == next.grade);
    for (number, piece) in (1..).zip(strata.flat_map(|stratum| stratum.chunks(PIECE))) {
        let codes: Vec<UnifiedCode> = piece.iter().map(|object| object.code).collect();
        let grade = piece.first().map_or("", |object| object.grade.as_str());
        sqlx::query!(
            "insert into inspection.frozen_objects (plan, number, grade, codes) values ($1, $2, $3, $4)",
            plan,
            number,
            grade,
            &codes as &[UnifiedCode],
        )
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

/// Adds those who are left out, each with the plan that has drawn it.
pub(crate) async fn insert_merged(
    conn: &mut PgConnection,
    plan: Uuid,
    merged: &[(UnifiedCode, Uuid)],
) -> sqlx::Result<()> {
    let codes: Vec<UnifiedCode> = merged.iter().map(|(code, _)| *code).collect();
    let others: Vec<Uuid> = merged.iter().map(|(_, other)| *other).collect();
    sqlx::query!(
        "insert into inspection.frozen_merged (plan, code, other)
         select $1, merged.* from unnest($2::text[], $3::uuid[]) as merged",
        plan,
        &codes as &[UnifiedCode],
        &others,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds those who may inspect.
pub(crate) async fn insert_pool(conn: &mut PgConnection, plan: Uuid, pool: &[PooledRow]) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = pool.iter().map(|row| row.inspector).collect();
    let departments: Vec<String> = pool.iter().map(|row| row.department.clone()).collect();
    let capacities: Vec<i32> = pool.iter().map(|row| row.capacity).collect();
    let from: Vec<Date> = pool.iter().map(|row| row.certificate_from).collect();
    let to: Vec<Date> = pool.iter().map(|row| row.certificate_to).collect();
    sqlx::query!(
        "insert into inspection.frozen_inspector (plan, inspector, department, capacity, certificate_from, certificate_to)
         select $1, pool.* from unnest($2::uuid[], $3::text[], $4::integer[], $5::date[], $6::date[]) as pool",
        plan,
        &ids,
        &departments,
        &capacities,
        &from,
        &to,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds who may not inspect whom.
pub(crate) async fn insert_recusals(
    conn: &mut PgConnection,
    plan: Uuid,
    recusals: &[(Uuid, UnifiedCode)],
) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = recusals.iter().map(|(inspector, _)| *inspector).collect();
    let codes: Vec<UnifiedCode> = recusals.iter().map(|(_, code)| *code).collect();
    sqlx::query!(
        "insert into inspection.frozen_recusal (plan, inspector, code)
         select $1, recusal.* from unnest($2::uuid[], $3::text[]) as recusal",
        plan,
        &ids,
        &codes as &[UnifiedCode],
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The heads of what is frozen of some plans.
pub(crate) async fn heads(conn: &mut PgConnection, plans: &[Uuid]) -> sqlx::Result<Vec<FrozenRow>> {
    sqlx::query_as!(
        FrozenRow,
        "select plan, root, program, frozen_at, population_words, population, merged, inspectors, recusals,
             strata_population, strata_quota
         from inspection.frozen where plan = any($1)",
        plans,
    )
    .fetch_all(conn)
    .await
}

/// The population, in the order of strata and codes.
pub(crate) async fn objects(conn: &mut PgConnection, plan: Uuid) -> sqlx::Result<Vec<(String, Vec<UnifiedCode>)>> {
    let rows = sqlx::query!(
        r#"select grade, codes as "codes: Vec<UnifiedCode>" from inspection.frozen_objects where plan = $1 order by number"#,
        plan,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.grade, row.codes)).collect())
}

/// Those who are left out.
pub(crate) async fn merged(conn: &mut PgConnection, plan: Uuid) -> sqlx::Result<Vec<(UnifiedCode, Uuid)>> {
    let rows = sqlx::query!("select code, other from inspection.frozen_merged where plan = $1 order by code", plan)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.other)).collect())
}

/// Those who may inspect.
pub(crate) async fn pool(conn: &mut PgConnection, plan: Uuid) -> sqlx::Result<Vec<PooledRow>> {
    sqlx::query_as!(
        PooledRow,
        "select inspector, department, capacity, certificate_from, certificate_to
         from inspection.frozen_inspector where plan = $1",
        plan,
    )
    .fetch_all(conn)
    .await
}

/// Who may not inspect whom.
pub(crate) async fn recusals(conn: &mut PgConnection, plan: Uuid) -> sqlx::Result<Vec<(Uuid, UnifiedCode)>> {
    let rows = sqlx::query!("select inspector, code from inspection.frozen_recusal where plan = $1", plan)
        .fetch_all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (row.inspector, row.code)).collect())
}

/// The inspectors of departments in a division who may be drawn at all: no assistants, nobody suspended.
pub(crate) async fn able(
    conn: &mut PgConnection,
    departments: &[String],
    division: &str,
) -> sqlx::Result<Vec<PooledRow>> {
    sqlx::query_as!(
        PooledRow,
        "select id as inspector, department, capacity, certificate_from, certificate_to
         from inspection.inspector
         where department = any($1) and division = $2 and not assistant and not suspended",
        departments,
        division,
    )
    .fetch_all(conn)
    .await
}

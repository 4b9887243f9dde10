//! Parts of grants, with the applications and payments that they are.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A row of `purchase.venture_instalment`, with its application and the payment that was made.
#[derive(Debug, Clone)]
pub(crate) struct InstalmentRow {
    pub(crate) number: i32,
    pub(crate) gate: String,
    pub(crate) application: Uuid,
    pub(crate) amount_fen: i64,
    pub(crate) status: String,
    pub(crate) payment: Option<Uuid>,
    pub(crate) demanded_fen: i64,
    pub(crate) returned_fen: i64,
}

/// What an application is a part of.
#[derive(Debug)]
pub(crate) struct PartRow {
    pub(crate) gate: String,
    pub(crate) round: Uuid,
    /// The proposal, and how it stands.
    pub(crate) id: Uuid,
    pub(crate) status: String,
}

/// Adds one.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (proposal, number): (Uuid, i32),
    (gate, application): (&str, Uuid),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.venture_instalment (proposal, number, gate, application, created_at) values ($1, $2, $3, $4, $5)",
        proposal,
        number,
        gate,
        application,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All of a proposal, in their order.
pub(crate) async fn all(conn: &mut PgConnection, proposal: Uuid) -> sqlx::Result<Vec<InstalmentRow>> {
    sqlx::query_as!(
        InstalmentRow,
        r#"select part.number, part.gate, part.application, asked.amount_fen, asked.status, paid.id as "payment?",
             coalesce(paid.demanded_fen, 0) as "demanded_fen!", coalesce(paid.returned_fen, 0) as "returned_fen!"
         from purchase.venture_instalment part
         join purchase.fund_application asked on asked.id = part.application
         left join purchase.fund_payment paid on paid.application = part.application and paid.status = 'paid'
         where part.proposal = $1 order by part.number"#,
        proposal,
    )
    .fetch_all(conn)
    .await
}

/// What was paid for each proposal of a round, and what of it came back, in fen; none for those for which nothing was.
pub(crate) async fn moved(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<(Uuid, (i64, i64))>> {
    let rows = sqlx::query!(
        r#"select part.proposal, sum(paid.amount_fen)::bigint as "paid!", sum(paid.returned_fen)::bigint as "returned!"
         from purchase.venture_proposal project
         join purchase.venture_instalment part on part.proposal = project.id
         join purchase.fund_payment paid on paid.application = part.application and paid.status = 'paid'
         where project.round = $1 group by part.proposal"#,
        round,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.proposal, (row.paid, row.returned))).collect())
}

/// The instalment that an application is, if it is one.
pub(crate) async fn of_application(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<Option<PartRow>> {
    sqlx::query_as!(
        PartRow,
        "select part.gate, project.round, project.id, project.status
         from purchase.venture_instalment part join purchase.venture_proposal project on project.id = part.proposal
         where part.application = $1",
        application,
    )
    .fetch_optional(conn)
    .await
}

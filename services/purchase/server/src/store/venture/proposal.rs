//! Proposals, a row a proposal.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

use crate::store::fund::application::Checked;

/// A row of `purchase.venture_proposal`.
#[derive(Debug, Clone)]
pub(crate) struct ProposalRow {
    pub(crate) id: Uuid,
    pub(crate) round: Uuid,
    pub(crate) track: String,
    pub(crate) organization: String,
    pub(crate) organization_title: String,
    pub(crate) title: String,
    pub(crate) plan: String,
    pub(crate) start_on: Date,
    pub(crate) end_on: Date,
    pub(crate) line_titles: Vec<String>,
    pub(crate) line_fens: Vec<i64>,
    pub(crate) agreed_fens: Vec<i64>,
    pub(crate) asked_fen: i64,
    pub(crate) status: String,
    pub(crate) filed_at: Option<OffsetDateTime>,
    pub(crate) eligibility: String,
    pub(crate) eligibility_conditions: Vec<String>,
    pub(crate) eligibility_cursor: String,
    pub(crate) eligibility_at: Option<OffsetDateTime>,
    pub(crate) check_reason: String,
    pub(crate) mend_until_on: Option<Date>,
    pub(crate) invited: bool,
    pub(crate) is_listed: bool,
    pub(crate) rank: Option<i32>,
    pub(crate) review_points: Option<i32>,
    pub(crate) defence_points: Option<i32>,
    pub(crate) total_points: Option<i32>,
    pub(crate) grant_fen: i64,
    pub(crate) agreement_number: String,
    pub(crate) signed_on: Option<Date>,
    pub(crate) end_reason: String,
    pub(crate) created_by: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// Proposals, with what follows the table.
macro_rules! proposals {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            ProposalRow,
            "select id, round, track, organization, organization_title, title, plan, start_on, end_on, line_titles, line_fens,
           agreed_fens, asked_fen, status, filed_at, eligibility, eligibility_conditions, eligibility_cursor, eligibility_at,
           check_reason, mend_until_on, invited, is_listed, rank, review_points, defence_points, total_points, grant_fen,
           agreement_number, signed_on, end_reason, created_by, created_at, updated_at, revision
         from purchase.venture_proposal" + $rest,
            $($argument),+
        )
    };
}

/// What a proposal says.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) track: String,
    pub(crate) title: String,
    pub(crate) plan: String,
    pub(crate) start_on: Date,
    pub(crate) end_on: Date,
    pub(crate) line_titles: Vec<String>,
    pub(crate) line_fens: Vec<i64>,
    /// The sum of the lines.
    pub(crate) asked_fen: i64,
}

/// Adds a draft of an organisation to a round of a division.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (round, division, organization): (Uuid, &str, &str),
    written: &Written,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.venture_proposal (id, round, division, track, organization, title, plan, start_on, end_on, line_titles,
           line_fens, asked_fen, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)",
        by.id,
        round,
        division,
        written.track,
        organization,
        written.title,
        written.plan,
        written.start_on,
        written.end_on,
        &written.line_titles,
        &written.line_fens,
        written.asked_fen,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Writes one anew.
pub(crate) async fn rewrite(
    conn: &mut PgConnection,
    id: Uuid,
    written: &Written,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set track = $2, title = $3, plan = $4, start_on = $5, end_on = $6, line_titles = $7,
           line_fens = $8, asked_fen = $9, updated_at = $10, revision = revision + 1
         where id = $1",
        id,
        written.track,
        written.title,
        written.plan,
        written.start_on,
        written.end_on,
        &written.line_titles,
        &written.line_fens,
        written.asked_fen,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<ProposalRow>> {
    proposals!(" where id = $1", id).fetch_optional(conn).await
}

/// All of a round, by track and place, then as they were drafted.
pub(crate) async fn all(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<ProposalRow>> {
    proposals!(" where round = $1 order by track, rank, id", round).fetch_all(conn).await
}

/// Those of a round that are or were on the list before the public, by track and place.
pub(crate) async fn listed(conn: &mut PgConnection, round: Uuid) -> sqlx::Result<Vec<ProposalRow>> {
    proposals!(" where round = $1 and is_listed order by track, rank, id", round).fetch_all(conn).await
}

/// Which proposals of a round a list shows, and to whom.
#[derive(Debug)]
pub(crate) struct ProposalFilter {
    pub(crate) round: Uuid,
    pub(crate) track: Option<String>,
    pub(crate) status: Option<&'static str>,
    /// The client system that calls: it sees its own.
    pub(crate) actor: String,
    /// Whether the caller is of the department, which sees whatever was filed.
    pub(crate) is_department: bool,
    /// Tracks that the caller judges.
    pub(crate) tracks: Vec<String>,
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ProposalFilter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ProposalRow>> {
    proposals!(
        "
         where round = $1 and ($2::text is null or track = $2)
           and ($3::text is null or $3 = case when status = 'listed' and not is_listed and not $5 then 'accepted' else status end)
           and (created_by = $4 or is_listed or ($5 and filed_at is not null)
             or (track = any($6) and status in ('accepted', 'listed')))
           and ($7::uuid is null or id < $7)
         order by id desc limit $8",
        filter.round,
        filter.track,
        filter.status,
        filter.actor,
        filter.is_department,
        &filter.tracks,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Files one, with what credit answered.
pub(crate) async fn file(conn: &mut PgConnection, id: Uuid, checked: &Checked, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update purchase.venture_proposal set status = 'filed', filed_at = $2, organization_title = $3, eligibility = $4,
           eligibility_conditions = $5, eligibility_cursor = $6, eligibility_at = $2, mend_until_on = null, updated_at = $2,
           revision = revision + 1
         where id = $1",
        id,
        at,
        checked.title,
        checked.eligible.as_str(),
        &checked.conditions,
        checked.cursor,
    )
    .execute(conn)
    .await?;
    Ok(())
}

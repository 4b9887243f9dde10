//! Opinions of organisations that are asked, a row an organisation.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Author;
use uuid::Uuid;

/// A row of `talent.consultation_opinion`, with what its organisation was called.
#[derive(Debug, Clone)]
pub(crate) struct OpinionRow {
    pub(crate) consultation: Uuid,
    pub(crate) organization: String,
    pub(crate) title: String,
    pub(crate) stance: String,
    pub(crate) body: String,
    pub(crate) answer_keys: Vec<String>,
    pub(crate) answer_texts: Vec<String>,
    pub(crate) may_publish: bool,
    pub(crate) created_by: String,
    pub(crate) submitted_at: OffsetDateTime,
    /// Empty: no reply.
    pub(crate) adoption: String,
    pub(crate) reply: String,
    pub(crate) replied_at: Option<OffsetDateTime>,
    pub(crate) revision: i64,
}

/// Opinions, with what follows the tables.
macro_rules! opinions {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            OpinionRow,
            "select opinion.consultation, opinion.organization, asked.title, opinion.stance, opinion.body, opinion.answer_keys,
           opinion.answer_texts, opinion.may_publish, opinion.created_by, opinion.submitted_at, opinion.adoption, opinion.reply,
           opinion.replied_at, opinion.revision
         from talent.consultation_opinion opinion
         join talent.consultation_asked asked
           on asked.consultation = opinion.consultation and asked.organization = opinion.organization" + $rest,
            $($argument),+
        )
    };
}

/// What an organisation says.
#[derive(Debug)]
pub(crate) struct Said {
    /// `for`, `against`, `amend` or `no_remark`.
    pub(crate) stance: &'static str,
    pub(crate) body: String,
    pub(crate) answer_keys: Vec<String>,
    pub(crate) answer_texts: Vec<String>,
    pub(crate) may_publish: bool,
}

/// The one of an organisation.
pub(crate) async fn get(
    conn: &mut PgConnection,
    consultation: Uuid,
    organization: &str,
) -> sqlx::Result<Option<OpinionRow>> {
    opinions!(" where opinion.consultation = $1 and opinion.organization = $2", consultation, organization)
        .fetch_optional(conn)
        .await
}

/// Those of a consultation in the order of their codes, after a code: all, or those that may be published.
pub(crate) async fn page(
    conn: &mut PgConnection,
    (consultation, is_public): (Uuid, bool),
    after: Option<&str>,
    limit: i64,
) -> sqlx::Result<Vec<OpinionRow>> {
    opinions!(
        "
         where opinion.consultation = $1 and (opinion.may_publish or not $2::boolean)
           and ($3::text is null or opinion.organization > $3)
         order by opinion.organization limit $4",
        consultation,
        is_public,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Adds one.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    (consultation, organization): (Uuid, &str),
    said: &Said,
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.consultation_opinion (consultation, organization, stance, body, answer_keys, answer_texts, may_publish,
           created_by, created_officer, created_at, submitted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)",
        consultation,
        organization,
        said.stance,
        said.body,
        &said.answer_keys,
        &said.answer_texts,
        said.may_publish,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What an organisation says takes the place of what it said.
pub(crate) async fn replace(
    conn: &mut PgConnection,
    (consultation, organization): (Uuid, &str),
    said: &Said,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.consultation_opinion set stance = $3, body = $4, answer_keys = $5, answer_texts = $6, may_publish = $7,
           submitted_at = $8, revision = revision + 1
         where consultation = $1 and organization = $2",
        consultation,
        organization,
        said.stance,
        said.body,
        &said.answer_keys,
        &said.answer_texts,
        said.may_publish,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What became of one, and why.
pub(crate) async fn reply(
    conn: &mut PgConnection,
    (consultation, organization): (Uuid, &str),
    (adoption, reply): (&str, &str),
    by: &Author,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.consultation_opinion set adoption = $3, reply = $4, replied_by = $5, replied_officer = $6, replied_at = $7,
           revision = revision + 1
         where consultation = $1 and organization = $2",
        consultation,
        organization,
        adoption,
        reply,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

//! Consultations, a row a consultation; what belongs to them, a file each.

pub(crate) mod asked;
pub(crate) mod event;
pub(crate) mod opinion;

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Author;
use uuid::Uuid;

/// A row of `talent.consultation`.
#[derive(Debug, Clone)]
pub(crate) struct ConsultationRow {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) document_number: String,
    pub(crate) document_uri: String,
    pub(crate) question_keys: Vec<String>,
    pub(crate) question_texts: Vec<String>,
    /// Empty: organisations are asked by name alone.
    pub(crate) population_division: String,
    /// Kinds of organisations as the register's contract names them; none: all.
    pub(crate) kinds: Vec<String>,
    pub(crate) words: Vec<String>,
    /// Codes of organisations that are asked by name.
    pub(crate) named: Vec<String>,
    pub(crate) last_on: Date,
    pub(crate) status: String,
    pub(crate) rules: Vec<String>,
    pub(crate) asked_count: i32,
    pub(crate) opened_at: Option<OffsetDateTime>,
    pub(crate) summary: String,
    pub(crate) issued_number: String,
    pub(crate) end_reason: String,
    pub(crate) created_at: OffsetDateTime,
    pub(crate) updated_at: OffsetDateTime,
    pub(crate) revision: i64,
}

/// Consultations, with what follows the table.
macro_rules! consultations {
    ($rest:tt, $($argument:expr),+ $(,)?) => {
        sqlx::query_as!(
            ConsultationRow,
            "select id, division, department, kind, title, body, document_number, document_uri, question_keys, question_texts,
           population_division, kinds, words, named, last_on, status, rules, asked_count, opened_at, summary, issued_number, end_reason,
           created_at, updated_at, revision
         from talent.consultation it" + $rest,
            $($argument),+
        )
    };
}

/// What a draft states.
#[derive(Debug)]
pub(crate) struct Stated {
    /// `regulation`, `policy` or `plan`.
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) document_number: String,
    pub(crate) document_uri: String,
    pub(crate) question_keys: Vec<String>,
    pub(crate) question_texts: Vec<String>,
    pub(crate) population_division: String,
    pub(crate) kinds: Vec<String>,
    pub(crate) words: Vec<String>,
    pub(crate) named: Vec<String>,
    pub(crate) last_on: Date,
}

/// Adds a draft.
pub(crate) async fn insert(conn: &mut PgConnection, stated: &Stated, by: &Author) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.consultation (id, division, department, kind, title, body, document_number, document_uri, question_keys,
           question_texts, population_division, kinds, words, named, last_on, created_by, created_officer, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18)",
        by.id,
        by.division,
        by.department,
        stated.kind,
        stated.title,
        stated.body,
        stated.document_number,
        stated.document_uri,
        &stated.question_keys,
        &stated.question_texts,
        stated.population_division,
        &stated.kinds,
        &stated.words,
        &stated.named,
        stated.last_on,
        by.actor,
        by.officer,
        by.at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What a draft states takes the place of what it stated.
pub(crate) async fn rewrite(
    conn: &mut PgConnection,
    id: Uuid,
    stated: &Stated,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.consultation set kind = $2, title = $3, body = $4, document_number = $5, document_uri = $6, question_keys = $7,
           question_texts = $8, population_division = $9, kinds = $10, words = $11, named = $12, last_on = $13, updated_at = $14,
           revision = revision + 1
         where id = $1",
        id,
        stated.kind,
        stated.title,
        stated.body,
        stated.document_number,
        stated.document_uri,
        &stated.question_keys,
        &stated.question_texts,
        stated.population_division,
        &stated.kinds,
        &stated.words,
        &stated.named,
        stated.last_on,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps a consultation from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from talent.consultation where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// Keeps a consultation as it stands until the end of the transaction; others may do the same.
pub(crate) async fn hold(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from talent.consultation where id = $1 for share", id).fetch_optional(conn).await?;
    Ok(())
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<ConsultationRow>> {
    consultations!(" where id = $1", id).fetch_optional(conn).await
}

/// Which consultations a list shows.
#[derive(Debug)]
pub(crate) struct Filter {
    pub(crate) division: Option<String>,
    /// As the table has it.
    pub(crate) status: Option<&'static str>,
    /// Whether opinions are taken today; none: either.
    pub(crate) is_taking: Option<bool>,
    pub(crate) today: Date,
    /// The code of an organisation that is asked.
    pub(crate) asked: Option<String>,
    /// Whose drafts are shown: division and department.
    pub(crate) own: (String, String),
}

/// Those that the filter lets through, the newest first, before an id.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ConsultationRow>> {
    consultations!(
        "
         where ($1::text is null or division = $1)
           and ($2::text is null or status = $2)
           and ($3::boolean is null or (last_on >= $4) = $3)
           and ($5::text is null or exists (
             select from talent.consultation_asked asked where asked.consultation = it.id and asked.organization = $5))
           and (opened_at is not null or (division, department) = ($6, $7))
           and ($8::uuid is null or id < $8)
         order by id desc limit $9",
        filter.division,
        filter.status,
        filter.is_taking,
        filter.today,
        filter.asked,
        filter.own.0,
        filter.own.1,
        before,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Opens it for so many, with the rule it was checked by.
pub(crate) async fn open(
    conn: &mut PgConnection,
    id: Uuid,
    (asked, rules): (i32, &[String]),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.consultation set status = 'open', asked_count = $2, rules = $3, opened_at = $4, updated_at = $4,
           revision = revision + 1
         where id = $1",
        id,
        asked,
        rules,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Withdraws it for a reason.
pub(crate) async fn withdraw(conn: &mut PgConnection, id: Uuid, reason: &str, at: OffsetDateTime) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.consultation set status = 'withdrawn', end_reason = $2, updated_at = $3, revision = revision + 1 where id = $1",
        id,
        reason,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Concludes it with what came of it, and the number of what was issued.
pub(crate) async fn conclude(
    conn: &mut PgConnection,
    id: Uuid,
    (summary, issued_number): (&str, &str),
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.consultation set status = 'concluded', summary = $2, issued_number = $3, updated_at = $4, revision = revision + 1
         where id = $1",
        id,
        summary,
        issued_number,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

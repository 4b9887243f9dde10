//! Who is asked by consultations.

use sqlx::PgConnection;
use uuid::Uuid;

/// A row of `talent.consultation_asked`.
#[derive(Debug, Clone)]
pub(crate) struct AskedRow {
    pub(crate) organization: String,
    pub(crate) title: String,
}

/// Adds organisations, each code with its title.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    consultation: Uuid,
    (codes, titles): (&[String], &[String]),
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.consultation_asked (consultation, organization, title)
         select $1, code, title from unnest($2::text[], $3::text[]) as asked (code, title)",
        consultation,
        codes,
        titles,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that is asked, kept from others until the end of the transaction.
pub(crate) async fn lock(
    conn: &mut PgConnection,
    consultation: Uuid,
    organization: &str,
) -> sqlx::Result<Option<AskedRow>> {
    sqlx::query_as!(
        AskedRow,
        "select organization, title from talent.consultation_asked where consultation = $1 and organization = $2 for update",
        consultation,
        organization,
    )
    .fetch_optional(conn)
    .await
}

/// Those that have not answered, in the order of their codes, after a code.
pub(crate) async fn unanswered(
    conn: &mut PgConnection,
    consultation: Uuid,
    after: Option<&str>,
    limit: i64,
) -> sqlx::Result<Vec<AskedRow>> {
    sqlx::query_as!(
        AskedRow,
        "select asked.organization, asked.title from talent.consultation_asked asked
         where asked.consultation = $1 and ($2::text is null or asked.organization > $2)
           and not exists (select from talent.consultation_opinion opinion
             where opinion.consultation = asked.consultation and opinion.organization = asked.organization)
         order by asked.organization limit $3",
        consultation,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// What opinions of a consultation come to.
#[derive(Debug, Clone)]
pub(crate) struct Counts {
    pub(crate) asked: i64,
    pub(crate) answered: i64,
    pub(crate) pros: i64,
    pub(crate) cons: i64,
    pub(crate) amending: i64,
    pub(crate) without_remark: i64,
    pub(crate) adopted: i64,
    pub(crate) partly: i64,
    pub(crate) not_adopted: i64,
    /// Those with a text or an answer that have no reply.
    pub(crate) unreplied: i64,
}

/// Counts what is there.
pub(crate) async fn count(conn: &mut PgConnection, consultation: Uuid) -> sqlx::Result<Counts> {
    sqlx::query_as!(
        Counts,
        r#"select count(*) as "asked!", count(opinion.stance) as "answered!",
             count(*) filter (where opinion.stance = 'for') as "pros!",
             count(*) filter (where opinion.stance = 'against') as "cons!",
             count(*) filter (where opinion.stance = 'amend') as "amending!",
             count(*) filter (where opinion.stance = 'no_remark') as "without_remark!",
             count(*) filter (where opinion.adoption = 'adopted') as "adopted!",
             count(*) filter (where opinion.adoption = 'partly') as "partly!",
             count(*) filter (where opinion.adoption = 'not_adopted') as "not_adopted!",
             count(*) filter (where opinion.adoption = '' and (opinion.body <> '' or cardinality(opinion.answer_keys) > 0)) as "unreplied!"
         from talent.consultation_asked asked
         left join talent.consultation_opinion opinion
           on opinion.consultation = asked.consultation and opinion.organization = asked.organization
         where asked.consultation = $1"#,
        consultation,
    )
    .fetch_one(conn)
    .await
}

//! What bulletins hold.

use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

/// One publication in a bulletin.
#[derive(Debug, Clone)]
pub(crate) struct EntryRow {
    pub(crate) publication: Uuid,
    pub(crate) number: String,
    /// What it says, while it stands before the public.
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) withdrawn_on: Option<Date>,
    pub(crate) ground: Option<String>,
}

/// A bulletin that holds a publication.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    pub(crate) id: Uuid,
    pub(crate) state: String,
    pub(crate) division: String,
    pub(crate) department: String,
}

/// An authority with publications that no bulletin holds yet.
#[derive(Debug, Clone)]
pub(crate) struct Authority {
    pub(crate) division: String,
    pub(crate) department: String,
}

/// A published bulletin that must be corrected.
#[derive(Debug, Clone)]
pub(crate) struct Wrong {
    pub(crate) id: Uuid,
    pub(crate) publications: Vec<Uuid>,
}

/// The entries of a bulletin on a day, in the order of their numbers.
pub(crate) async fn of(conn: &mut PgConnection, bulletin: Uuid, today: Date) -> sqlx::Result<Vec<EntryRow>> {
    sqlx::query_as!(
        EntryRow,
        r#"select p.id as publication, p.number,
             case when p.state = 'published' and (p.until_on is null or p.until_on > $2) then e.body end as body,
             p.withdrawn_on, p.ground
         from credit.bulletin_entry as e join credit.publication as p on p.id = e.publication
         where e.bulletin = $1 order by p.number"#,
        bulletin,
        today,
    )
    .fetch_all(conn)
    .await
}

/// Authorities that published something of some kinds between two days, which no bulletin holds.
pub(crate) async fn waiting(
    conn: &mut PgConnection,
    kinds: &[String],
    (from, to): (Date, Date),
    limit: i64,
) -> sqlx::Result<Vec<Authority>> {
    sqlx::query_as!(
        Authority,
        r#"select distinct division, department from credit.publication as p
         where kind = any($1) and published_on between $2 and $3 and state = 'published'
           and not exists (select from credit.bulletin_entry where publication = p.id and not correction)
         order by division, department limit $4"#,
        kinds,
        from,
        to,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts what an authority published of some kinds between two days, and no bulletin holds, into one; how many.
pub(crate) async fn fill(
    conn: &mut PgConnection,
    bulletin: Uuid,
    kinds: &[String],
    (from, to): (Date, Date),
    of: &Authority,
    limit: i64,
) -> sqlx::Result<u64> {
    let filled = sqlx::query!(
        "insert into credit.bulletin_entry (bulletin, publication, body, correction)
         select $1, id, body, false from (
           select id, body from credit.publication as p
           where kind = any($2) and published_on between $3 and $4 and division = $5 and department = $6 and state = 'published'
             and not exists (select from credit.bulletin_entry where publication = p.id and not correction)
           order by number limit $7 for share of p) as due
         on conflict do nothing",
        bulletin,
        kinds,
        from,
        to,
        of.division,
        of.department,
        limit,
    );
    Ok(filled.execute(conn).await?.rows_affected())
}

/// Bulletins that hold a publication as an entry of theirs, held until the end of the transaction.
pub(crate) async fn holding(conn: &mut PgConnection, publication: Uuid) -> sqlx::Result<Vec<Holder>> {
    sqlx::query_as!(
        Holder,
        "select b.id, b.state, b.division, b.department
         from credit.bulletin as b join credit.bulletin_entry as e on e.bulletin = b.id
         where e.publication = $1 and not e.correction order by b.id for update of b",
        publication,
    )
    .fetch_all(conn)
    .await
}

/// Takes a publication out of a draft.
pub(crate) async fn remove(conn: &mut PgConnection, bulletin: Uuid, publication: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from credit.bulletin_entry where bulletin = $1 and publication = $2", bulletin, publication)
        .execute(conn)
        .await?;
    Ok(())
}

/// Published bulletins with entries that fell and that no draft and no bulletin corrects.
pub(crate) async fn wrong(conn: &mut PgConnection, limit: i64) -> sqlx::Result<Vec<Wrong>> {
    sqlx::query_as!(
        Wrong,
        r#"select e.bulletin as "id!", array_agg(e.publication) as "publications!"
         from credit.bulletin_entry as e
         join credit.publication_withdrawal as w on w.publication = e.publication and w.resource = 'bulletins/' || e.bulletin
         where w.done_on is null and not e.correction
           and not exists (select from credit.bulletin_entry as c join credit.bulletin as b on b.id = c.bulletin
                           where c.publication = e.publication and b.corrects = e.bulletin)
         group by e.bulletin order by e.bulletin limit $1"#,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// The draft that corrects a bulletin, held until the end of the transaction.
pub(crate) async fn correction_of(conn: &mut PgConnection, bulletin: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!(
        "select id from credit.bulletin where corrects = $1 and state <> 'published' for update",
        bulletin,
    )
    .fetch_optional(conn)
    .await
}

/// Names publications that fell in a correction.
pub(crate) async fn correct(conn: &mut PgConnection, correction: Uuid, publications: &[Uuid]) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.bulletin_entry (bulletin, publication, body, correction)
         select $1, unnest($2::uuid[]), null, true on conflict do nothing",
        correction,
        publications,
    )
    .execute(conn)
    .await?;
    Ok(())
}

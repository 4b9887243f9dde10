//! Persons of nominations, honours and secondments that an older key sealed.

use sqlx::PgConnection;
use uuid::Uuid;

/// A person as it is sealed in a row.
#[derive(Debug)]
pub(crate) struct Sealed {
    pub(crate) id: Uuid,
    pub(crate) name: Vec<u8>,
    /// None where a table has no post.
    pub(crate) post: Option<Vec<u8>>,
}

/// Whether a nomination after `after` is sealed otherwise than with this head.
pub(crate) async fn any_nomination(conn: &mut PgConnection, head: &[u8], after: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select from talent.nomination
             where id > $2 and (substring(person_name from 1 for length($1::bytea)) <> $1
                                or substring(person_post from 1 for length($1)) <> $1)) as "found!""#,
        head,
        after,
    )
    .fetch_one(conn)
    .await
}

/// The first `limit` nominations after `after` that are sealed otherwise than with this head; those that somebody else is busy with are left
/// to the next start.
pub(crate) async fn lock_nominations(
    conn: &mut PgConnection,
    head: &[u8],
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Sealed>> {
    sqlx::query_as!(
        Sealed,
        r#"select id, person_name as "name!", person_post as post from talent.nomination
         where id > $2 and (substring(person_name from 1 for length($1::bytea)) <> $1
                            or substring(person_post from 1 for length($1)) <> $1)
         order by id limit $3 for update skip locked"#,
        head,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts the same back, sealed anew.
pub(crate) async fn put_nomination(
    conn: &mut PgConnection,
    id: Uuid,
    name: &[u8],
    post: Option<&[u8]>,
) -> sqlx::Result<()> {
    sqlx::query!("update talent.nomination set person_name = $2, person_post = $3 where id = $1", id, name, post,)
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether an honour after `after` is sealed otherwise than with this head.
pub(crate) async fn any_honour(conn: &mut PgConnection, head: &[u8], after: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select from talent.honour
             where id > $2 and (substring(person_name from 1 for length($1::bytea)) <> $1
                                or substring(person_post from 1 for length($1)) <> $1)) as "found!""#,
        head,
        after,
    )
    .fetch_one(conn)
    .await
}

/// The first `limit` honours after `after` that are sealed otherwise than with this head, but those that somebody else is busy with.
pub(crate) async fn lock_honours(
    conn: &mut PgConnection,
    head: &[u8],
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Sealed>> {
    sqlx::query_as!(
        Sealed,
        r#"select id, person_name as "name!", person_post as post from talent.honour
         where id > $2 and (substring(person_name from 1 for length($1::bytea)) <> $1
                            or substring(person_post from 1 for length($1)) <> $1)
         order by id limit $3 for update skip locked"#,
        head,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts the same back, sealed anew.
pub(crate) async fn put_honour(
    conn: &mut PgConnection,
    id: Uuid,
    name: &[u8],
    post: Option<&[u8]>,
) -> sqlx::Result<()> {
    sqlx::query!("update talent.honour set person_name = $2, person_post = $3 where id = $1", id, name, post,)
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether a secondment after `after` is sealed otherwise than with this head.
pub(crate) async fn any_secondment(conn: &mut PgConnection, head: &[u8], after: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
             select from talent.secondment
             where id > $2 and substring(official_name from 1 for length($1::bytea)) <> $1) as "found!""#,
        head,
        after,
    )
    .fetch_one(conn)
    .await
}

/// The first `limit` secondments after `after` that are sealed otherwise than with this head, but those that somebody else is busy with.
pub(crate) async fn lock_secondments(
    conn: &mut PgConnection,
    head: &[u8],
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<Sealed>> {
    sqlx::query_as!(
        Sealed,
        r#"select id, official_name as name, null::bytea as post from talent.secondment
         where id > $2 and substring(official_name from 1 for length($1::bytea)) <> $1
         order by id limit $3 for update skip locked"#,
        head,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts the same back, sealed anew.
pub(crate) async fn put_secondment(conn: &mut PgConnection, id: Uuid, name: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("update talent.secondment set official_name = $2 where id = $1", id, name).execute(conn).await?;
    Ok(())
}

//! What is sealed otherwise than the ring seals today, of people and of qualifications.

use sqlx::PgConnection;
use uuid::Uuid;

use super::person::PersonRow;

/// The number of a qualification, as it lies there.
#[derive(Debug)]
pub(crate) struct NumberRow {
    pub(crate) id: Uuid,
    pub(crate) number: Vec<u8>,
}

/// Whether anything of anybody after `after` is sealed otherwise than with this head.
pub(crate) async fn any_person(conn: &mut PgConnection, head: &[u8], after: Uuid) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from talent.person
             where id > $2 and (substring(name from 1 for length($1::bytea)) <> $1
                 or substring(id_number from 1 for length($1::bytea)) <> $1)) as "found!""#,
        head,
        after,
    );
    found.fetch_one(conn).await
}

/// The first `limit` people after `after` of whom something is; those that somebody else is busy with are left to the next start.
pub(crate) async fn lock_people(
    conn: &mut PgConnection,
    head: &[u8],
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<PersonRow>> {
    sqlx::query_as!(
        PersonRow,
        "select id, id_kind, name, id_number, revision from talent.person
         where id > $2 and (substring(name from 1 for length($1::bytea)) <> $1
             or substring(id_number from 1 for length($1::bytea)) <> $1)
         order by id limit $3 for update skip locked",
        head,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts the same values back, sealed anew; what people are is not changed by it.
pub(crate) async fn reseal_person(
    conn: &mut PgConnection,
    id: Uuid,
    name: &[u8],
    id_number: Option<&[u8]>,
) -> sqlx::Result<()> {
    sqlx::query!("update talent.person set name = $2, id_number = $3 where id = $1", id, name, id_number,)
        .execute(conn)
        .await?;
    Ok(())
}

/// Whether the number of any qualification after `after` is sealed otherwise.
pub(crate) async fn any_number(conn: &mut PgConnection, head: &[u8], after: Uuid) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from talent.qualification
             where id > $2 and substring(number from 1 for length($1::bytea)) <> $1) as "found!""#,
        head,
        after,
    );
    found.fetch_one(conn).await
}

/// The first `limit` qualifications after `after` whose number is.
pub(crate) async fn lock_numbers(
    conn: &mut PgConnection,
    head: &[u8],
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<NumberRow>> {
    sqlx::query_as!(
        NumberRow,
        "select id, number from talent.qualification
         where id > $2 and substring(number from 1 for length($1::bytea)) <> $1
         order by id limit $3 for update skip locked",
        head,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts the same number back, sealed anew.
pub(crate) async fn reseal_number(conn: &mut PgConnection, id: Uuid, number: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("update talent.qualification set number = $2 where id = $1", id, number).execute(conn).await?;
    Ok(())
}

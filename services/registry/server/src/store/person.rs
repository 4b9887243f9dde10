//! People, sealed. What is sealed and opened is decided elsewhere; here are bytes.

use registry_domain::officer::IdentityKind;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// A row of `registry.person`.
#[derive(Debug)]
pub(crate) struct PersonRow {
    pub(crate) id: Uuid,
    pub(crate) id_kind: IdentityKind,
    pub(crate) name: Vec<u8>,
    pub(crate) id_number: Vec<u8>,
    pub(crate) phone: Option<Vec<u8>>,
}

/// The hashes by which a person is found.
#[derive(Debug)]
pub(crate) struct Hashes {
    pub(crate) id: [u8; 32],
    pub(crate) account: Option<[u8; 32]>,
}

/// Enters a person, if nobody is known by the document.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    person: &PersonRow,
    hashes: &Hashes,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.person (id, id_kind, id_hash, name, id_number, phone, account_hash, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
         on conflict on constraint person_id_hash_key do nothing",
        person.id,
        person.id_kind.as_str(),
        &hashes.id,
        person.name,
        person.id_number,
        person.phone,
        hashes.account.as_ref().map(<[u8; 32]>::as_slice),
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps others from appointing the person known by a document; the id.
pub(crate) async fn lock(conn: &mut PgConnection, id_hash: &[u8; 32]) -> sqlx::Result<Uuid> {
    sqlx::query_scalar!("select id from registry.person where id_hash = $1 for update", id_hash.as_slice())
        .fetch_one(conn)
        .await
}

/// Rewrites a person with what was stated last; what was not stated stays.
pub(crate) async fn update(
    conn: &mut PgConnection,
    person: &PersonRow,
    hashes: &Hashes,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.person set name = $2, phone = coalesce($3, phone),
             account_hash = coalesce($4, account_hash), updated_at = $5
         where id = $1",
        person.id,
        person.name,
        person.phone,
        hashes.account.as_ref().map(<[u8; 32]>::as_slice),
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// People by id.
pub(crate) async fn find_all(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<PersonRow>> {
    sqlx::query_as!(
        PersonRow,
        "select id, id_kind, name, id_number, phone from registry.person where id = any($1)",
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Whether anything of anybody after `after` is sealed otherwise than with this head.
pub(crate) async fn any_sealed_otherwise(conn: &mut PgConnection, head: &[u8], after: Uuid) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select exists (
             select from registry.person
             where id > $2 and (substring(name from 1 for length($1::bytea)) <> $1
                 or substring(id_number from 1 for length($1::bytea)) <> $1
                 or substring(phone from 1 for length($1::bytea)) <> $1)) as "found!""#,
        head,
        after,
    );
    found.fetch_one(conn).await
}

/// The first `limit` people after `after` of whom something is sealed otherwise than with this head; those that somebody
/// else is busy with are left to the next round.
pub(crate) async fn lock_sealed_otherwise(
    conn: &mut PgConnection,
    head: &[u8],
    after: Uuid,
    limit: i64,
) -> sqlx::Result<Vec<PersonRow>> {
    sqlx::query_as!(
        PersonRow,
        "select id, id_kind, name, id_number, phone from registry.person
         where id > $2 and (substring(name from 1 for length($1::bytea)) <> $1
             or substring(id_number from 1 for length($1::bytea)) <> $1
             or substring(phone from 1 for length($1::bytea)) <> $1)
         order by id limit $3 for update skip locked",
        head,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

/// Puts the same values back, sealed anew; what people are is not changed by it.
pub(crate) async fn reseal(conn: &mut PgConnection, person: &PersonRow) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.person set name = $2, id_number = $3, phone = $4 where id = $1",
        person.id,
        person.name,
        person.id_number,
        person.phone,
    )
    .execute(conn)
    .await?;
    Ok(())
}

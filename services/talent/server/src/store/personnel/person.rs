//! People, sealed. What is sealed and opened is decided elsewhere; here are bytes.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uow::Scope;
use uuid::Uuid;
use vocab::identity::IdentityKind;

/// A row of `talent.person`.
#[derive(Debug)]
pub(crate) struct PersonRow {
    pub(crate) id: Uuid,
    pub(crate) id_kind: IdentityKind,
    pub(crate) name: Vec<u8>,
    pub(crate) id_number: Vec<u8>,
    pub(crate) revision: i64,
}

/// Enters a person, if nobody is known by the document.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    person: &PersonRow,
    id_hash: &[u8; 32],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into talent.person (id, id_kind, id_hash, name, id_number, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $6)
         on conflict on constraint person_id_hash_key do nothing",
        person.id,
        person.id_kind.as_str(),
        id_hash.as_slice(),
        person.name,
        person.id_number,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The person known by a document, whom nobody else changes or engages meanwhile.
pub(crate) async fn lock(conn: &mut PgConnection, id_hash: &[u8; 32]) -> sqlx::Result<PersonRow> {
    sqlx::query_as!(
        PersonRow,
        "select id, id_kind, name, id_number, revision from talent.person where id_hash = $1 for update",
        id_hash.as_slice(),
    )
    .fetch_one(conn)
    .await
}

/// Keeps others from changing or engaging a person.
pub(crate) async fn lock_id(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("select id from talent.person where id = $1 for update", id).fetch_optional(conn).await?;
    Ok(())
}

/// A person whom an organisation within reach engages or engaged.
pub(crate) async fn seen(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<PersonRow>> {
    sqlx::query_as!(
        PersonRow,
        "select id, id_kind, name, id_number, revision from talent.person person
         where id = $1 and exists (
             select from talent.engagement join talent.employer using (organization)
             where engagement.person = person.id and starts_with(employer.division, $2))",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// The same, known by a document.
pub(crate) async fn seen_by_document(
    conn: &mut PgConnection,
    scope: &Scope,
    id_hash: &[u8; 32],
) -> sqlx::Result<Option<PersonRow>> {
    sqlx::query_as!(
        PersonRow,
        "select id, id_kind, name, id_number, revision from talent.person person
         where id_hash = $1 and exists (
             select from talent.engagement join talent.employer using (organization)
             where engagement.person = person.id and starts_with(employer.division, $2))",
        id_hash.as_slice(),
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// People by id.
pub(crate) async fn find_all(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<PersonRow>> {
    sqlx::query_as!(
        PersonRow,
        "select id, id_kind, name, id_number, revision from talent.person where id = any($1)",
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Puts another name in the place of the one on record.
pub(crate) async fn rename(
    conn: &mut PgConnection,
    id: Uuid,
    sealed_name: &[u8],
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update talent.person set name = $2, revision = revision + 1, updated_at = $3 where id = $1",
        id,
        sealed_name,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

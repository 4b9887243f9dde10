//! What is counted of one person over all organisations and divisions, and of one organisation's legal representatives.

use registry_domain::officer::Role;
use sqlx::PgConnection;
use time::Date;
use vocab::UnifiedCode;

/// Posts that somebody holds elsewhere.
#[derive(Debug)]
pub(crate) struct HeldElsewhere {
    /// Associations represented.
    pub(crate) associations: i64,
    /// Foundations represented.
    pub(crate) foundations: i64,
    /// Organisations of other kinds represented.
    pub(crate) others: i64,
    /// Associations in which any post is held.
    pub(crate) association_posts: i64,
}

/// The latest revocation of an organisation that somebody led.
#[derive(Debug)]
pub(crate) struct Revoked {
    pub(crate) foundation: Option<Date>,
    pub(crate) any: Option<Date>,
}

/// What a person holds on a day in organisations other than one (none: empty).
pub(crate) async fn held_elsewhere(
    conn: &mut PgConnection,
    id_hash: &[u8; 32],
    organization: &str,
    day: Date,
) -> sqlx::Result<HeldElsewhere> {
    sqlx::query_as!(
        HeldElsewhere,
        r#"select
             count(distinct p.organization)
                 filter (where p.legal_representative and p.organization_kind = 'social_group') as "associations!",
             count(distinct p.organization)
                 filter (where p.legal_representative and p.organization_kind = 'foundation') as "foundations!",
             count(distinct p.organization)
                 filter (where p.legal_representative and p.organization_kind not in ('social_group', 'foundation'))
                 as "others!",
             count(distinct p.organization) filter (where p.organization_kind = 'social_group') as "association_posts!"
         from registry.person h join registry.post p on p.person = h.id
         where h.id_hash = $1 and p.organization <> $2 and (p.ended_on is null or p.ended_on > $3)"#,
        id_hash.as_slice(),
        organization,
        day,
    )
    .fetch_one(conn)
    .await
}

/// When the last organisation was revoked that a person led at that time.
pub(crate) async fn revoked(conn: &mut PgConnection, id_hash: &[u8; 32]) -> sqlx::Result<Revoked> {
    sqlx::query_as!(
        Revoked,
        "select max(r.valid_from) filter (where p.organization_kind = 'foundation') as foundation,
             max(r.valid_from) as any
         from registry.person h join registry.post p on p.person = h.id
             join registry.revision r on r.code = p.organization and r.particulars ->> 'status' = 'revoked'
         where h.id_hash = $1
             and (p.legal_representative or p.role in ('president', 'vice_president', 'secretary_general'))
             and p.starts_on <= r.valid_from and (p.ended_on is null or p.ended_on >= r.valid_from)",
        id_hash.as_slice(),
    )
    .fetch_one(conn)
    .await
}

/// The terms for which a person held a role in an organisation.
pub(crate) async fn terms(
    conn: &mut PgConnection,
    id_hash: &[u8; 32],
    organization: UnifiedCode,
    role: Role,
) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar!(
        "select distinct p.term_number from registry.person h join registry.post p on p.person = h.id
         where h.id_hash = $1 and p.organization = $2 and p.role = $3",
        id_hash.as_slice(),
        organization.as_str(),
        role.as_str(),
    )
    .fetch_all(conn)
    .await
}

/// The first day of the latest legal representative of an organisation.
pub(crate) async fn represented_since(
    conn: &mut PgConnection,
    organization: UnifiedCode,
) -> sqlx::Result<Option<Date>> {
    sqlx::query_scalar!(
        "select max(starts_on) from registry.post where organization = $1 and legal_representative",
        organization.as_str(),
    )
    .fetch_one(conn)
    .await
}

/// Whether an organisation was audited after one day, if one is stated, and by another.
pub(crate) async fn audited(
    conn: &mut PgConnection,
    organization: UnifiedCode,
    after: Option<Date>,
    by: Date,
) -> sqlx::Result<bool> {
    let audited = sqlx::query_scalar!(
        r#"select exists (
             select from registry.officer_audit
             where organization = $1 and ($2::date is null or completed_on > $2) and completed_on <= $3) as "audited!""#,
        organization.as_str(),
        after,
        by,
    );
    audited.fetch_one(conn).await
}

/// Whether an official, by account, holds a post in an organisation or held one after a day.
pub(crate) async fn holds_since(
    conn: &mut PgConnection,
    account_hash: &[u8; 32],
    organization: UnifiedCode,
    since: Date,
) -> sqlx::Result<bool> {
    let holds = sqlx::query_scalar!(
        r#"select exists (
             select from registry.person h join registry.post p on p.person = h.id
             where h.account_hash = $1 and p.organization = $2 and (p.ended_on is null or p.ended_on > $3)) as "holds!""#,
        account_hash.as_slice(),
        organization.as_str(),
        since,
    );
    holds.fetch_one(conn).await
}

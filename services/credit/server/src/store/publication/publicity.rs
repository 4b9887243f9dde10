//! Which decisions of penalties inspection has before the public.

use sqlx::PgConnection;
use time::Date;
use vocab::UnifiedCode;

/// Whether a decision is before the public, since when, and as what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Publicity {
    pub(crate) penalty: String,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) announcement: String,
    pub(crate) published: bool,
    pub(crate) changed_on: Date,
}

/// States it.
pub(crate) async fn put(conn: &mut PgConnection, one: &Publicity) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into credit.penalty_publicity (penalty, organization, division, department, announcement, published, changed_on)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (penalty) do update set announcement = $5, published = $6, changed_on = $7",
        one.penalty,
        one.organization.as_str(),
        one.division,
        one.department,
        one.announcement,
        one.published,
        one.changed_on,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Those of an organisation.
pub(crate) async fn of(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<Vec<Publicity>> {
    sqlx::query_as!(
        Publicity,
        r#"select penalty, organization as "organization: UnifiedCode", division, department, announcement, published, changed_on
         from credit.penalty_publicity where organization = $1"#,
        organization.as_str(),
    )
    .fetch_all(conn)
    .await
}

/// The one that still stands of the penalty which a record is of, or was told of by.
pub(crate) async fn standing_of(conn: &mut PgConnection, record: uuid::Uuid) -> sqlx::Result<Vec<Publicity>> {
    sqlx::query_as!(
        Publicity,
        r#"select penalty, p.organization as "organization: UnifiedCode", p.division, p.department, announcement, published,
             changed_on
         from credit.penalty_publicity as p
         where published and penalty in (select source from credit.record where id = $1)"#,
        record,
    )
    .fetch_all(conn)
    .await
}

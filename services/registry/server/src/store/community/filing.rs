//! Filings, change by change.

use registry_domain::community::CommunityFiling;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use uuid::Uuid;
use vocab::DivisionCode;

/// One that the caller may see, as it stands today.
pub(crate) async fn find(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<CommunityFiling>> {
    sqlx::query_as!(
        CommunityFiling,
        "select id, revision, filing_number, division, township_code, community, community_type, title, class, guidance, activities,
             members, unit_members, activity_funds_fen, contact_name, contact_phone, status, filed_on, ended_on, end_reason,
             application, valid_from, created_at, updated_at
         from registry.community_filing where id = $1 and latest and starts_with(division, $2)",
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// One that the caller may see, as it stood on a day.
pub(crate) async fn on(
    conn: &mut PgConnection,
    scope: &Scope,
    id: Uuid,
    day: Date,
) -> sqlx::Result<Option<CommunityFiling>> {
    sqlx::query_as!(
        CommunityFiling,
        "select id, revision, filing_number, division, township_code, community, community_type, title, class, guidance, activities,
             members, unit_members, activity_funds_fen, contact_name, contact_phone, status, filed_on, ended_on, end_reason,
             application, valid_from, created_at, updated_at
         from registry.community_filing where id = $1 and starts_with(division, $2) and valid_from <= $3
         order by revision desc limit 1",
        id,
        scope.prefix(),
        day,
    )
    .fetch_optional(conn)
    .await
}

/// One that the caller may see, kept from being changed by others.
pub(crate) async fn lock(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<CommunityFiling>> {
    // the first change stands for all: which is the latest is known only once the lock is held
    sqlx::query!("select id from registry.community_filing where id = $1 and revision = 1 for update", id)
        .fetch_optional(&mut *conn)
        .await?;
    find(conn, scope, id).await
}

/// The next serial number of a division and year; whoever asks at the same time waits for this transaction to end.
pub(crate) async fn next_serial(conn: &mut PgConnection, division: DivisionCode, year: i32) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "insert into registry.community_filing_serial as serial (division, year, last) values ($1, $2, 1)
         on conflict on constraint community_filing_serial_pkey do update set last = serial.last + 1
         returning last",
        division.as_str(),
        year,
    )
    .fetch_one(conn)
    .await
}

/// Records a filing as it stands after a change, as the latest.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    filing: &CommunityFiling,
    (department, actor): (&str, &str),
) -> sqlx::Result<()> {
    sqlx::query!("update registry.community_filing set latest = false where id = $1 and latest", filing.id)
        .execute(&mut *conn)
        .await?;
    let count = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    sqlx::query!(
        "insert into registry.community_filing (id, revision, filing_number, division, township_code, community,
             community_type, title, class, guidance, activities, members, unit_members, activity_funds_fen, contact_name,
             contact_phone, status, filed_on, ended_on, end_reason, application, valid_from, latest, department, actor,
             created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, true,
             $23, $24, $25, $26)",
        filing.id,
        filing.revision,
        filing.filing_number,
        filing.division.as_str(),
        filing.township_code,
        filing.community.as_str(),
        filing.community_type.as_str(),
        filing.title.as_str(),
        filing.class.as_str(),
        filing.guidance.as_str(),
        filing.activities.as_str(),
        count(filing.members),
        count(filing.unit_members),
        filing.activity_funds_fen,
        filing.contact_name.reveal(),
        filing.contact_phone.reveal(),
        filing.status.as_str(),
        filing.filed_on,
        filing.ended_on,
        filing.end_reason.as_str(),
        filing.application,
        filing.valid_from,
        department,
        actor,
        filing.created_at,
        filing.updated_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The filing whose registration an application is for, if it is.
pub(crate) async fn of_application(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select id from registry.community_filing where latest and application = $1", application)
        .fetch_optional(conn)
        .await
}

/// Says by which application a filing is to be registered; none if it no longer is.
pub(crate) async fn set_application(conn: &mut PgConnection, id: Uuid, application: Option<Uuid>) -> sqlx::Result<()> {
    sqlx::query!("update registry.community_filing set application = $2 where id = $1 and latest", id, application)
        .execute(conn)
        .await?;
    Ok(())
}

//! Names kept free for applicants (名称预留).

use registry_domain::Title;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::{DivisionCode, OrganizationClass};

use crate::ops::name::NameKey;

/// What became of a reservation. One that is held past its last day is as good as lapsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub(crate) enum ReservationState {
    Held,
    Lapsed,
    Released,
    Consumed,
}

/// A row of `registry.name_reservation`.
#[derive(Debug, Clone)]
pub(crate) struct ReservationRow {
    pub(crate) id: Uuid,
    pub(crate) title: Title,
    pub(crate) kind: Kind,
    pub(crate) division: DivisionCode,
    pub(crate) matter: String,
    pub(crate) department: String,
    pub(crate) state: ReservationState,
    pub(crate) reserved_on: Date,
    pub(crate) expires_on: Date,
    pub(crate) rule: String,
    pub(crate) rule_version: i32,
    /// The application under review that keeps it beyond its last day.
    pub(crate) application: Option<Uuid>,
    pub(crate) created_at: OffsetDateTime,
}

/// A kind of organisation as the database spells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub(crate) enum Kind {
    SocialGroup,
    PrivateNonEnterprise,
    Foundation,
    Other,
}

impl From<OrganizationClass> for Kind {
    fn from(class: OrganizationClass) -> Self {
        match class {
            OrganizationClass::SocialGroup => Self::SocialGroup,
            OrganizationClass::PrivateNonEnterprise => Self::PrivateNonEnterprise,
            OrganizationClass::Foundation => Self::Foundation,
            OrganizationClass::Other => Self::Other,
        }
    }
}

impl From<Kind> for OrganizationClass {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::SocialGroup => Self::SocialGroup,
            Kind::PrivateNonEnterprise => Self::PrivateNonEnterprise,
            Kind::Foundation => Self::Foundation,
            Kind::Other => Self::Other,
        }
    }
}

/// Who holds a name.
#[derive(Debug)]
pub(crate) struct Holder {
    /// Under which reservation.
    pub(crate) id: Uuid,
    pub(crate) department: String,
    /// Until when, as far as no application keeps it longer.
    pub(crate) until: Date,
}

/// Who holds a name on a day.
pub(crate) async fn holder(
    conn: &mut PgConnection,
    division: DivisionCode,
    folded: &str,
    day: Date,
) -> sqlx::Result<Option<Holder>> {
    sqlx::query_as!(
        Holder,
        "select id, department, expires_on as until from registry.name_reservation
         where division = $1 and folded = $2 and state = 'held' and (expires_on >= $3 or application is not null)",
        division.as_str(),
        folded,
        day,
    )
    .fetch_optional(conn)
    .await
}

/// Makes way for a new holder of a name whose reservation has expired.
pub(crate) async fn lapse(
    conn: &mut PgConnection,
    division: DivisionCode,
    folded: &str,
    day: Date,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.name_reservation set state = 'lapsed', ended_at = $4
         where division = $1 and folded = $2 and state = 'held' and expires_on < $3 and application is null",
        division.as_str(),
        folded,
        day,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Adds one that is held. Fails on `name_reservation_holder_key` if somebody else holds the name.
pub(crate) async fn insert(conn: &mut PgConnection, row: &ReservationRow, folded: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into registry.name_reservation (id, title, folded, kind, division, matter, department, state, reserved_on,
             expires_on, rule, rule_version, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, 'held', $8, $9, $10, $11, $12)",
        row.id,
        row.title.as_str(),
        folded,
        row.kind as Kind,
        row.division.as_str(),
        row.matter,
        row.department,
        row.reserved_on,
        row.expires_on,
        row.rule,
        row.rule_version,
        row.created_at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// One that the caller may see, kept from others until the end of the transaction.
pub(crate) async fn lock(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> sqlx::Result<Option<ReservationRow>> {
    sqlx::query_as!(
        ReservationRow,
        r#"select id, title as "title: Title", kind as "kind: Kind", division as "division: DivisionCode", matter, department,
             state as "state: ReservationState", reserved_on, expires_on, rule, rule_version, application, created_at
         from registry.name_reservation where id = $1 and starts_with(division, $2) for update"#,
        id,
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// Keeps the name of a reservation for an application, if whoever hands it in holds that name today.
pub(crate) async fn keep_for(
    conn: &mut PgConnection,
    application: Uuid,
    id: Uuid,
    holders: &[String],
    key: &NameKey,
    day: Date,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.name_reservation set application = $1
         where id = $2 and department = any($3) and division = $4 and folded = $5 and state = 'held' and expires_on >= $6
             and application is null",
        application,
        id,
        holders,
        key.division.as_str(),
        key.folded,
        day,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Keeps no name for an application any more.
pub(crate) async fn let_go(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<()> {
    sqlx::query!("update registry.name_reservation set application = null where application = $1", application)
        .execute(conn)
        .await?;
    Ok(())
}

/// Keeps no name for an application any more but this one.
pub(crate) async fn let_go_others(
    conn: &mut PgConnection,
    application: Uuid,
    id: Uuid,
    key: &NameKey,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.name_reservation set application = null
         where application = $1 and not (id = $2 and division = $3 and folded = $4)",
        application,
        id,
        key.division.as_str(),
        key.folded,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// That which is kept for an application, kept from others until the end of the transaction.
pub(crate) async fn of_application(conn: &mut PgConnection, application: Uuid) -> sqlx::Result<Option<ReservationRow>> {
    sqlx::query_as!(
        ReservationRow,
        r#"select id, title as "title: Title", kind as "kind: Kind", division as "division: DivisionCode", matter, department,
             state as "state: ReservationState", reserved_on, expires_on, rule, rule_version, application, created_at
         from registry.name_reservation where application = $1 and state = 'held' for update"#,
        application,
    )
    .fetch_optional(conn)
    .await
}

/// Ends one that is locked.
pub(crate) async fn end(
    conn: &mut PgConnection,
    id: Uuid,
    state: ReservationState,
    now: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update registry.name_reservation set state = $2, ended_at = $3 where id = $1",
        id,
        state as ReservationState,
        now,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The first `limit` within a scope, newest first, older than `before`; those that have ended by `day` only if wanted.
pub(crate) async fn page(
    conn: &mut PgConnection,
    scope: &Scope,
    day: Date,
    ended: bool,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<ReservationRow>> {
    sqlx::query_as!(
        ReservationRow,
        r#"select id, title as "title: Title", kind as "kind: Kind", division as "division: DivisionCode", matter, department,
             state as "state: ReservationState", reserved_on, expires_on, rule, rule_version, application, created_at
         from registry.name_reservation
         where starts_with(division, $1) and ($2 or (state = 'held' and (expires_on >= $3 or application is not null))) and id < $4
         order by id desc limit $5"#,
        scope.prefix(),
        ended,
        day,
        before.unwrap_or(Uuid::max()),
        limit,
    )
    .fetch_all(conn)
    .await
}

//! What is put before the public.

pub(crate) mod bulletin;
pub(crate) mod due;
pub(crate) mod entry;
pub(crate) mod page;
pub(crate) mod publicity;
pub(crate) mod withdrawal;

use credit_domain::publication::{Ground, Kind, State};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// What a publication is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Source {
    Record(Uuid),
    Listing(Uuid),
}

impl Source {
    fn parts(self) -> (Option<Uuid>, Option<Uuid>) {
        match self {
            Self::Record(id) => (Some(id), None),
            Self::Listing(id) => (None, Some(id)),
        }
    }
}

/// A publication that is to be added.
#[derive(Debug)]
pub(crate) struct Fresh {
    pub(crate) id: Uuid,
    pub(crate) number: String,
    pub(crate) kind: Kind,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) source: Source,
    pub(crate) until: Option<Date>,
    pub(crate) rules: Vec<String>,
    pub(crate) body: Vec<u8>,
}

/// What is known of a publication without what it says.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) id: Uuid,
    pub(crate) number: String,
    pub(crate) kind: String,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) department: String,
    record: Option<Uuid>,
    listing: Option<Uuid>,
    state: String,
    pub(crate) until_on: Option<Date>,
    ground: Option<String>,
}

impl Standing {
    /// What it is of.
    pub(crate) fn source(&self) -> Option<Source> {
        self.record.map(Source::Record).or(self.listing.map(Source::Listing))
    }

    /// How it stands.
    pub(crate) fn state(&self) -> Option<State> {
        State::parse(&self.state)
    }

    /// Why it was withdrawn.
    pub(crate) fn ground(&self) -> Option<Ground> {
        self.ground.as_deref().and_then(Ground::parse)
    }
}

/// Keeps others from changing what is published of an organisation until the unit of work ends.
pub(crate) async fn hold(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<()> {
    uow::hold(conn, &format!("credit.publication/{organization}")).await
}

/// The next serial of a series, a division and a year; nobody else gets one of it until the unit of work ends.
pub(crate) async fn next_serial(conn: &mut PgConnection, series: &str, division: &str, year: i32) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "insert into credit.publication_serial as s (series, division, year, last) values ($1, $2, $3, 1)
         on conflict (series, division, year) do update set last = s.last + 1 returning last",
        series,
        division,
        year,
    )
    .fetch_one(conn)
    .await
}

/// Adds one.
pub(crate) async fn insert(conn: &mut PgConnection, one: &Fresh, at: OffsetDateTime, on: Date) -> sqlx::Result<()> {
    let (record, listing) = one.source.parts();
    sqlx::query!(
        "insert into credit.publication (id, number, kind, organization, division, department, record, listing, state,
           published_at, published_on, until_on, rules, body)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'published', $9, $10, $11, $12, $13)",
        one.id,
        one.number,
        one.kind.as_str(),
        one.organization.as_str(),
        one.division,
        one.department,
        record,
        listing,
        at,
        on,
        one.until,
        &one.rules,
        one.body,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// All of an organisation, those that ended or were withdrawn too.
pub(crate) async fn of(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<Vec<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"select id, number, kind, organization as "organization: UnifiedCode", division, department, record, listing, state,
             until_on, ground
         from credit.publication where organization = $1 order by id"#,
        organization.as_str(),
    )
    .fetch_all(conn)
    .await
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"select id, number, kind, organization as "organization: UnifiedCode", division, department, record, listing, state,
             until_on, ground
         from credit.publication where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// States until when one is shown, and whether it is.
pub(crate) async fn restate(
    conn: &mut PgConnection,
    id: Uuid,
    state: State,
    until: Option<Date>,
    rules: &[String],
) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.publication set state = $2, until_on = $3, rules = $4 where id = $1 and state <> 'withdrawn'",
        id,
        state.as_str(),
        until,
        rules,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Leaves nothing of some but their numbers, the day and the ground; which were not withdrawn before.
pub(crate) async fn withdraw(
    conn: &mut PgConnection,
    ids: &[Uuid],
    ground: Ground,
    on: Date,
    reasons: &str,
) -> sqlx::Result<Vec<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"update credit.publication set state = 'withdrawn', withdrawn_on = $2, ground = $3, body = null, reasons = $4
         where id = any($1) and state <> 'withdrawn'
         returning id, number, kind, organization as "organization: UnifiedCode", division, department, record, listing, state,
           until_on, ground"#,
        ids,
        on,
        ground.as_str(),
        reasons,
    )
    .fetch_all(conn)
    .await
}

/// Those of an organisation that rest on a record, or on a listing that was withdrawn.
pub(crate) async fn fallen(
    conn: &mut PgConnection,
    organization: UnifiedCode,
    record: Uuid,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select id from credit.publication
         where organization = $1 and state <> 'withdrawn'
           and (record = $2 or listing in
             (select id from credit.listing where organization = $1 and withdrawn_on is not null))",
        organization.as_str(),
        record,
    )
    .fetch_all(conn)
    .await
}

/// Those that rest on records of a source.
pub(crate) async fn of_source(
    conn: &mut PgConnection,
    organization: UnifiedCode,
    source: &str,
) -> sqlx::Result<Vec<Uuid>> {
    sqlx::query_scalar!(
        "select publication.id from credit.publication join credit.record on record.id = publication.record
         where publication.organization = $1 and record.source = $2 and state <> 'withdrawn'",
        organization.as_str(),
        source,
    )
    .fetch_all(conn)
    .await
}

//! Releases of open contracting data; they are only added.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

/// How many releases a process has, and whether one tells of its implementation.
pub(crate) async fn so_far(conn: &mut PgConnection, process: Uuid) -> sqlx::Result<(i32, bool)> {
    let found = sqlx::query!(
        r#"select coalesce(max(number), 0) as "last!", coalesce(bool_or('implementation' = any(tags)), false) as "implemented!"
         from purchase.ocds_release where process = $1"#,
        process,
    )
    .fetch_one(conn)
    .await?;
    Ok((found.last, found.implemented))
}

/// A release as it is kept.
#[derive(Debug)]
pub(crate) struct Release<'a> {
    pub(crate) process: Uuid,
    pub(crate) number: i32,
    pub(crate) ocid: &'a str,
    pub(crate) id: &'a str,
    pub(crate) division: &'a str,
    pub(crate) tags: Vec<String>,
    pub(crate) at: OffsetDateTime,
    pub(crate) on: Date,
    pub(crate) content: String,
    /// What all releases come to with this one.
    pub(crate) compiled: String,
}

/// Adds a release.
pub(crate) async fn insert(conn: &mut PgConnection, release: &Release<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into purchase.ocds_release (process, number, ocid, release_id, division, tags, released_at, released_on, content,
           compiled)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        release.process,
        release.number,
        release.ocid,
        release.id,
        release.division,
        &release.tags,
        release.at,
        release.on,
        release.content,
        release.compiled,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Which releases, or whose.
#[derive(Debug, Clone)]
pub(crate) struct ReleaseFilter {
    /// From this day on, and before the other.
    pub(crate) month: Option<(Date, Date)>,
    pub(crate) process: Option<Uuid>,
    /// With which divisions begin.
    pub(crate) scope: String,
}

/// How many releases the filter lets through, and of how many processes.
pub(crate) async fn count(conn: &mut PgConnection, filter: &ReleaseFilter) -> sqlx::Result<(i64, i64)> {
    let (from, to) = (filter.month.map(|(from, _)| from), filter.month.map(|(_, to)| to));
    let found = sqlx::query!(
        r#"select count(*) as "releases!", count(distinct process) as "processes!" from purchase.ocds_release
         where starts_with(division, $1) and ($2::uuid is null or process = $2)
           and ($3::date is null or released_on >= $3) and ($4::date is null or released_on < $4)"#,
        filter.scope,
        filter.process,
        from,
        to,
    )
    .fetch_one(conn)
    .await?;
    Ok((found.releases, found.processes))
}

/// A release as it was made, and where it stands.
#[derive(Debug)]
pub(crate) struct ReleaseRow {
    pub(crate) on: Date,
    pub(crate) ocid: String,
    pub(crate) number: i32,
    pub(crate) content: String,
}

/// A place in the order of days, processes and numbers.
pub(crate) type Place = (Date, String, i32);

/// Those that the filter lets through, after a place.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &ReleaseFilter,
    after: Option<&Place>,
    limit: i64,
) -> sqlx::Result<Vec<ReleaseRow>> {
    let (from, to) = (filter.month.map(|(from, _)| from), filter.month.map(|(_, to)| to));
    sqlx::query_as!(
        ReleaseRow,
        r#"select released_on as "on", ocid, number, content from purchase.ocds_release
         where starts_with(division, $1) and ($2::uuid is null or process = $2)
           and ($3::date is null or released_on >= $3) and ($4::date is null or released_on < $4)
           and ($5::date is null or (released_on, ocid, number) > ($5, $6::text collate "C", $7::integer))
         order by released_on, ocid, number limit $8"#,
        filter.scope,
        filter.process,
        from,
        to,
        after.map(|(on, ..)| *on),
        after.map(|(_, ocid, _)| ocid.as_str()),
        after.map(|(.., number)| *number),
        limit,
    )
    .fetch_all(conn)
    .await
}

/// A process: its releases in order, and what they come to.
#[derive(Debug)]
pub(crate) struct ProcessRow {
    pub(crate) ocid: String,
    pub(crate) ids: Vec<String>,
    pub(crate) days: Vec<Date>,
    pub(crate) times: Vec<OffsetDateTime>,
    /// The tags of each, joined by commas.
    pub(crate) tags: Vec<String>,
    pub(crate) compiled: String,
}

/// Processes with a release that the filter lets through, after an `ocid`, each with all its releases.
pub(crate) async fn processes(
    conn: &mut PgConnection,
    filter: &ReleaseFilter,
    after: Option<&str>,
    limit: i64,
) -> sqlx::Result<Vec<ProcessRow>> {
    let (from, to) = (filter.month.map(|(from, _)| from), filter.month.map(|(_, to)| to));
    sqlx::query_as!(
        ProcessRow,
        r#"select ocid, array_agg(release_id order by number) as "ids!", array_agg(released_on order by number) as "days!",
           array_agg(released_at order by number) as "times!", array_agg(array_to_string(tags, ',') order by number) as "tags!",
           (select last.compiled from purchase.ocds_release last where last.ocid = all_of.ocid order by last.number desc limit 1)
             as "compiled!"
         from purchase.ocds_release all_of
         where ocid in (
             select ocid from purchase.ocds_release
             where starts_with(division, $1) and ($2::uuid is null or process = $2)
               and ($3::date is null or released_on >= $3) and ($4::date is null or released_on < $4)
               and ($5::text is null or ocid > $5::text collate "C")
             group by ocid order by ocid limit $6
           )
         group by ocid order by ocid"#,
        filter.scope,
        filter.process,
        from,
        to,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

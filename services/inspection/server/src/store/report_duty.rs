//! Duties to report, in batches and one by one.

use sqlx::{PgConnection, Postgres, QueryBuilder};
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::report_campaign::CampaignRow;

/// A row of `inspection.report_duty`, with how the year before ended.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct DutyRow {
    pub(crate) year: i32,
    pub(crate) code: UnifiedCode,
    pub(crate) campaign: Uuid,
    pub(crate) division: String,
    pub(crate) due_on: Date,
    pub(crate) submitted_on: Option<Date>,
    pub(crate) overdue: bool,
    pub(crate) value: String,
    pub(crate) exemption: String,
    pub(crate) exempt_reason: String,
    pub(crate) second_year: bool,
}

/// How the duty of one year ended.
#[derive(Debug, Clone)]
pub(crate) struct Ended {
    pub(crate) overdue: bool,
    pub(crate) submitted_on: Option<Date>,
    pub(crate) value: String,
}

impl Ended {
    /// Whether no report ever came.
    pub(crate) fn missed(&self) -> bool {
        self.overdue && self.submitted_on.is_none()
    }
}

/// Which duties of a campaign.
#[derive(Debug)]
pub(crate) struct DutyFilter {
    pub(crate) campaign: Uuid,
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    /// `owed`, `submitted`, `concluded`, `exempt`; empty for any.
    pub(crate) state: &'static str,
    pub(crate) overdue: bool,
}

/// How a campaign stands in one division.
#[derive(Debug)]
pub(crate) struct Tally {
    pub(crate) division: String,
    pub(crate) owed: i64,
    pub(crate) exempt: i64,
    pub(crate) submitted: i64,
    pub(crate) overdue: i64,
    pub(crate) qualified: i64,
    pub(crate) basically_qualified: i64,
    pub(crate) unqualified: i64,
}

/// Lays the duty on organisations of a campaign; how many had none.
pub(crate) async fn enroll(
    conn: &mut PgConnection,
    campaign: &CampaignRow,
    codes: &[String],
    divisions: &[String],
    at: OffsetDateTime,
) -> sqlx::Result<u64> {
    let enrolled = sqlx::query!(
        "insert into inspection.report_duty (year, code, campaign, division, due_on, created_at, updated_at)
         select $1, given.code, $2, given.division, $3, $4, $4
         from unnest($5::text[], $6::text[]) as given (code, division) order by given.code
         on conflict (year, code) do nothing",
        campaign.year,
        campaign.id,
        campaign.authority_due,
        at,
        codes,
        divisions,
    );
    Ok(enrolled.execute(conn).await?.rows_affected())
}

/// Those of some organisations that a campaign has enrolled or exempted before.
pub(crate) async fn held(
    conn: &mut PgConnection,
    campaign: &CampaignRow,
    codes: &[String],
) -> sqlx::Result<Vec<UnifiedCode>> {
    sqlx::query_scalar!(
        r#"select code as "code!: UnifiedCode" from inspection.report_duty
         where year = $1 and code = any($2) and campaign = $3"#,
        campaign.year,
        codes,
        campaign.id,
    )
    .fetch_all(conn)
    .await
}

/// Exempts organisations, enrolled or not, that have not submitted; those that are exempt now. One that was not enrolled is of
/// the division stated.
pub(crate) async fn exempt(
    conn: &mut PgConnection,
    campaign: &CampaignRow,
    codes: &[String],
    divisions: &[String],
    exemption: &str,
    reason: &str,
    at: OffsetDateTime,
) -> sqlx::Result<Vec<UnifiedCode>> {
    sqlx::query_scalar!(
        r#"insert into inspection.report_duty as held
             (year, code, campaign, division, due_on, exemption, exempt_reason, created_at, updated_at)
         select $1, given.code, $2, given.division, $4, $5, $6, $7, $7
         from unnest($8::text[], $3::text[]) as given (code, division) order by given.code
         on conflict (year, code) do update set exemption = $5, exempt_reason = $6, updated_at = $7
         where held.campaign = $2 and held.submitted_on is null and not held.overdue
         returning held.code as "code!: UnifiedCode""#,
        campaign.year,
        campaign.id,
        divisions,
        campaign.authority_due,
        exemption,
        reason,
        at,
        codes,
    )
    .fetch_all(conn)
    .await
}

/// The duty of an organisation for a year, kept from others until the unit of work ends.
pub(crate) async fn lock(
    conn: &mut PgConnection,
    scope: &Scope,
    code: UnifiedCode,
    year: i32,
) -> sqlx::Result<Option<DutyRow>> {
    sqlx::query_as!(
        DutyRow,
        r#"select year, code, campaign, division, due_on, submitted_on, overdue, value, exemption, exempt_reason,
             false as "second_year!"
         from inspection.report_duty where year = $1 and code = $2 and starts_with(division, $3) for update"#,
        year,
        code.as_str(),
        scope.prefix(),
    )
    .fetch_optional(conn)
    .await
}

/// How the duty of a year ended, if there was one.
pub(crate) async fn ended(conn: &mut PgConnection, code: UnifiedCode, year: i32) -> sqlx::Result<Option<Ended>> {
    sqlx::query_as!(
        Ended,
        "select overdue, submitted_on, value from inspection.report_duty
         where year = $1 and code = $2 and exemption = ''",
        year,
        code.as_str(),
    )
    .fetch_optional(conn)
    .await
}

/// Records the day of the first submission; one after the last day leaves the duty overdue, swept or not.
pub(crate) async fn submit(
    conn: &mut PgConnection,
    code: UnifiedCode,
    year: i32,
    on: Date,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.report_duty set submitted_on = coalesce(submitted_on, $3),
             overdue = overdue or (submitted_on is null and due_on < $3), updated_at = $4
         where year = $1 and code = $2",
        year,
        code.as_str(),
        on,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The duty was met in time after all.
pub(crate) async fn clear_overdue(
    conn: &mut PgConnection,
    code: UnifiedCode,
    year: i32,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.report_duty set overdue = false, updated_at = $3 where year = $1 and code = $2",
        year,
        code.as_str(),
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Records the conclusion that holds.
pub(crate) async fn conclude(
    conn: &mut PgConnection,
    code: UnifiedCode,
    year: i32,
    value: &str,
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update inspection.report_duty set value = $3, updated_at = $4 where year = $1 and code = $2",
        year,
        code.as_str(),
        value,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// By code, those after `after`.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &DutyFilter,
    after: &str,
    limit: i64,
) -> sqlx::Result<Vec<DutyRow>> {
    let Some(within) = &filter.within else { return Ok(Vec::new()) };
    let mut query = QueryBuilder::<Postgres>::new(
        "select duty.year, duty.code, duty.campaign, duty.division, duty.due_on, duty.submitted_on, duty.overdue,
             duty.value, duty.exemption, duty.exempt_reason,
             coalesce((duty.overdue and duty.submitted_on is null and earlier.overdue and earlier.submitted_on is null)
                 or (duty.value = 'unqualified' and earlier.value = 'unqualified'), false) as second_year
         from inspection.report_duty as duty
         left join inspection.report_duty as earlier on earlier.year = duty.year - 1 and earlier.code = duty.code
         where duty.campaign = ",
    );
    query.push_bind(filter.campaign).push(" and starts_with(duty.division, ");
    query.push_bind(within.prefix().to_owned()).push(")");
    query.push(match filter.state {
        "owed" => " and duty.exemption = '' and duty.submitted_on is null and duty.value = ''",
        "submitted" => " and duty.submitted_on is not null and duty.value = ''",
        "concluded" => " and duty.value <> ''",
        "exempt" => " and duty.exemption <> ''",
        _ => "",
    });
    if filter.overdue {
        query.push(" and duty.overdue");
    }
    query.push(" and duty.code > ").push_bind(after.to_owned());
    query.push(" order by duty.code limit ").push_bind(limit);
    query.build_query_as().fetch_all(conn).await
}

/// How a campaign stands, by division.
pub(crate) async fn tally(conn: &mut PgConnection, campaign: Uuid, scope: &Scope) -> sqlx::Result<Vec<Tally>> {
    sqlx::query_as!(
        Tally,
        r#"select division,
             count(*) filter (where exemption = '') as "owed!",
             count(*) filter (where exemption <> '') as "exempt!",
             count(*) filter (where submitted_on is not null) as "submitted!",
             count(*) filter (where overdue) as "overdue!",
             count(*) filter (where value = 'qualified') as "qualified!",
             count(*) filter (where value = 'basically_qualified') as "basically_qualified!",
             count(*) filter (where value = 'unqualified') as "unqualified!"
         from inspection.report_duty where campaign = $1 and starts_with(division, $2)
         group by division order by division"#,
        campaign,
        scope.prefix(),
    )
    .fetch_all(conn)
    .await
}

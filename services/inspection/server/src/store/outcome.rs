//! What became of organisations.
//!
//! What is of a resource is found by two indexes: of what has no end, and of what has one. Each query that asks for both says so
//! (`counts_until is null or counts_until > …`), or neither would serve it.

use inspection_domain::outcome::{Outcome, OutcomeKind};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A row of `inspection.outcome`.
#[derive(Debug)]
pub(crate) struct OutcomeRow {
    pub(crate) id: Uuid,
    organization: UnifiedCode,
    division: String,
    kind: String,
    resource: String,
    year: Option<i32>,
    value: String,
    amount_fen: Option<i64>,
    pub(crate) counts_from: Date,
    counts_until: Option<Date>,
    withdrawn_on: Option<Date>,
}

impl OutcomeRow {
    /// What it says, unless a later release wrote a kind that this one does not know.
    pub(crate) fn outcome(self) -> Option<Outcome> {
        Some(Outcome {
            organization: self.organization,
            division: self.division,
            kind: OutcomeKind::parse(&self.kind)?,
            resource: self.resource,
            year: self.year,
            value: self.value,
            amount_fen: self.amount_fen,
            from: self.counts_from,
            until: self.counts_until,
            withdrawn: self.withdrawn_on,
        })
    }
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct OutcomeFilter {
    pub(crate) scope: Scope,
    pub(crate) organization: UnifiedCode,
    /// Of these kinds; of any, if empty.
    pub(crate) kinds: Vec<OutcomeKind>,
    /// Those alone that stand and count on this day.
    pub(crate) counts_on: Option<Date>,
}

/// Adds some, each with its id, as one statement.
pub(crate) async fn insert_all(
    conn: &mut PgConnection,
    ids: &[Uuid],
    outcomes: &[Outcome],
    at: OffsetDateTime,
) -> sqlx::Result<()> {
    fn column<'a, T>(outcomes: &'a [Outcome], cell: impl Fn(&'a Outcome) -> T) -> Vec<T> {
        outcomes.iter().map(cell).collect()
    }
    sqlx::query!(
        "insert into inspection.outcome
           (id, organization, division, kind, resource, year, value, amount_fen, counts_from, counts_until, created_at)
         select given.*, $11
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::text[], $8::bigint[],
             $9::date[], $10::date[])
             as given (id, organization, division, kind, resource, year, value, amount_fen, counts_from, counts_until)",
        ids,
        &column(outcomes, |one| one.organization.as_str()) as _,
        &column(outcomes, |one| one.division.as_str()) as _,
        &column(outcomes, |one| one.kind.as_str()) as _,
        &column(outcomes, |one| one.resource.as_str()) as _,
        &column(outcomes, |one| one.year) as _,
        &column(outcomes, |one| one.value.as_str()) as _,
        &column(outcomes, |one| one.amount_fen) as _,
        &column(outcomes, |one| one.from),
        &column(outcomes, |one| one.until) as _,
        at,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Ends those of a kind that a resource has and that count on a day, from that day on; how many.
pub(crate) async fn end(conn: &mut PgConnection, resource: &str, kind: OutcomeKind, on: Date) -> sqlx::Result<u64> {
    let ended = sqlx::query!(
        "update inspection.outcome set counts_until = greatest($3, counts_from)
         where resource = $1 and kind = $2 and withdrawn_on is null and (counts_until is null or counts_until > $3)",
        resource,
        kind.as_str(),
        on,
    );
    Ok(ended.execute(conn).await?.rows_affected())
}

/// Withdraws those of a kind that a resource has, as if they had never been: all, or with `standing` those alone that had not
/// ended by that day; how many.
pub(crate) async fn withdraw(
    conn: &mut PgConnection,
    resource: &str,
    kind: OutcomeKind,
    standing: bool,
    on: Date,
) -> sqlx::Result<u64> {
    let withdrawn = sqlx::query!(
        "update inspection.outcome set withdrawn_on = $3
         where resource = $1 and kind = $2 and withdrawn_on is null
           and (counts_until is null or counts_until > case when $4::boolean then $3::date else '-infinity' end)",
        resource,
        kind.as_str(),
        on,
        standing,
    );
    Ok(withdrawn.execute(conn).await?.rows_affected())
}

/// Those of a kind that a resource has and that were not withdrawn.
pub(crate) async fn standing(conn: &mut PgConnection, resource: &str, kind: OutcomeKind) -> sqlx::Result<Vec<Outcome>> {
    let rows = sqlx::query_as!(
        OutcomeRow,
        r#"select id, organization as "organization: UnifiedCode", division, kind, resource, year, value, amount_fen,
             counts_from, counts_until, withdrawn_on
         from inspection.outcome
         where resource = $1 and kind = $2 and withdrawn_on is null and (counts_until is null or counts_until >= '-infinity')"#,
        resource,
        kind.as_str(),
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(OutcomeRow::outcome).collect())
}

/// Withdraws those of a kind that a resource has against some organisations.
pub(crate) async fn withdraw_against(
    conn: &mut PgConnection,
    resource: &str,
    kind: OutcomeKind,
    organizations: &[UnifiedCode],
    on: Date,
) -> sqlx::Result<()> {
    let organizations: Vec<&str> = organizations.iter().map(UnifiedCode::as_str).collect();
    sqlx::query!(
        "update inspection.outcome set withdrawn_on = $4
         where resource = $1 and kind = $2 and organization = any($3) and withdrawn_on is null
           and (counts_until is null or counts_until >= '-infinity')",
        resource,
        kind.as_str(),
        &organizations as _,
        on,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Every one of an organisation, those withdrawn too, in the order of their days.
pub(crate) async fn of(conn: &mut PgConnection, organization: UnifiedCode) -> sqlx::Result<Vec<Outcome>> {
    let rows = sqlx::query_as!(
        OutcomeRow,
        r#"select id, organization as "organization: UnifiedCode", division, kind, resource, year, value, amount_fen,
             counts_from, counts_until, withdrawn_on
         from inspection.outcome where organization = $1 order by counts_from, id"#,
        organization.to_string(),
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(OutcomeRow::outcome).collect())
}

/// Those of an organisation that the filter and the caller's scope let through, after a place in the order of their days.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &OutcomeFilter,
    after: Option<(Date, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<OutcomeRow>> {
    let kinds: Vec<String> = filter.kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    let (after_day, after_id) = after.unzip();
    sqlx::query_as!(
        OutcomeRow,
        r#"select id, organization as "organization: UnifiedCode", division, kind, resource, year, value, amount_fen,
             counts_from, counts_until, withdrawn_on
         from inspection.outcome
         where organization = $1 and starts_with(division, $2) and (cardinality($3::text[]) = 0 or kind = any($3))
           and ($4::date is null or (withdrawn_on is null and counts_from <= $4
                                     and (counts_until is null or counts_until > $4)))
           and ($5::date is null or (counts_from, id) > ($5, $6))
         order by counts_from, id limit $7"#,
        filter.organization.to_string(),
        filter.scope.prefix(),
        &kinds,
        filter.counts_on,
        after_day,
        after_id,
        limit,
    )
    .fetch_all(conn)
    .await
}

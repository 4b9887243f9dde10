//! Credit information.

use credit_domain::document::document_key;
use credit_domain::record::{Kind, Record};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A record, and when it was recorded.
pub(crate) type Kept = (Record, OffsetDateTime);

/// A row of `credit.record`.
#[derive(Debug)]
pub(crate) struct RecordRow {
    pub(crate) id: Uuid,
    organization: UnifiedCode,
    pub(crate) division: String,
    department: String,
    kind: String,
    source: String,
    document_number: String,
    year: Option<i32>,
    value: String,
    amount_fen: Option<i64>,
    pub(crate) counts_from: Date,
    counts_until: Option<Date>,
    withdrawn_on: Option<Date>,
    obtained_on: Date,
    created_at: OffsetDateTime,
}

impl RecordRow {
    /// What it says, unless a later release wrote a kind that this one does not know.
    pub(crate) fn kept(self) -> Option<Kept> {
        let record = Record {
            id: self.id,
            organization: self.organization,
            division: self.division,
            department: self.department,
            kind: Kind::parse(&self.kind)?,
            source: self.source,
            document_number: self.document_number,
            year: self.year,
            value: self.value,
            amount_fen: self.amount_fen,
            from: self.counts_from,
            until: self.counts_until,
            withdrawn: self.withdrawn_on,
            obtained: self.obtained_on,
        };
        Some((record, self.created_at))
    }
}

/// Which ones a list shows.
#[derive(Debug)]
pub(crate) struct RecordFilter {
    pub(crate) scope: Scope,
    pub(crate) organization: UnifiedCode,
    /// Of these kinds; of any, if empty.
    pub(crate) kinds: Vec<Kind>,
    /// Those alone that stand and count on this day.
    pub(crate) counts_on: Option<Date>,
}

/// One that was withdrawn.
#[derive(Debug)]
pub(crate) struct Touched {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
}

/// One that was ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) id: Uuid,
    pub(crate) organization: UnifiedCode,
    pub(crate) division: String,
    pub(crate) kind: String,
    /// The first day on which it does not count: never before it would have.
    pub(crate) until: Date,
}

/// A penalty that stands.
#[derive(Debug)]
pub(crate) struct Standing {
    pub(crate) id: Uuid,
    pub(crate) source: String,
}

/// What is of a source and a kind does not count any more from a day on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ending<'a> {
    pub(crate) source: &'a str,
    pub(crate) kind: Kind,
    pub(crate) on: Date,
}

/// Adds those that are not there, nor the same penalty as another department told it; their ids.
pub(crate) async fn insert(
    conn: &mut PgConnection,
    records: &[&Record],
    at: OffsetDateTime,
) -> sqlx::Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = records.iter().map(|record| record.id).collect();
    let organizations: Vec<&str> = records.iter().map(|record| record.organization.as_str()).collect();
    let divisions: Vec<&str> = records.iter().map(|record| record.division.as_str()).collect();
    let departments: Vec<&str> = records.iter().map(|record| record.department.as_str()).collect();
    let kinds: Vec<&str> = records.iter().map(|record| record.kind.as_str()).collect();
    let sources: Vec<&str> = records.iter().map(|record| record.source.as_str()).collect();
    let numbers: Vec<&str> = records.iter().map(|record| record.document_number.as_str()).collect();
    let years: Vec<Option<i32>> = records.iter().map(|record| record.year).collect();
    let values: Vec<&str> = records.iter().map(|record| record.value.as_str()).collect();
    let amounts: Vec<Option<i64>> = records.iter().map(|record| record.amount_fen).collect();
    let begins: Vec<Date> = records.iter().map(|record| record.from).collect();
    let ends: Vec<Option<Date>> = records.iter().map(|record| record.until).collect();
    let withdrawn: Vec<Option<Date>> = records.iter().map(|record| record.withdrawn).collect();
    let obtained: Vec<Date> = records.iter().map(|record| record.obtained).collect();
    let keys: Vec<String> = records.iter().map(|record| document_key(&record.document_number)).collect();
    sqlx::query_scalar!(
        "insert into credit.record (id, organization, division, department, kind, source, document_number, year, value,
           amount_fen, counts_from, counts_until, withdrawn_on, obtained_on, document_key, created_at)
         select row.*, $16
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::text[],
           $10::bigint[], $11::date[], $12::date[], $13::date[], $14::date[], $15::text[]) as row
         on conflict do nothing returning id",
        &ids,
        &organizations as _,
        &divisions as _,
        &departments as _,
        &kinds as _,
        &sources as _,
        &numbers as _,
        &years as _,
        &values as _,
        &amounts as _,
        &begins,
        &ends as _,
        &withdrawn as _,
        &obtained,
        &keys,
        at,
    )
    .fetch_all(conn)
    .await
}

/// Those of some sources and kinds of which there are records that stand.
pub(crate) async fn standing(conn: &mut PgConnection, of: &[(&str, Kind)]) -> sqlx::Result<Vec<(String, Kind)>> {
    let (sources, kinds): (Vec<&str>, Vec<&str>) = of.iter().map(|(source, kind)| (*source, kind.as_str())).unzip();
    let rows = sqlx::query!(
        r#"select asked.source as "source!", asked.kind as "kind!"
         from unnest($1::text[], $2::text[]) as asked (source, kind)
         cross join lateral (
             select from credit.record
             where record.source = asked.source and record.kind = asked.kind and record.withdrawn_on is null limit 1
         ) as found"#,
        &sources as _,
        &kinds as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.source, Kind::parse(&row.kind)?))).collect())
}

/// Ends those of a kind that a source has from a day on, or from their own first day if that is later, which did not end before; which.
/// No source and kind may be there twice.
pub(crate) async fn end(conn: &mut PgConnection, endings: &[Ending<'_>]) -> sqlx::Result<Vec<Ended>> {
    let sources: Vec<&str> = endings.iter().map(|ending| ending.source).collect();
    let kinds: Vec<&str> = endings.iter().map(|ending| ending.kind.as_str()).collect();
    let days: Vec<Date> = endings.iter().map(|ending| ending.on).collect();
    sqlx::query_as!(
        Ended,
        r#"update credit.record as record set counts_until = greatest(ending.day, counts_from)
         from unnest($1::text[], $2::text[], $3::date[]) as ending (source, kind, day)
         where record.source = ending.source and record.kind = ending.kind and withdrawn_on is null
           and (counts_until is null or counts_until > greatest(ending.day, counts_from))
         returning id, organization as "organization: UnifiedCode", division, record.kind as "kind!", counts_until as "until!""#,
        &sources as _,
        &kinds as _,
        &days,
    )
    .fetch_all(conn)
    .await
}

/// Ends one from a day on, or from its own first day if that is later, if it did not end before; which.
pub(crate) async fn end_one(conn: &mut PgConnection, id: Uuid, on: Date) -> sqlx::Result<Vec<Ended>> {
    sqlx::query_as!(
        Ended,
        r#"update credit.record set counts_until = greatest($2, counts_from)
         where id = $1 and withdrawn_on is null and (counts_until is null or counts_until > greatest($2, counts_from))
         returning id, organization as "organization: UnifiedCode", division, kind, counts_until as "until!""#,
        id,
        on,
    )
    .fetch_all(conn)
    .await
}

/// Withdraws those of a kind that a source has, or told of beside another, as if they had never been; which.
pub(crate) async fn withdraw(
    conn: &mut PgConnection,
    source: &str,
    kind: Kind,
    on: Date,
) -> sqlx::Result<Vec<Touched>> {
    sqlx::query_as!(
        Touched,
        r#"update credit.record set withdrawn_on = $3
         where (source = $1 or id in (select record from credit.reporting where source = $1 and withdrawn_on is null))
           and kind = $2 and withdrawn_on is null
         returning id, organization as "organization: UnifiedCode", division"#,
        source,
        kind.as_str(),
        on,
    )
    .fetch_all(conn)
    .await
}

/// Withdraws one, as if it had never been; which.
pub(crate) async fn withdraw_one(conn: &mut PgConnection, id: Uuid, on: Date) -> sqlx::Result<Vec<Touched>> {
    sqlx::query_as!(
        Touched,
        r#"update credit.record set withdrawn_on = $2 where id = $1 and withdrawn_on is null
         returning id, organization as "organization: UnifiedCode", division"#,
        id,
        on,
    )
    .fetch_all(conn)
    .await
}

/// The penalty that stands of an organisation under a document number, which nobody else changes until the unit of work ends.
pub(crate) async fn penalty(
    conn: &mut PgConnection,
    organization: UnifiedCode,
    document_key: &str,
) -> sqlx::Result<Option<Standing>> {
    sqlx::query_as!(
        Standing,
        "select id, source from credit.record
         where organization = $1 and document_key = $2 and document_key <> '' and kind = 'penalty' and withdrawn_on is null
         for no key update",
        organization.as_str(),
        document_key,
    )
    .fetch_optional(conn)
    .await
}

/// Whether there is one of an id.
pub(crate) async fn is_known(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from credit.record where id = $1) as "known!""#, id)
        .fetch_one(conn)
        .await
}

/// Says that one is of what a feed told: of its resource, by its department, where it was decided.
pub(crate) async fn take_over(conn: &mut PgConnection, id: Uuid, told: &Record) -> sqlx::Result<()> {
    sqlx::query!(
        "update credit.record set source = $2, department = $3, division = $4 where id = $1",
        id,
        told.source,
        told.department,
        told.division,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Moves what was submitted of organisations, each to its division; what moved.
pub(crate) async fn move_submitted(
    conn: &mut PgConnection,
    organizations: &[&str],
    divisions: &[&str],
) -> sqlx::Result<Vec<RecordRow>> {
    sqlx::query_as!(
        RecordRow,
        r#"update credit.record set division = ($2::text[])[array_position($1, organization)]
         where organization = any($1::text[]) and starts_with(source, 'submissions/')
           and division <> ($2::text[])[array_position($1, organization)]
         returning id, organization as "organization: UnifiedCode", division, department, kind, source, document_number, year,
           value, amount_fen, counts_from, counts_until, withdrawn_on, obtained_on, created_at"#,
        organizations as _,
        divisions as _,
    )
    .fetch_all(conn)
    .await
}

/// The one of an id.
pub(crate) async fn get(conn: &mut PgConnection, id: Uuid) -> sqlx::Result<Option<RecordRow>> {
    sqlx::query_as!(
        RecordRow,
        r#"select id, organization as "organization: UnifiedCode", division, department, kind, source, document_number, year,
             value, amount_fen, counts_from, counts_until, withdrawn_on, obtained_on, created_at
         from credit.record where id = $1"#,
        id,
    )
    .fetch_optional(conn)
    .await
}

/// Those of some ids, in no order.
pub(crate) async fn of_ids(conn: &mut PgConnection, ids: &[Uuid]) -> sqlx::Result<Vec<RecordRow>> {
    sqlx::query_as!(
        RecordRow,
        r#"select id, organization as "organization: UnifiedCode", division, department, kind, source, document_number, year,
             value, amount_fen, counts_from, counts_until, withdrawn_on, obtained_on, created_at
         from credit.record where id = any($1)"#,
        ids,
    )
    .fetch_all(conn)
    .await
}

/// Those of an organisation that the filter and the caller's scope let through, after a place in the order of their days.
pub(crate) async fn page(
    conn: &mut PgConnection,
    filter: &RecordFilter,
    after: Option<(Date, Uuid)>,
    limit: i64,
) -> sqlx::Result<Vec<RecordRow>> {
    let kinds: Vec<String> = filter.kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    let (after_day, after_id) = after.unzip();
    sqlx::query_as!(
        RecordRow,
        r#"select id, organization as "organization: UnifiedCode", division, department, kind, source, document_number, year,
             value, amount_fen, counts_from, counts_until, withdrawn_on, obtained_on, created_at
         from credit.record
         where organization = $1 and starts_with(division, $2) and (cardinality($3::text[]) = 0 or kind = any($3))
           and ($4::date is null or (withdrawn_on is null and counts_from <= $4
                                     and (counts_until is null or counts_until > $4)))
           and ($5::date is null or (counts_from, id) > ($5, $6))
         order by counts_from, id limit $7"#,
        filter.organization.as_str(),
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

/// Those of some kinds of some organisations, those that ended or were withdrawn too, in the order of their days.
pub(crate) async fn of(
    conn: &mut PgConnection,
    organizations: &[String],
    kinds: impl IntoIterator<Item = Kind>,
) -> sqlx::Result<Vec<Record>> {
    let kinds: Vec<&str> = kinds.into_iter().map(Kind::as_str).collect();
    let rows = sqlx::query_as!(
        RecordRow,
        r#"select id, organization as "organization: UnifiedCode", division, department, kind, source, document_number, year,
             value, amount_fen, counts_from, counts_until, withdrawn_on, obtained_on, created_at
         from credit.record where organization = any($1) and kind = any($2) order by organization, counts_from, id"#,
        organizations,
        &kinds as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(RecordRow::kept).map(|(record, _)| record).collect())
}

//! Names that a search may mean. Each statement does a bounded amount of work, however many names there are.

use registry_domain::Status;
use sqlx::PgConnection;
use uow::Scope;
use vocab::UnifiedCode;

use super::name::gram;

/// Where to look.
#[derive(Debug, Clone)]
pub(crate) struct Filter {
    pub(crate) within: Scope,
    /// Empty: any.
    pub(crate) statuses: Vec<Status>,
    /// Whether little of the register lies within: then the index looks there alone, else that would cost more than it
    /// spares.
    pub(crate) narrow: bool,
}

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// Over grams, in the syntax of `tsquery`; hits at least every name that passes `test`.
    pub(crate) terms: String,
    pub(crate) test: Test,
}

/// What decides whether a name that was hit is meant. One of its parts is enough.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Test {
    /// A part of the folded name.
    pub(crate) folded: Option<String>,
    /// Parts of the reading, syllables between spaces.
    pub(crate) readings: Vec<String>,
    /// A part of the initials.
    pub(crate) initials: Option<String>,
}

/// A name that may be meant.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    pub(crate) code: UnifiedCode,
    pub(crate) title: String,
    pub(crate) folded: String,
}

/// At most `most` organisations out of those whose names begin with `folded`, in the order of names: those among the
/// first `reach` names that pass the filter.
pub(crate) async fn beginning_with(
    conn: &mut PgConnection,
    filter: &Filter,
    folded: &str,
    reach: i64,
    most: i64,
) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"select code as "code: UnifiedCode", title, folded
         from (select * from registry.name where folded >= $1 and folded < $2 order by folded, code limit $3) as first
         where starts_with(division, $4) and (cardinality($5::text[]) = 0 or status = any($5))
         order by folded, code limit $6"#,
        folded,
        format!("{folded}{}", char::MAX),
        reach,
        filter.within.prefix(),
        filter.statuses.as_slice() as _,
        most,
    )
    .fetch_all(conn)
    .await
}

/// At most `most` names that are one of these, the longest first.
pub(crate) async fn whole(
    conn: &mut PgConnection,
    filter: &Filter,
    folded: &[String],
    most: i64,
) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"select code as "code: UnifiedCode", title, folded
         from registry.name
         where folded = any($1) and starts_with(division, $2) and (cardinality($3::text[]) = 0 or status = any($3))
         order by length(folded) desc, folded, code limit $4"#,
        folded,
        filter.within.prefix(),
        filter.statuses.as_slice() as _,
        most,
    )
    .fetch_all(conn)
    .await
}

/// How many pages of the disk the names fill.
pub(crate) async fn pages(conn: &mut PgConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select pg_relation_size('registry.name') / current_setting('block_size')::bigint as "pages!""#
    )
    .fetch_one(conn)
    .await
}

/// Which share of the names lies within a scope, by so many in a hundred of the pages.
pub(crate) async fn share(conn: &mut PgConnection, within: &Scope, percent: f32) -> sqlx::Result<f64> {
    sqlx::query_scalar!(
        r#"select coalesce(avg(starts_with(division, $2)::int), 0)::float8 as "share!"
         from registry.name tablesample system ($1) repeatable (0)"#,
        percent,
        within.prefix(),
    )
    .fetch_one(conn)
    .await
}

/// How many names pass, in so many in a hundred of the pages.
pub(crate) async fn count(conn: &mut PgConnection, filter: &Filter, test: &Test, percent: f32) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!"
         from registry.name tablesample system ($1) repeatable (0)
         where starts_with(division, $2) and (cardinality($3::text[]) = 0 or status = any($3))
             and (strpos(folded, $4) > 0 or pinyin like any ($5) or strpos(initials, $6) > 0)"#,
        percent,
        filter.within.prefix(),
        filter.statuses.as_slice() as _,
        test.folded.as_deref(),
        &test.anywhere(),
        test.initials.as_deref(),
    )
    .fetch_one(conn)
    .await
}

/// The best `most` of at most `candidates` names that pass, out of so many in a hundred of the pages, which are the same
/// each time. Best are beginnings, then short names.
pub(crate) async fn sample(
    conn: &mut PgConnection,
    filter: &Filter,
    test: &Test,
    percent: f32,
    candidates: i64,
    most: i64,
) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"select code as "code!: UnifiedCode", title as "title!", folded as "folded!"
         from (
             select distinct on (code) code, title, folded, first
             from (
                 select code, title, folded,
                     starts_with(folded, $4) or pinyin like any ($7) or starts_with(initials, $6) as first
                 from registry.name tablesample system ($1) repeatable (0)
                 where starts_with(division, $2) and (cardinality($3::text[]) = 0 or status = any($3))
                     and (strpos(folded, $4) > 0 or pinyin like any ($5) or strpos(initials, $6) > 0)
                 limit $8
             ) as candidate
             order by code, first is true desc, length(folded), folded, title
         ) as best
         order by first is true desc, length(folded), folded, code limit $9"#,
        percent,
        filter.within.prefix(),
        filter.statuses.as_slice() as _,
        test.folded.as_deref(),
        &test.anywhere(),
        test.initials.as_deref(),
        &test.at_the_beginning(),
        candidates,
        most,
    )
    .fetch_all(conn)
    .await
}

/// The best `most` of at most `candidates` names that pass, found by the index.
pub(crate) async fn find(
    conn: &mut PgConnection,
    filter: &Filter,
    pattern: &Pattern,
    candidates: i64,
    most: i64,
) -> sqlx::Result<Vec<Candidate>> {
    let test = &pattern.test;
    sqlx::query_as!(
        Candidate,
        r#"select code as "code!: UnifiedCode", title as "title!", folded as "folded!"
         from (
             select distinct on (code) code, title, folded, first
             from (
                 select code, title, folded,
                     starts_with(folded, $4) or pinyin like any ($7) or starts_with(initials, $6) as first
                 from registry.name
                 where grams @@ $1::text::tsquery
                     and starts_with(division, $2) and (cardinality($3::text[]) = 0 or status = any($3))
                     and (strpos(folded, $4) > 0 or pinyin like any ($5) or strpos(initials, $6) > 0)
                 limit $8
             ) as candidate
             order by code, first is true desc, length(folded), folded, title
         ) as best
         order by first is true desc, length(folded), folded, code limit $9"#,
        filter.narrowing(&pattern.terms),
        filter.within.prefix(),
        filter.statuses.as_slice() as _,
        test.folded.as_deref(),
        &test.anywhere(),
        test.initials.as_deref(),
        &test.at_the_beginning(),
        candidates,
        most,
    )
    .fetch_all(conn)
    .await
}

/// For each of the alternatives at most `most` names that it hits, by the index, untested.
pub(crate) async fn hit(
    conn: &mut PgConnection,
    filter: &Filter,
    alternatives: &[String],
    most: i64,
) -> sqlx::Result<Vec<Candidate>> {
    let alternatives: Vec<String> = alternatives.iter().map(|terms| filter.narrowing(terms)).collect();
    sqlx::query_as!(
        Candidate,
        r#"select code as "code: UnifiedCode", title, folded
         from unnest($1::text[]) as alternative (terms)
         cross join lateral (
             select code, title, folded
             from registry.name
             where grams @@ terms::tsquery
                 and starts_with(division, $2) and (cardinality($3::text[]) = 0 or status = any($3))
             limit $4
         ) as hit"#,
        &alternatives,
        filter.within.prefix(),
        filter.statuses.as_slice() as _,
        most,
    )
    .fetch_all(conn)
    .await
}

impl Filter {
    /// Divisions are grams too, so that in a narrow scope a common word is rare.
    fn narrowing(&self, terms: &str) -> String {
        if !self.narrow {
            return terms.to_owned();
        }
        format!("({terms}) & {}", gram::term(&gram::within(self.within.prefix()), false))
    }
}

// readings hold letters, digits and spaces alone: nothing that `like` would take for a wildcard
impl Test {
    fn anywhere(&self) -> Vec<String> {
        self.readings.iter().map(|reading| format!("%{reading}%")).collect()
    }

    fn at_the_beginning(&self) -> Vec<String> {
        self.readings.iter().map(|reading| format!("{reading}%")).collect()
    }
}

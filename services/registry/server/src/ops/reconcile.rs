//! Whom names and codes of other systems mean (名称对码): candidates by index for many queries at once, scores by the
//! domain.

use std::collections::{BTreeSet, HashMap};

use fault::Fault;
use registry_domain::matching::{
    Asked, AskedCode, AskedName, Bearing, Candidate, Known, KnownName, Places, agreement, judge,
};
use sqlx::PgConnection;
use uow::Scope;
use vocab::{DivisionCode, UnifiedCode};

use crate::store::name::gram;
use crate::store::reconciliation::{self as store, Hit, NamedRow};

/// Queries of one statement: as many as one may take its time over and hold the spellings of.
const AT_ONCE: usize = 50;
/// Organisations that have or had one name.
const SAME: i64 = 20;
/// Organisations for each other spelling of a name.
const SPELT: i64 = 5;
/// Organisations whose names begin with one, and how many of those names are looked at.
const BEGINNING: i64 = 10;
const REACH: i64 = 500;
/// Names that remain the same without one piece of them.
const NEAR: i64 = 200;
/// From these points on a name is somebody's whole name.
const WHOLE: u8 = 98;

/// What is asked in one call.
#[derive(Debug)]
pub(crate) struct Reconcile {
    pub(crate) scope: Scope,
    pub(crate) queries: Vec<MatchQuery>,
}

/// One organisation that is looked for.
#[derive(Debug)]
pub(crate) struct MatchQuery {
    pub(crate) asked: Asked,
    pub(crate) limit: usize,
}

/// Some of the queries of a call.
#[derive(Debug, Clone, Copy)]
struct Batch<'c> {
    scope: &'c Scope,
    queries: &'c [MatchQuery],
}

/// For each query its candidates, best first.
pub(crate) async fn reconcile(conn: &mut PgConnection, call: &Reconcile) -> Result<Vec<Vec<Candidate>>, Fault> {
    let mut results = Vec::with_capacity(call.queries.len());
    for queries in call.queries.chunks(AT_ONCE) {
        results.extend(candidates(conn, Batch { scope: &call.scope, queries }).await?);
    }
    Ok(results)
}

async fn candidates(conn: &mut PgConnection, batch: Batch<'_>) -> Result<Vec<Vec<Candidate>>, Fault> {
    let mut hits: Vec<BTreeSet<UnifiedCode>> = batch.queries.iter().map(|query| coded(&query.asked)).collect();
    let (queries, names) = columns(batch, |query, _| query.name.as_ref().map(|name| vec![name.folded.clone()]));
    add(&mut hits, store::spelt(conn, batch.scope, &queries, &names, SAME).await?);
    let mut known = known(conn, batch.scope, &hits).await?;
    // names that are nearly alike, where none is the same
    let settled: Vec<bool> =
        batch.queries.iter().zip(&hits).map(|(query, hits)| is_settled(&query.asked, hits, &known)).collect();
    let mut more = nearly(conn, batch, &settled).await?;
    for (more, hits) in more.iter_mut().zip(&hits) {
        more.retain(|code| !hits.contains(code));
    }
    known.extend(self::known(conn, batch.scope, &more).await?);
    let results = batch.queries.iter().zip(hits.iter().zip(&more)).map(|(query, (hits, more))| {
        let known: Vec<Known> = hits.iter().chain(more).filter_map(|code| known.get(code).cloned()).collect();
        judge(&query.asked, &known, query.limit)
    });
    Ok(results.collect())
}

/// The codes that a query states or may mean.
fn coded(asked: &Asked) -> BTreeSet<UnifiedCode> {
    match &asked.code {
        None => BTreeSet::new(),
        Some(AskedCode::Right(code)) => BTreeSet::from([*code]),
        Some(AskedCode::Wrong(meant)) => meant.iter().copied().collect(),
    }
}

/// Whether the name of a query, if it has one, is the whole name of somebody, or like that of whose code it states.
fn is_settled(asked: &Asked, hits: &BTreeSet<UnifiedCode>, known: &HashMap<UnifiedCode, Known>) -> bool {
    let Some(name) = &asked.name else { return true };
    let settles = |one: &Known| {
        let fits = asked.code == Some(AskedCode::Right(one.code));
        let mut found = one.names.iter().filter_map(|on_record| agreement(name, &on_record.title, one.division));
        found.any(|found| fits || found.points >= WHOLE)
    };
    hits.iter().filter_map(|code| known.get(code)).any(settles)
}

/// Organisations with names nearly like those of the queries that are not settled.
async fn nearly(
    conn: &mut PgConnection,
    batch: Batch<'_>,
    settled: &[bool],
) -> Result<Vec<BTreeSet<UnifiedCode>>, Fault> {
    let mut hits = vec![BTreeSet::new(); batch.queries.len()];
    let places = places(batch, settled);
    let own = Places::default();
    let open = |at: usize, asked: &Asked| asked.name.clone().filter(|_| !settled[at]);
    let around = |asked: &Asked| home(asked, batch.scope).and_then(|code| places.get(&code)).unwrap_or(&own);
    let (queries, texts) = columns(batch, |asked, at| open(at, asked).map(|name| name.spellings(around(asked))));
    add(&mut hits, store::spelt(conn, batch.scope, &queries, &texts, SPELT).await?);
    let (queries, texts) = columns(batch, |asked, at| {
        open(at, asked).filter(|name| !name.syllables.is_empty()).map(|name| vec![gram::spaced(&name.syllables)])
    });
    add(&mut hits, store::sounding(conn, batch.scope, &queries, &texts, SAME).await?);
    let (queries, texts) =
        columns(batch, |asked, at| open(at, asked).filter(AskedName::is_beginning).map(|name| vec![name.folded]));
    add(&mut hits, store::beginning(conn, batch.scope, &queries, &texts, (REACH, BEGINNING)).await?);
    let (queries, texts) = columns(batch, |asked, at| open(at, asked).map(|name| vec![name.folded]));
    for near in store::near(conn, batch.scope, &queries, &texts, NEAR).await? {
        let at = usize::try_from(near.query).unwrap_or(usize::MAX);
        let Some((query, hits)) = batch.queries.get(at).zip(hits.get_mut(at)) else { continue };
        if query.asked.name.as_ref().is_some_and(|name| name.is_near(&near.folded)) {
            hits.insert(near.code);
        }
    }
    Ok(hits)
}

/// The divisions that may stand at the beginning of names, for each division in which organisations are looked for.
fn places(batch: Batch<'_>, settled: &[bool]) -> HashMap<DivisionCode, Places> {
    let open = batch.queries.iter().zip(settled).filter(|(_, settled)| !**settled);
    let homes: BTreeSet<DivisionCode> = open.filter_map(|(query, _)| home(&query.asked, batch.scope)).collect();
    homes.into_iter().map(|code| (code, Places::around(code))).collect()
}

/// Where an organisation should lie, by the query or else by what the caller may see.
fn home(asked: &Asked, scope: &Scope) -> Option<DivisionCode> {
    asked.division.or_else(|| DivisionCode::parse(&format!("{:0<6}", scope.prefix())).ok())
}

/// What is asked of the index, text by text, and for which query each is.
fn columns(batch: Batch<'_>, texts: impl Fn(&Asked, usize) -> Option<Vec<String>>) -> (Vec<i32>, Vec<String>) {
    let of_one = |(at, query): (usize, &MatchQuery)| {
        let number = i32::try_from(at).unwrap_or(i32::MAX);
        texts(&query.asked, at).unwrap_or_default().into_iter().map(move |text| (number, text)).collect::<Vec<_>>()
    };
    batch.queries.iter().enumerate().flat_map(of_one).unzip()
}

fn add(hits: &mut [BTreeSet<UnifiedCode>], found: Vec<Hit>) {
    for hit in found {
        if let Some(hits) = usize::try_from(hit.query).ok().and_then(|at| hits.get_mut(at)) {
            hits.insert(hit.code);
        }
    }
}

/// Those of the organisations that the caller may see, with all their names.
async fn known(
    conn: &mut PgConnection,
    scope: &Scope,
    hits: &[BTreeSet<UnifiedCode>],
) -> Result<HashMap<UnifiedCode, Known>, Fault> {
    let codes: BTreeSet<UnifiedCode> = hits.iter().flatten().copied().collect();
    let codes: Vec<UnifiedCode> = codes.into_iter().collect();
    if codes.is_empty() {
        return Ok(HashMap::new());
    }
    let mut known: HashMap<UnifiedCode, Known> = HashMap::with_capacity(codes.len());
    for NamedRow { code, status, division, kind, title } in store::names(conn, scope, &codes).await? {
        let bearing = match kind.as_str() {
            "title" => Bearing::Present,
            "former" => Bearing::Former,
            _ => Bearing::Abbreviation,
        };
        let one = known.entry(code).or_insert_with(|| Known { code, status, division, names: Vec::new() });
        one.names.push(KnownName { bearing, title });
    }
    Ok(known)
}

//! Search by name (名称检索): a bounded set of candidates, best match first.
//!
//! Whole names and beginnings come from an ordered index: the first [`REACH`] are looked at. For the rest at most
//! [`CANDIDATES`] names each are ranked: of a rare word those that the index finds first, of a common one ([`COMMON`]) those
//! in a fixed sample of the register, because ranking a tenth of it would serve nobody. Similar names are looked for
//! only where no whole name and fewer than [`FEW`] match.

mod pattern;
pub(crate) mod similar;
mod syllables;

use std::collections::{HashMap, HashSet};

use fault::Fault;
use registry_domain::{Organization, Status};
use sqlx::PgConnection;
use uow::Scope;
use vocab::UnifiedCode;

pub(crate) use pattern::{Wanted, every};

use crate::store;
use crate::store::search::{Candidate, Filter, Pattern};
use crate::wire::page::Binding;

/// The most results of one query, over all pages.
pub(crate) const MOST: usize = 1_000;
const REACH: i64 = 500;
const CANDIDATES: i64 = 500;
/// Candidates for each place where a slip may be.
const ALTERNATIVE: i64 = 100;
const FEW: usize = 20;
/// Pages of the disk looked at to learn whether a word is common, about a dozen names each; an eighth of them to learn
/// whether a scope is narrow.
const PROBE: i64 = 160;
/// A word is common if the probe holds so many names with it: in a million names, about ten thousand.
const COMMON: i64 = 12;
/// How much larger than the probe the sample of a common word may be.
const SAMPLE: i64 = 6;
/// A scope with less of the register than this is narrow.
const NARROW: f64 = 0.3;

/// What is searched for.
#[derive(Debug)]
pub(crate) struct Search {
    pub(crate) wanted: Wanted,
    /// What both the caller's scope and the request allow; `None` if nothing is in both.
    pub(crate) within: Option<Scope>,
    pub(crate) statuses: Vec<Status>,
    /// Results before this page.
    pub(crate) offset: usize,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// How a name matched, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MatchKind {
    Exact,
    Prefix,
    Contains,
    Reading,
    Similar,
}

/// One organisation that was found.
#[derive(Debug)]
pub(crate) struct Match {
    pub(crate) organization: Organization,
    pub(crate) matched_title: String,
    pub(crate) kind: MatchKind,
}

/// A page of matches.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) matches: Vec<Match>,
    pub(crate) next_page_token: String,
}

/// Finds a page of organisations by name.
pub(crate) async fn search(conn: &mut PgConnection, query: &Search) -> Result<Found, Fault> {
    let Some(within) = query.within.clone() else { return Ok(Found::default()) };
    let mut filter = Filter { within, statuses: query.statuses.clone(), narrow: false };
    let end = (query.offset + query.size).min(MOST);
    let mut hits = rank(conn, &mut filter, &query.wanted, (end + 1).min(MOST)).await?;
    let next_page_token = if hits.len() > end { query.binding.token(&end.to_string()) } else { String::new() };
    hits.truncate(end);
    let page = hits.split_off(query.offset.min(hits.len()));
    let codes: Vec<UnifiedCode> = page.iter().map(|hit| hit.code).collect();
    let organizations = store::organization::find_all(conn, &filter.within, &codes).await?;
    let mut organizations: HashMap<_, _> = organizations.into_iter().map(|one| (one.code, one)).collect();
    let matches = page.into_iter().filter_map(|hit| {
        let organization = organizations.remove(&hit.code)?;
        Some(Match { organization, matched_title: hit.title, kind: hit.kind })
    });
    Ok(Found { matches: matches.collect(), next_page_token })
}

/// The first `enough` organisations. Each way of matching is tried only while the better ones leave room.
async fn rank(conn: &mut PgConnection, filter: &mut Filter, wanted: &Wanted, enough: usize) -> sqlx::Result<Vec<Hit>> {
    let mut hits = Hits { enough, seen: HashSet::new(), list: Vec::new() };
    let named_so = |name: &Candidate| name.folded == wanted.folded;
    let beginning = beginnings(conn, filter, &wanted.folded, enough).await?;
    let known = beginning.iter().any(named_so);
    hits.add(beginning, |name| if named_so(name) { MatchKind::Exact } else { MatchKind::Prefix });
    if hits.lacks(enough) {
        let register = survey(conn, filter).await?;
        let names = candidates(conn, filter, register, &wanted.part, hits.reserve()).await?;
        // a beginning beyond the reach of the ordered index
        let starts = |name: &Candidate| name.folded.starts_with(&wanted.folded);
        hits.add(names, |name| if starts(name) { MatchKind::Prefix } else { MatchKind::Contains });
        if let Some(sound) = wanted.sound.as_ref().filter(|_| hits.lacks(enough)) {
            let names = candidates(conn, filter, register, sound, hits.reserve()).await?;
            hits.add(names, |_| MatchKind::Reading);
        }
    }
    if !known && hits.lacks(FEW.min(enough)) {
        hits.add(similar_names(conn, filter, wanted).await?, |_| MatchKind::Similar);
    }
    Ok(hits.list)
}

/// Names that begin with `folded`, in their order: of `enough` organisations, unless there are less within reach.
async fn beginnings(
    conn: &mut PgConnection,
    filter: &Filter,
    folded: &str,
    enough: usize,
) -> sqlx::Result<Vec<Candidate>> {
    // several names of one organisation may stand among the first: the small limit is mostly right, the large one always
    let few = count(2 * enough).min(REACH);
    let names = store::search::beginning_with(conn, filter, folded, REACH, few).await?;
    let organizations: HashSet<UnifiedCode> = names.iter().map(|name| name.code).collect();
    if organizations.len() >= enough || few == REACH || count(names.len()) < few {
        return Ok(names);
    }
    store::search::beginning_with(conn, filter, folded, REACH, REACH).await
}

/// How many pages the register has, in powers of two, so that samples stay the same while it grows; and notes whether
/// the scope is narrow.
async fn survey(conn: &mut PgConnection, filter: &mut Filter) -> sqlx::Result<u64> {
    let pages = store::search::pages(conn).await?.max(1).cast_unsigned().next_power_of_two();
    if !filter.within.prefix().is_empty() {
        filter.narrow = store::search::share(conn, &filter.within, percent(PROBE / 8, pages)).await? < NARROW;
    }
    Ok(pages)
}

/// The best `most` names that match a pattern: of a common word out of a sample, else out of those that the index finds.
async fn candidates(
    conn: &mut PgConnection,
    filter: &Filter,
    pages: u64,
    pattern: &Pattern,
    most: i64,
) -> sqlx::Result<Vec<Candidate>> {
    let found = store::search::count(conn, filter, &pattern.test, percent(PROBE, pages)).await?;
    if found < COMMON {
        return store::search::find(conn, filter, pattern, CANDIDATES, most).await;
    }
    let share = percent(PROBE * (CANDIDATES / found).clamp(1, SAMPLE), pages);
    store::search::sample(conn, filter, &pattern.test, share, CANDIDATES, most).await
}

/// Names that are the end of what is wanted, then those that nearly hold it, the shortest first.
async fn similar_names(conn: &mut PgConnection, filter: &Filter, wanted: &Wanted) -> sqlx::Result<Vec<Candidate>> {
    let mut names = store::search::whole(conn, filter, &wanted.shortened, CANDIDATES).await?;
    let mut near = store::search::hit(conn, filter, &wanted.similar, ALTERNATIVE).await?;
    near.retain(|name| similar::nearly_holds(&name.folded, &wanted.folded));
    near.sort_by_cached_key(|name| (name.folded.chars().count(), name.folded.clone(), name.code));
    names.append(&mut near);
    Ok(names)
}

#[expect(clippy::cast_precision_loss, reason = "a share of pages need not be exact")]
fn percent(wanted: i64, pages: u64) -> f32 {
    (100.0 * wanted as f32 / pages as f32).min(100.0)
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

struct Hit {
    code: UnifiedCode,
    title: String,
    kind: MatchKind,
}

/// Organisations in order, each by its best name alone.
struct Hits {
    enough: usize,
    seen: HashSet<UnifiedCode>,
    list: Vec<Hit>,
}

impl Hits {
    fn lacks(&self, count: usize) -> bool {
        self.list.len() < count
    }

    /// How many names to ask for, as the next ones may all be of organisations that are listed already.
    fn reserve(&self) -> i64 {
        count(self.enough + self.list.len())
    }

    fn add(&mut self, names: Vec<Candidate>, kind: impl Fn(&Candidate) -> MatchKind) {
        for name in names {
            if self.lacks(self.enough) && self.seen.insert(name.code) {
                let kind = kind(&name);
                self.list.push(Hit { code: name.code, title: name.title, kind });
            }
        }
    }
}

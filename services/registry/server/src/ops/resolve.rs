//! From any identifier ever used to the organisations that it means (归一): code, filing number, older numbers, names.

use std::collections::{HashMap, HashSet};

use fault::Fault;
use registry_domain::Organization;
use sqlx::PgConnection;
use time::Date;
use uow::Scope;
use vocab::UnifiedCode;

use crate::store;
use crate::store::resolve::Named;

/// The most organisations that one identifier is said to mean.
const MOST: usize = 20;
/// Rows looked at, several of which may be of one organisation.
const ROWS: i64 = 100;

/// An identifier, read every way.
#[derive(Debug)]
pub(crate) struct Resolve {
    pub(crate) scope: Scope,
    /// If it is a code.
    pub(crate) code: Option<UnifiedCode>,
    /// The code at the front, if it is a filing number (USCC-10).
    pub(crate) embedded: Option<UnifiedCode>,
    /// How a number may be written on record.
    pub(crate) spellings: Vec<String>,
    /// Folded as a name; empty if nothing is left.
    pub(crate) folded: String,
}

/// What an identifier is, likeliest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResolutionKind {
    Code,
    FilingNumber,
    HistoricIdentifier,
    Title,
    FormerTitle,
}

/// One organisation meant.
#[derive(Debug)]
pub(crate) struct Resolution {
    pub(crate) organization: Organization,
    pub(crate) kind: ResolutionKind,
    /// The code, number or name on record.
    pub(crate) matched: String,
    pub(crate) superseded: Option<Date>,
}

struct Meaning {
    code: UnifiedCode,
    kind: ResolutionKind,
    matched: String,
}

pub(crate) async fn resolve(conn: &mut PgConnection, query: &Resolve) -> Result<Vec<Resolution>, Fault> {
    let mut meanings = Vec::new();
    let of_code = |kind| move |code: UnifiedCode| Meaning { code, kind, matched: code.to_string() };
    meanings.extend(query.code.map(of_code(ResolutionKind::Code)));
    meanings.extend(query.embedded.map(of_code(ResolutionKind::FilingNumber)));
    let numbers = store::resolve::by_number(conn, &query.scope, &query.spellings, ROWS).await?;
    meanings.extend(numbers.into_iter().map(|row| Meaning {
        code: row.code,
        kind: ResolutionKind::HistoricIdentifier,
        matched: row.value,
    }));
    if !query.folded.is_empty() {
        let names = store::resolve::by_name(conn, &query.scope, &query.folded, ROWS).await?;
        meanings.extend(names.into_iter().map(Meaning::from));
    }
    let mut seen = HashSet::new();
    meanings.retain(|meaning| seen.insert(meaning.code));
    answer(conn, &query.scope, meanings).await
}

/// What the caller may see of the meanings, in their order.
async fn answer(conn: &mut PgConnection, scope: &Scope, meanings: Vec<Meaning>) -> Result<Vec<Resolution>, Fault> {
    let codes: Vec<UnifiedCode> = meanings.iter().map(|meaning| meaning.code).collect();
    let visible = store::organization::find_all(conn, scope, &codes).await?;
    let mut visible: HashMap<_, _> = visible.into_iter().map(|one| (one.code, one)).collect();
    let former = meanings.iter().filter(|meaning| meaning.kind == ResolutionKind::FormerTitle);
    let (codes, titles): (Vec<_>, Vec<_>) = former.map(|meaning| (meaning.code, meaning.matched.clone())).unzip();
    let days = store::resolve::superseded(conn, &codes, &titles).await?;
    let days: HashMap<_, _> = days.into_iter().map(|row| ((row.code, row.title), row.day)).collect();
    let resolutions = meanings.into_iter().filter_map(|Meaning { code, kind, matched }| {
        let organization = visible.remove(&code)?;
        let superseded = days.get(&(code, matched.clone())).copied().filter(|_| kind == ResolutionKind::FormerTitle);
        Some(Resolution { organization, kind, matched, superseded })
    });
    Ok(resolutions.take(MOST).collect())
}

impl From<Named> for Meaning {
    fn from(row: Named) -> Self {
        let kind = if row.former { ResolutionKind::FormerTitle } else { ResolutionKind::Title };
        Self { code: row.code, kind, matched: row.title }
    }
}

//! Whether something may be purchased as a service.

use fault::Fault;
use purchase_domain::catalog::Entry;
use purchase_domain::verdict::{Found, Verdict, verdict};
use sqlx::PgConnection;

use super::in_force::{self, Place};
use crate::store::catalog::CatalogRow;
use crate::store::entry;
use crate::store::negative::{self, NegativeRow};

/// What is asked, for whom and on which day.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) code: String,
    pub(crate) place: Place,
    /// The category that an official declared; it holds on the day.
    pub(crate) declared: Option<String>,
}

/// An exclusion that hits, and whether the entry is called otherwise now.
#[derive(Debug)]
pub(crate) struct Match {
    pub(crate) row: NegativeRow,
    pub(crate) title_differs: bool,
}

/// The answer with everything that it rests on.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) verdict: Verdict,
    pub(crate) place: Place,
    pub(crate) declared: Option<String>,
    pub(crate) catalog: Option<CatalogRow>,
    pub(crate) entry: Option<Entry>,
    pub(crate) ancestors: Vec<Entry>,
    pub(crate) matches: Vec<Match>,
}

pub(crate) async fn check(conn: &mut PgConnection, query: &Check) -> Result<Checked, Fault> {
    let catalog = in_force::find(conn, &query.place).await?.map(|answering| answering.catalog);
    let mut ancestors = match &catalog {
        Some(catalog) => entry::upwards(conn, catalog.id, &query.code).await?,
        None => Vec::new(),
    };
    let entry = ancestors.pop();
    let above = ancestors.iter().map(|entry| entry.code.clone());
    let codes: Vec<String> = above.chain([query.code.clone()]).collect();
    let divisions = in_force::binding(query.place.division);
    let rows = negative::hitting(conn, &divisions, &codes, query.place.day).await?;
    let named: Vec<&Entry> = ancestors.iter().chain(&entry).collect();
    let differs = |row: &NegativeRow| named.iter().any(|entry| entry.code == row.code && entry.title != row.title);
    let matches: Vec<Match> = rows.into_iter().map(|row| Match { title_differs: differs(&row), row }).collect();
    let found = Found {
        catalog: catalog.is_some(),
        entry: entry.as_ref(),
        declared: query.declared.is_some(),
        excluded: !matches.is_empty(),
    };
    let verdict = verdict(found);
    Ok(Checked { verdict, place: query.place, declared: query.declared.clone(), catalog, entry, ancestors, matches })
}

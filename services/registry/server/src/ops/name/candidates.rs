//! Names on record that a proposed one must be compared with: found by index, tested by the domain.

use registry_domain::naming::{self, ProposedName};
use sqlx::PgConnection;
use vocab::name::{bigrams, fold};

use crate::ops::search::{every, similar};
use crate::store::name::gram;
use crate::store::naming::{NamedRow, hit, spelt};

/// Names that are spelt as the proposed one in some way; more organisations than this never share one.
const SPELT: i64 = 1_000;
/// Names for each place where a slip may be. Of common words there may be more: similar names are good, not complete.
const HITS: i64 = 200;
/// Characters of a name, its division left out, from which on one slip may be forgiven: shorter ones have too few grams.
const SLIP: usize = 5;
/// Characters from which on its ends alone single a name out.
const LONG: usize = 6;

/// Every name of the authority that is the same, and those found that are similar.
pub(super) async fn candidates(conn: &mut PgConnection, name: &ProposedName) -> sqlx::Result<Vec<NamedRow>> {
    let mut rows = spelt(&mut *conn, name.division, &naming::spellings_of(name), SPELT).await?;
    let within = gram::term(&gram::within(name.division.as_str()), false);
    let alternatives: Vec<String> =
        alternatives(name).into_iter().map(|terms| format!("({terms}) & {within}")).collect();
    rows.extend(hit(conn, name.division, &alternatives, HITS).await?);
    rows.sort_unstable();
    rows.dedup();
    rows.retain(|row| naming::likeness(name, &row.title).is_some());
    Ok(rows)
}

/// Grams, one alternative of which hits a name that holds the proposed one, with a slip or with brackets somewhere.
fn alternatives(name: &ProposedName) -> Vec<String> {
    let rest = naming::key(name.title.as_str(), name.kind, name.division);
    let pairs = bigrams(&rest);
    let characters: Vec<char> = fold(&rest).chars().collect();
    let mut alternatives = if characters.len() < SLIP { Vec::new() } else { similar::alternatives(&rest) };
    alternatives.extend((!pairs.is_empty()).then(|| every(&pairs)));
    if characters.len() >= LONG {
        let pair = |at: usize| characters[at..at + 2].iter().collect::<String>();
        let last = characters.len() - 2;
        alternatives.push(every(&[pair(0), pair(last - 1), pair(last)]));
    }
    alternatives
}

//! The results of a proof beside whom the seed draws.

use std::collections::{HashMap, HashSet};
use std::io::{self, BufRead};

use vocab::UnifiedCode;

use super::Findings;
use super::difference::Difference;
use super::lines::Lines;
use crate::frozen::{Frozen, Recusal};
use crate::hash::Hash;
use crate::proof::push_result;

/// Compares what is left of the proof, line by line.
pub(super) fn compare<R: BufRead>(
    lines: &mut Lines<R>,
    frozen: &Frozen,
    seed: &Hash,
    findings: &mut Findings,
) -> io::Result<()> {
    let outcome = frozen.draw(seed);
    findings.drawn = outcome.drawn.len() as u64;
    findings.short = outcome.drawn.iter().filter(|drawn| !drawn.short.is_empty()).count() as u64;
    let mut text = String::new();
    outcome.drawn.iter().for_each(|drawn| push_result(drawn, &mut text));
    let expected: Vec<&str> = text.lines().collect();
    let mut places = None;
    let mut next = 0;
    while let Some(found) = lines.next()? {
        if expected.get(next) == Some(&found) {
            next += 1;
            continue;
        }
        let found = found.to_owned();
        let line = lines.number();
        let places = places.get_or_insert_with(|| Places::of(&expected));
        match places.find(&found).filter(|place| *place >= next) {
            Some(place) => {
                for missing in &expected[next..place] {
                    findings.note(line, Difference::ResultMissing { expected: (*missing).to_owned() });
                }
                if found != expected[place] {
                    differs(frozen, line, expected[place], &found, findings);
                }
                next = place + 1;
            }
            None => findings.note(line, Difference::ResultUnfounded { found }),
        }
    }
    for missing in &expected[next..] {
        findings.note(lines.number(), Difference::ResultMissing { expected: (*missing).to_owned() });
    }
    Ok(())
}

/// Where what is expected stands: kind, stratum and rank (and the department that is short) name a line.
struct Places<'a>(HashMap<(&'a str, &'a str), usize>);

impl<'a> Places<'a> {
    fn of(expected: &[&'a str]) -> Self {
        Self(expected.iter().enumerate().map(|(place, line)| (name(line), place)).collect())
    }

    fn find(&self, line: &str) -> Option<usize> {
        self.0.get(&name(line)).copied()
    }
}

fn name(line: &str) -> (&str, &str) {
    let head = line.match_indices('\t').nth(2).map_or(line, |(at, _)| &line[..at]);
    let short = if line.starts_with("short\t") { line.split('\t').nth(4).unwrap_or_default() } else { "" };
    (head, short)
}

/// Tells that a line is another, and what is wrong with inspectors whom it has and should not have.
fn differs(frozen: &Frozen, line: u64, expected: &str, found: &str, findings: &mut Findings) {
    findings.note(line, Difference::Result { expected: expected.to_owned(), found: found.to_owned() });
    if !found.starts_with("drawn\t") {
        return;
    }
    let right: HashSet<&str> = expected.split('\t').skip(4).collect();
    let code = found.split('\t').nth(3).unwrap_or_default();
    for id in found.split('\t').skip(4).filter(|id| !right.contains(id)) {
        if let Some(difference) = unfit(frozen, code, id) {
            findings.note(line, difference);
        }
    }
}

fn unfit(frozen: &Frozen, code: &str, id: &str) -> Option<Difference> {
    let draft = &frozen.draft;
    let inspector = id.to_owned();
    let Ok(place) = draft.inspectors.binary_search_by(|known| known.id.as_str().cmp(id)) else {
        return Some(Difference::InspectorUnknown { inspector });
    };
    let known = &draft.inspectors[place];
    let recused = UnifiedCode::of_anybody(code)
        .is_some_and(|code| draft.recusals.binary_search(&Recusal { inspector: known.id.clone(), code }).is_ok());
    if recused {
        return Some(Difference::InspectorRecused { inspector, code: code.to_owned() });
    }
    (!known.certificate.covers(draft.window)).then_some(Difference::InspectorExpired { inspector })
}

//! Names that nearly hold a query: one character wrong, missing or too many, or two neighbours exchanged.

use vocab::name::bigrams;

use super::pattern::every;

/// Shorter queries are too little to be sure of; longer ones would cost too much.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=60;
/// From so many pairs on a query is long.
const LONG: usize = 9;

/// Terms that hit every name holding the query with one slip. A slip spoils two neighbouring pairs of characters, or
/// three where two are exchanged: each alternative leaves some neighbouring pairs out. `None` where the query is too
/// short or too long.
pub(super) fn terms(folded: &str) -> Option<String> {
    let characters: Vec<char> = folded.chars().collect();
    if !LENGTHS.contains(&characters.len()) {
        return None;
    }
    let pairs: Vec<String> = characters.windows(2).map(String::from_iter).collect();
    let alternatives = if pairs.len() < LONG { short(&characters, &pairs) } else { long(&pairs) };
    let alternatives: Vec<String> = alternatives.iter().map(|pairs| format!("({})", every(pairs))).collect();
    Some(alternatives.join(" | "))
}

/// Few pairs: only the spoilt ones are left out, and exchanged characters give pairs of their own, so that what remains
/// still tells names apart.
fn short(characters: &[char], pairs: &[String]) -> Vec<Vec<String>> {
    let spoilt = (0..=pairs.len()).map(|end| without(pairs, end.saturating_sub(2), end));
    let exchanged = (0..pairs.len()).map(|at| {
        let mut slip = characters.to_vec();
        slip.swap(at, at + 1);
        bigrams(&String::from_iter(slip))
    });
    // one pair out of three characters says nothing
    let least = if characters.len() == 3 { 2 } else { 1 };
    spoilt.skip(1).chain(exchanged).filter(|pairs| pairs.len() >= least).collect()
}

/// Many pairs: a third is left out at a time, in steps that let no three neighbours fall between, because the index
/// weighs each alternative for each name.
fn long(pairs: &[String]) -> Vec<Vec<String>> {
    let gap = pairs.len() / 3;
    let starts = (0..pairs.len() - gap).step_by(gap - 2).chain([pairs.len() - gap]);
    starts.map(|start| without(pairs, start, start + gap)).collect()
}

fn without(pairs: &[String], from: usize, to: usize) -> Vec<String> {
    pairs[..from].iter().chain(&pairs[to..]).cloned().collect()
}

/// Whether some part of `name` is `query` with one slip (Damerau's four), or without any.
pub(super) fn nearly_holds(name: &str, query: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    // slips up to each place of the name, for the query's beginnings of this length and the two before
    let (mut before_last, mut last) = (Vec::new(), vec![0_usize; name.len() + 1]);
    let query: Vec<char> = query.chars().collect();
    for (row, wanted) in query.iter().enumerate() {
        let mut next = vec![row + 1; name.len() + 1];
        for (column, found) in name.iter().enumerate() {
            let wrong = last[column] + usize::from(wanted != found);
            let mut fewest = wrong.min(last[column + 1] + 1).min(next[column] + 1);
            let exchanged = row > 0 && column > 0 && query[row - 1] == *found && name[column - 1] == *wanted;
            if exchanged {
                let before: &Vec<usize> = &before_last;
                fewest = fewest.min(before[column - 1] + 1);
            }
            next[column + 1] = fewest;
        }
        before_last = std::mem::replace(&mut last, next);
    }
    last.into_iter().min().is_some_and(|slips| slips <= 1)
}

#[cfg(test)]
mod tests {
    use vocab::name::bigrams;

    use super::{nearly_holds, terms};

    #[test]
    fn one_slip_of_each_kind_is_forgiven_and_two_are_not() {
        let name = "湖州市社会工作协会";
        for query in ["社会工作", "社会公作协会", "社工作协会", "社会的工作协会", "社工会作协会"]
        {
            assert!(nearly_holds(name, query), "{query}");
        }
        for query in ["社团公作协会", "养老服务", "会社作工协会"] {
            assert!(!nearly_holds(name, query), "{query}");
        }
    }

    #[test]
    fn a_query_of_two_characters_has_no_similar_names() {
        assert_eq!(terms("养老"), None);
    }

    #[test]
    fn every_slip_leaves_some_alternative_whole() {
        let query: Vec<char> = ('一'..='丿').take(40).collect();
        for length in 4..=query.len() {
            let query = &query[..length];
            let terms = terms(&String::from_iter(query)).unwrap();
            for slip in slips(query) {
                let name = bigrams(&String::from_iter(slip));
                let hits = terms.split(" | ").any(|terms| {
                    let mut terms = terms.trim_matches(['(', ')']).split(" & ");
                    terms.all(|term| name.iter().any(|pair| term == format!("'{pair}'")))
                });
                assert!(hits || length == 4, "{name:?}");
            }
        }
    }

    /// Every name that holds the query with one slip.
    fn slips(query: &[char]) -> Vec<Vec<char>> {
        let mut slips = Vec::new();
        for at in 0..query.len() {
            let mut slip = query.to_vec();
            slip[at] = '错';
            slips.push(slip.clone());
            slip.remove(at);
            slips.push(slip);
            let mut slip = query.to_vec();
            slip.insert(at, '多');
            slips.push(slip);
            let mut slip = query.to_vec();
            slip.swap(at, (at + 1).min(query.len() - 1));
            slips.push(slip);
        }
        slips
    }
}

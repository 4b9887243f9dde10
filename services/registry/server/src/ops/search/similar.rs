//! Names that nearly hold a query: one character wrong, missing or too many, or two neighbours exchanged.

use vocab::name::bigrams;

use super::pattern::every;

/// Shorter queries are too little to be sure of; longer ones would cost too much.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=40;

/// Alternatives, one of which hits any name that holds the query with one slip. A slip spoils two neighbouring pairs of
/// characters, so each leaves two out; exchanged characters give pairs of their own. None where the query is too short
/// or too long.
pub(crate) fn alternatives(folded: &str) -> Vec<String> {
    let characters: Vec<char> = folded.chars().collect();
    if !LENGTHS.contains(&characters.len()) {
        return Vec::new();
    }
    let pairs: Vec<String> = characters.windows(2).map(String::from_iter).collect();
    let spoilt = (1..=pairs.len()).map(|end| without(&pairs, end.saturating_sub(2), end));
    let exchanged = (0..pairs.len()).map(|at| {
        let mut slip = characters.clone();
        slip.swap(at, at + 1);
        bigrams(&String::from_iter(slip))
    });
    // one pair out of three characters says nothing
    let least = if characters.len() == 3 { 2 } else { 1 };
    spoilt.chain(exchanged).filter(|pairs| pairs.len() >= least).map(|pairs| every(&pairs)).collect()
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

    use super::{alternatives, nearly_holds};

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
        assert!(alternatives("养老").is_empty());
    }

    #[test]
    fn every_slip_leaves_some_alternative_whole() {
        let query: Vec<char> = ('一'..='丿').take(40).collect();
        for length in 4..=query.len() {
            let query = &query[..length];
            let alternatives = alternatives(&String::from_iter(query));
            for slip in slips(query) {
                let name = bigrams(&String::from_iter(slip));
                let hits = alternatives.iter().any(|terms| {
                    let mut terms = terms.split(" & ");
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

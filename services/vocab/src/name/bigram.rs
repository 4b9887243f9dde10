//! Pairs of neighbouring characters, the unit of name search.

/// The distinct pairs of neighbouring characters of a folded name, sorted; a name of one character gives that
/// character, an empty one nothing. The SQL function of the same name must agree.
#[must_use]
pub fn bigrams(folded: &str) -> Vec<String> {
    let starts: Vec<usize> = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).collect();
    let width = starts.len().min(3);
    let mut pairs: Vec<&str> = starts.windows(width).map(|pair| &folded[pair[0]..pair[width - 1]]).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().filter(|pair| !pair.is_empty()).map(str::to_owned).collect()
}

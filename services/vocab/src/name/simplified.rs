//! Traditional characters to simplified ones (繁体到简体), character by character; see `data/SOURCES.md`.

use std::sync::LazyLock;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// The simplified form of each character of the range, itself where there is none.
static FORMS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut forms: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
    for line in include_str!("../../data/traditional.csv").lines().skip(1) {
        let mut cells = line.split(',').filter_map(|cell| cell.chars().next());
        if let (Some(from), Some(to)) = (cells.next(), cells.next())
            && let Some(form) = place(from).and_then(|place| forms.get_mut(place))
        {
            *form = to;
        }
    }
    forms
});

fn place(character: char) -> Option<usize> {
    usize::try_from(u32::from(character).checked_sub(FIRST)?).ok()
}

/// The simplified form of a character; itself if it has none or is simplified already.
pub(crate) fn simplified(character: char) -> char {
    place(character).and_then(|place| FORMS.get(place).copied()).unwrap_or(character)
}

/// Whether a character is an ideograph that Unicode normalisation leaves alone.
pub(crate) fn is_ideograph(character: char) -> bool {
    matches!(u32::from(character), FIRST..=LAST) && !matches!(character, '\u{4dc0}'..='\u{4dff}')
}

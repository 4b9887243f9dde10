//! How wide a text is, estimated so that no font is needed: a Chinese character one em, any other six tenths.

/// Width in pixels at a font size.
pub(super) fn width(text: &str, size: i32) -> i32 {
    let tenths: i32 = text.chars().map(|char| if char.is_ascii() { 6 } else { 10 }).sum();
    (tenths * size + 9) / 10
}

/// The text in lines no wider than a limit; Latin words and ids stay whole, and no line begins with a closing mark.
pub(super) fn wrap(text: &str, size: i32, limit: i32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && width(&line, size) + width(piece.trim_end(), size) > limit {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Where a line may break: after spaces and between Chinese characters, and before no closing mark.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, char) in text.char_indices() {
        let whole = before.is_some_and(|before: char| before.is_ascii() && before != ' ') && char.is_ascii();
        let glued = before == Some('（') || "，。、；：）·".contains(char) || char == ' ';
        if at > start && !whole && !glued {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(char);
    }
    pieces.push(&text[start..]);
    pieces
}

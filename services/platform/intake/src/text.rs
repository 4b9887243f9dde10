//! Texts of requests.

use crate::violations::Violations;

/// A text of 1 to `most` characters, none of them a control character, without the blanks around it.
pub fn text(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    if raw.trim().is_empty() {
        violations.note(field, "is required");
        return None;
    }
    optional(violations, field, raw, most)
}

/// A text of 1 to `most` characters whose lines may be broken, without the blanks around it.
pub fn lines(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    text(violations, field, &unbroken(raw), most).map(|_| raw.trim().to_owned())
}

/// The same, or none.
pub fn optional_lines(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    optional(violations, field, &unbroken(raw), most).map(|_| raw.trim().to_owned())
}

fn unbroken(raw: &str) -> String {
    raw.replace(['\n', '\r', '\t'], " ")
}

/// A text of one line, or none.
pub fn optional(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    let text = raw.trim();
    let found = text.chars().count();
    if found > most {
        violations.note(field, format_args!("has {found} characters, at most {most} are allowed"));
        return None;
    }
    if text.chars().any(|character| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')) {
        violations.note(field, "has a control character or line separator");
        return None;
    }
    if text == "-" {
        violations.note(field, "must say something");
        return None;
    }
    Some(text.to_owned())
}

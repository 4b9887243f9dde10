//! Texts of requests; none of them holds a resident's ID number.

use credit_domain::privacy::holds_id_number;

use super::violations::Violations;

/// A text of 1 to `most` characters, none of them a control character, without the blanks around it.
pub(crate) fn text(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    within(violations, field, raw, (1, most))
}

/// The same, or none.
pub(crate) fn optional(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    within(violations, field, raw, (0, most))
}

/// A text of so many characters. From 0, it may be left out.
pub(crate) fn within(
    violations: &mut Violations,
    field: &str,
    raw: &str,
    (least, most): (usize, usize),
) -> Option<String> {
    let text = raw.trim();
    let found = text.chars().count();
    if found == 0 && least > 0 {
        violations.note(field, "is required");
        return None;
    }
    if !(least..=most).contains(&found) {
        violations.note(field, format_args!("has {found} characters, {least} to {most} are allowed"));
        return None;
    }
    if text.chars().any(|character| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')) {
        violations.note(field, "has a control character or line separator");
        return None;
    }
    if holds_id_number(text) {
        violations.note(field, "holds a resident's ID number; credit information holds no personal data");
        return None;
    }
    Some(text.to_owned())
}

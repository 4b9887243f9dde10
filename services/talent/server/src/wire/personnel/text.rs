//! Texts of requests; none of them holds a resident's ID number.

use vocab::holds_id_number;

use crate::wire::violations::Violations;

/// A text of 1 to `most` characters, none of them a control character, without the blanks around it.
pub(super) fn text(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    let text = ::intake::text::text(violations, field, raw, most)?;
    if holds_id_number(&text) {
        violations.note(field, "holds a resident's ID number; only `id_number` may");
        return None;
    }
    Some(text)
}

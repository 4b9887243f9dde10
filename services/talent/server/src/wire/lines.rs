//! Texts of several lines.

use super::text;
use super::violations::Violations;

/// A text of 1 to `most` characters whose lines may be broken.
pub(super) fn lines(violations: &mut Violations, field: &str, raw: &str, most: usize) -> Option<String> {
    let plain = raw.replace(['\n', '\r', '\t'], " ");
    text::text(violations, field, &plain, most).map(|_| raw.trim().to_owned())
}

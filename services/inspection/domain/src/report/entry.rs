//! What is filled in (填报内容): values by the key of their field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A value as somebody filled it in; whether it is what its field asks for is the pre-check's to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entry {
    /// Yes or no.
    Yes(bool),
    /// A whole number; money in fen (分).
    Integer(i64),
    /// Words, one of several choices, or a day as `2026-12-31`.
    Text(String),
}

/// What is filled in of a form, by the key of the field.
pub type Content = BTreeMap<String, Entry>;

//! Who plays a role: a department of a division.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An office (机关): a department of one division. Departments of different divisions share their keys, and are different
/// offices all the same: the civil affairs bureau of a county takes no steps for that of its city, nor the other way round.
///
/// It is stored as `civil-affairs@330500`. One without a division was stored by a release that knew none: see
/// [`crate::Case::seated`].
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Office {
    /// Key of the department: `civil-affairs`.
    pub department: String,
    /// Its division (GB/T 2260).
    pub division: String,
}

impl Office {
    /// A department of a division.
    #[must_use]
    pub fn new(department: impl Into<String>, division: impl Into<String>) -> Self {
        Self { department: department.into(), division: division.into() }
    }

    /// Gives it a division if it has none.
    pub(crate) fn seat(&mut self, division: &str) {
        if self.division.is_empty() {
            division.clone_into(&mut self.division);
        }
    }
}

impl From<String> for Office {
    fn from(stored: String) -> Self {
        match stored.split_once('@') {
            Some((department, division)) => Self::new(department, division),
            None => Self::new(stored, ""),
        }
    }
}

impl From<Office> for String {
    fn from(office: Office) -> Self {
        office.to_string()
    }
}

impl fmt::Display for Office {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.division.is_empty() {
            return f.write_str(&self.department);
        }
        write!(f, "{}@{}", self.department, self.division)
    }
}

//! Whom a department can send (检查人员): an id, for how many objects, and from when to when.

use time::Date;

use crate::{Field, Window};

/// Someone of a department's pool as a draw sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspector {
    /// Who; an id, never a name, since proofs are public.
    pub id: Field,
    /// Key of the department.
    pub department: Field,
    /// The most objects of this plan.
    pub capacity: u32,
    /// The certificate.
    pub certificate: Certificate,
}

/// A certificate of administrative enforcement (行政执法证件, TA-04).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Certificate {
    /// First day on which it is valid.
    pub valid_from: Date,
    /// First day on which it no longer is.
    pub valid_to: Date,
}

impl Certificate {
    /// Whether it is valid on a day.
    #[must_use]
    pub fn holds_on(self, day: Date) -> bool {
        self.valid_from <= day && day < self.valid_to
    }

    /// Whether it is valid on every day of a window (TA-04).
    #[must_use]
    pub fn covers(self, window: Window) -> bool {
        self.holds_on(window.first) && self.holds_on(window.last)
    }
}

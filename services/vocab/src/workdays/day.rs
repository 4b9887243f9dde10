//! One day of the calendar.

use serde::{Deserialize, Serialize};

/// What kind of day it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// An ordinary working day.
    Workday,
    /// Saturday or Sunday, not worked.
    Weekend,
    /// A public holiday or a day moved to it.
    Holiday,
    /// A weekend day worked to make up for a holiday (调休上班).
    AdjustedWorkday,
}

/// A day and, unless it is an ordinary working day, its name in Chinese, such as 春节 or 国庆节调休上班.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// What kind of day.
    pub kind: DayKind,
    /// Its name; empty on ordinary working days.
    pub name: String,
}

impl Day {
    /// Whether people work on it.
    #[must_use]
    pub fn is_workday(&self) -> bool {
        matches!(self.kind, DayKind::Workday | DayKind::AdjustedWorkday)
    }
}

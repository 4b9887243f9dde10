//! A term under way (期限): when it began, while what it stood still, by how much it was extended.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::Date;

use crate::iso_date;
use crate::rule::{Cited, RuleRef};

/// A term under way. It is data to be stored; when it ends is reckoned anew from it, the rule and the calendar, so that
/// a calendar loaded later moves the end by itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clock {
    /// The version of the rule that sets the term.
    pub rule: RuleRef,
    /// The day of the event that starts it; this day does not count (开始之日不计入).
    #[serde(with = "iso_date")]
    pub started_on: Date,
    /// While what it stood still, in the order in which that began; those of different causes may overlap.
    #[serde(default)]
    pub suspensions: Vec<Suspension>,
    /// By how much it was extended.
    #[serde(default)]
    pub extensions: Vec<Extension>,
}

/// A time that does not count (中止), such as a hearing, an inspection or an expert review (行政许可法 Art 45).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Suspension {
    /// First day that does not count.
    #[serde(with = "iso_date")]
    pub from: Date,
    /// First day that counts again; `None` while suspended.
    #[serde(default, with = "iso_date::option", skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// What ends it.
    #[serde(default)]
    pub cause: Cause,
    /// Why, as people are to read it.
    pub reason: String,
}

/// What lets a term stand still. Each ends by itself, whatever else still holds the term.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The authority has something held: a hearing, an inspection, an expert review.
    #[default]
    Measure,
    /// The papers are with the applicant (补正).
    Correction,
}

impl Suspension {
    /// Whether a day falls into it.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|end| day < end)
    }
}

/// A prolongation (延长) that somebody approved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extension {
    /// How many days: working days under a rule in working days, else calendar days.
    pub days: u32,
    /// Why, as people are to read it.
    pub reason: String,
    /// Key of the department that approved it.
    pub approved_by: String,
}

/// A step that a clock does not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ClockError {
    /// It stands still already.
    #[error("the term has been suspended since {since}")]
    AlreadySuspended {
        /// First day of the suspension under way.
        since: Date,
    },
    /// It is running.
    #[error("the term is not suspended")]
    NotSuspended,
    /// The day lies before the term's start or the last step.
    #[error("{day} lies before {earliest}, the earliest day for this step")]
    TooEarly {
        /// The day given.
        day: Date,
        /// The first day possible.
        earliest: Date,
    },
}

impl Clock {
    /// A term that the event of a day starts under a rule.
    #[must_use]
    pub fn start(cited: Cited<'_>, on: Date) -> Self {
        Self { rule: cited.reference(), started_on: on, suspensions: Vec::new(), extensions: Vec::new() }
    }

    /// Stops it: `on` is the first day that does not count.
    pub fn suspend(&mut self, on: Date, cause: Cause, reason: impl Into<String>) -> Result<(), ClockError> {
        let earliest = match self.suspensions.iter().rev().find(|one| one.cause == cause) {
            Some(Suspension { from, to: None, .. }) => return Err(ClockError::AlreadySuspended { since: *from }),
            Some(Suspension { to: Some(to), .. }) => *to,
            None => self.started_on,
        };
        if on < earliest {
            return Err(ClockError::TooEarly { day: on, earliest });
        }
        self.suspensions.push(Suspension { from: on, to: None, cause, reason: reason.into() });
        Ok(())
    }

    /// Ends what a cause began: `on` is the first day that counts, unless another cause still holds it.
    pub fn resume(&mut self, on: Date, cause: Cause) -> Result<(), ClockError> {
        let mut open = self.suspensions.iter_mut().filter(|one| one.cause == cause && one.to.is_none());
        let last = open.next().ok_or(ClockError::NotSuspended)?;
        if on < last.from {
            return Err(ClockError::TooEarly { day: on, earliest: last.from });
        }
        last.to = Some(on);
        Ok(())
    }

    /// Prolongs it.
    pub fn extend(&mut self, extension: Extension) {
        self.extensions.push(extension);
    }

    /// Whether it stands still.
    #[must_use]
    pub fn is_suspended(&self) -> bool {
        self.suspensions.iter().any(|one| one.to.is_none())
    }

    /// Whether a cause lets it stand still.
    #[must_use]
    pub fn is_suspended_by(&self, cause: Cause) -> bool {
        self.suspensions.iter().any(|one| one.cause == cause && one.to.is_none())
    }
}

//! A qualification that a decision gave, and how it stands on a day.

use time::Date;
use uuid::Uuid;

use super::{Bar, Kind};

/// A qualification of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub id: Uuid,
    /// What kind.
    pub kind: Kind,
    /// Number of the decision (文号).
    pub document_number: String,
    /// First day in force.
    pub from: Date,
    /// First day on which it is not in force any more by itself.
    pub until: Option<Date>,
    /// That it was cancelled; one that was taken back is as if it had never been.
    pub cancelled: Option<Cancelled>,
}

/// That a qualification was cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancelled {
    /// Key of the ground.
    pub ground: String,
    /// First day on which it is not in force.
    pub on: Date,
    /// For how long nobody may apply again.
    pub bar: Bar,
}

/// How a qualification stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// 尚未生效.
    ToCome,
    /// 有效.
    InForce,
    /// 到期失效.
    Lapsed,
    /// 已取消.
    Cancelled,
}

impl Held {
    /// First day on which it is not in force any more, by itself or because it was cancelled.
    #[must_use]
    pub fn ends_on(&self) -> Option<Date> {
        let cancelled = self.cancelled.as_ref().map(|cancelled| cancelled.on);
        self.until.into_iter().chain(cancelled).min()
    }

    /// How it stands on a day.
    #[must_use]
    pub fn state(&self, day: Date) -> State {
        let cancelled = self.cancelled.as_ref().is_some_and(|cancelled| cancelled.on <= day);
        if cancelled {
            State::Cancelled
        } else if self.until.is_some_and(|until| until <= day) {
            State::Lapsed
        } else if day < self.from {
            State::ToCome
        } else {
            State::InForce
        }
    }

    /// Whether it is in force on a day.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.state(day) == State::InForce
    }

    /// Whether it was in force before a day, or would have been, and is not on it.
    #[must_use]
    pub fn over(&self, day: Date) -> bool {
        matches!(self.state(day), State::Lapsed | State::Cancelled)
    }

    /// Whether it is in force on any day from one to another (none: without end).
    #[must_use]
    pub fn overlaps(&self, from: Date, until: Option<Date>) -> bool {
        let ends = self.ends_on();
        let some_day = ends.is_none_or(|ends| self.from < ends);
        some_day && until.is_none_or(|until| self.from < until) && ends.is_none_or(|ends| from < ends)
    }

    /// The bar against applying again, if it bars on a day.
    #[must_use]
    pub fn barring(&self, day: Date) -> Option<&Cancelled> {
        self.cancelled.as_ref().filter(|cancelled| cancelled.on <= day && cancelled.bar.holds_on(day))
    }
}

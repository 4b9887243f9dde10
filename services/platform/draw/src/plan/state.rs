//! Where a plan is (计划状态), read off its entries.

use time::OffsetDateTime;

use super::round::{End, Round};
use crate::Refusal;
use crate::{Beacon, Field, Hash};

/// A plan with all its entries; its state is a fold of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// What was frozen.
    pub freeze: Option<Freeze>,
    /// Every round.
    pub rounds: Vec<Round>,
    /// That it was given up, and why.
    pub cancellation: Option<Cancellation>,
}

/// That a plan was frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freeze {
    /// The root over everything.
    pub root: Hash,
    /// Keys of the departments that take part, in order.
    pub departments: Vec<Field>,
    /// The beacon, if there is one.
    pub beacon: Option<Beacon>,
    /// When.
    pub at: OffsetDateTime,
}

/// That a plan was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cancellation {
    /// Why, as people are to read it.
    pub why: Field,
    /// When.
    pub at: OffsetDateTime,
}

/// Where a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It may still change (拟订).
    Draft,
    /// Frozen, and no round is open: none was, or the last failed (已封存).
    Frozen,
    /// Departments commit (承诺).
    Committing,
    /// Departments reveal, or the beacon is awaited (揭示).
    Revealing,
    /// Drawn, for good (已抽取).
    Drawn,
    /// Given up (已取消).
    Cancelled,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Frozen, Self::Committing, Self::Revealing, Self::Drawn, Self::Cancelled];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Frozen => "frozen",
            Self::Committing => "committing",
            Self::Revealing => "revealing",
            Self::Drawn => "drawn",
            Self::Cancelled => "cancelled",
        }
    }
}

impl Plan {
    /// Where it is.
    #[must_use]
    pub fn state(&self) -> State {
        let Some(freeze) = self.freeze.as_ref() else {
            return if self.cancellation.is_some() { State::Cancelled } else { State::Draft };
        };
        match self.rounds.last() {
            Some(Round { end: Some(End::Drawn { .. }), .. }) => State::Drawn,
            _ if self.cancellation.is_some() => State::Cancelled,
            None | Some(Round { end: Some(End::Failed { .. }), .. }) => State::Frozen,
            Some(round) if round.commitments.len() < freeze.departments.len() => State::Committing,
            Some(_) => State::Revealing,
        }
    }

    /// What was frozen, of a plan that is still to be drawn.
    pub(super) fn pending(&self) -> Result<&Freeze, Refusal> {
        match self.state() {
            State::Drawn => Err(Refusal::PlanDrawn),
            State::Cancelled => Err(Refusal::PlanCancelled),
            State::Draft | State::Frozen | State::Committing | State::Revealing => {
                self.freeze.as_ref().ok_or(Refusal::PlanNotFrozen)
            }
        }
    }

    /// When the last thing happened; nothing is entered before it.
    pub(super) fn last_at(&self) -> Option<OffsetDateTime> {
        self.rounds.last().map(Round::last_at).or_else(|| self.freeze.as_ref().map(|freeze| freeze.at))
    }
}

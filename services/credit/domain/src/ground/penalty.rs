//! What a penalty of any department is for the lists (CR-03.5, CR-07.3, CR-07.4, CR-07.7).

use time::Date;

use super::Ground;
use crate::record::{Kind, Record};
use crate::rules;

/// A penalty, weighed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Penalty {
    /// A warning or a fine below the threshold, and nothing heavier.
    pub(super) small: bool,
    suspension: bool,
    large_fine: bool,
    revocation: bool,
}

impl Penalty {
    /// What a record is as a penalty, by the rules of a day; nothing, if it is none.
    pub(super) fn of(record: &Record, day: Date) -> Self {
        if record.kind != Kind::Penalty {
            return Self::default();
        }
        let has = |word: &str| record.value.split(',').any(|one| one == word);
        let fine = record.amount_fen.filter(|amount| has("fine") && *amount > 0);
        let reaches = |rule: &str| {
            let threshold = rules().on(rule, day).ok().map(|cited| cited.value());
            fine.zip(threshold).is_some_and(|(fine, threshold)| fine >= threshold)
        };
        let (suspension, revocation, large_fine) = (has("suspension"), has("revocation"), reaches("CR-07d"));
        let light = has("warning") || (fine.is_some() && !reaches("CR-03e"));
        Self { small: light && !suspension && !revocation && !large_fine, suspension, large_fine, revocation }
    }

    /// The grounds that it is by itself.
    pub(super) fn grounds(self) -> Vec<Ground> {
        let each = [
            (self.small, Ground::SmallPenalty),
            (self.suspension, Ground::Suspension),
            (self.large_fine, Ground::LargeFine),
            (self.revocation, Ground::Revoked),
        ];
        each.into_iter().filter(|(is, _)| *is).map(|(_, ground)| ground).collect()
    }
}

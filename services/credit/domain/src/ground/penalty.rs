//! What a penalty of any department is for the lists (CR-03.5, CR-07.3, CR-07.4, CR-07.7).

use time::Date;

use super::Ground;
use crate::record::{Kind, Record};
use crate::rules;

/// The grounds that a record is as a penalty, by the rules of a day: none, if it is no penalty.
pub(super) fn grounds(record: &Record, day: Date) -> Vec<Ground> {
    if record.kind != Kind::Penalty {
        return Vec::new();
    }
    let has = |word: &str| record.value.split(',').any(|one| one == word);
    let fine = record.amount_fen.filter(|amount| has("fine") && *amount > 0);
    let reaches = |rule: &str| {
        let threshold = rules().on(rule, day).ok().map(|cited| cited.value());
        fine.zip(threshold).is_some_and(|(fine, threshold)| fine >= threshold)
    };
    let heavy = [
        (has("suspension"), Ground::Suspension),
        (reaches(Ground::LargeFine.rule()), Ground::LargeFine),
        (has("revocation"), Ground::Revoked),
    ];
    let heavy: Vec<Ground> = heavy.into_iter().filter(|(is, _)| *is).map(|(_, ground)| ground).collect();
    let light = has("warning") || (fine.is_some() && !reaches(Ground::SmallPenalty.rule()));
    if heavy.is_empty() && light { vec![Ground::SmallPenalty] } else { heavy }
}

/// Whether a record is a warning or a fine below the threshold, and nothing heavier.
pub(super) fn is_small(record: &Record, day: Date) -> bool {
    grounds(record, day) == [Ground::SmallPenalty]
}

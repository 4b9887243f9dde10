//! Which records can matter to an answer: those that cannot are not fetched. An organisation of twenty years has hundreds, and a dozen of
//! them decide.

use std::collections::BTreeSet;

use statute::RuleBook;
use time::Date;

use super::condition::Test;
use super::{Condition, Purpose};
use crate::record::Kind;

/// Records that an answer may rest on. With these alone [`evaluate`](super::evaluate) answers as it does with all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    /// Every record of these kinds.
    pub kinds: BTreeSet<Kind>,
    /// Penalties that count from this day on or later.
    pub penalties_since: Option<Date>,
    /// Of the conclusions of annual reports that count on this day, the last of the last year.
    pub last_conclusion_on: Option<Date>,
}

impl Needs {
    /// Of purposes on a day, by the rules of that day.
    #[must_use]
    pub fn on(purposes: &[Purpose], on: Date, book: &RuleBook) -> Self {
        let mut needs = Self::default();
        for condition in conditions(purposes) {
            let Ok(rule) = book.on(condition.rule, on) else { continue };
            if let Test::NoPenalty { window, .. } = condition.test {
                let since = window.since(on, rule.version.threshold.map_or(0, |threshold| threshold.value));
                needs.penalties_since = Some(needs.penalties_since.map_or(since, |other| other.min(since)));
            } else if condition.test == Test::LastReportPassed {
                needs.last_conclusion_on = Some(on);
            } else {
                needs.kinds.extend(condition.test.looks_at());
            }
        }
        needs.penalties_since = needs.penalties_since.filter(|_| !needs.kinds.contains(&Kind::Penalty));
        needs.last_conclusion_on = needs.last_conclusion_on.filter(|_| !needs.kinds.contains(&Kind::ReportConcluded));
        needs
    }

    /// Of purposes on any day, whatever the rules say.
    #[must_use]
    pub fn always(purposes: &[Purpose]) -> Self {
        conditions(purposes).flat_map(|condition| condition.test.looks_at()).copied().collect()
    }
}

/// Every record of these kinds.
impl FromIterator<Kind> for Needs {
    fn from_iter<I: IntoIterator<Item = Kind>>(kinds: I) -> Self {
        Self { kinds: kinds.into_iter().collect(), ..Self::default() }
    }
}

fn conditions(purposes: &[Purpose]) -> impl Iterator<Item = &'static Condition> {
    purposes.iter().flat_map(|purpose| purpose.conditions())
}

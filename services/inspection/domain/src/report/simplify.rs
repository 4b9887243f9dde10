//! Who reports on a simplified form (AI-08): whoever is rated 4A or above on the day.

use time::Date;

use super::{Refusal, cited};
use crate::outcome::{Outcome, OutcomeKind};

/// Whether the outcomes of an organisation let it report on a simplified form on a day.
///
/// # Errors
/// [`Refusal::RuleNotFound`].
pub fn simplified(outcomes: &[Outcome], day: Date) -> Result<bool, Refusal> {
    let least = cited("AI-08", day)?.value();
    let grade = |outcome: &Outcome| outcome.value.strip_suffix('A').and_then(|digit| digit.parse::<i64>().ok());
    let rated = outcomes.iter().filter(|it| it.kind == OutcomeKind::RatingAnnounced && it.counts_on(day));
    Ok(rated.filter_map(grade).any(|grade| grade >= least))
}

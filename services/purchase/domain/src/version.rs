//! Which of several versions holds on a day. Versions are never changed: that a later one takes the place of an earlier one follows
//! from their first days.

use time::{Date, OffsetDateTime};

/// The days of a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The first day on which it holds.
    pub valid_from: Date,
    /// The first day on which it does not, as it states itself.
    pub valid_to: Option<Date>,
    /// When it was recorded.
    pub recorded_at: OffsetDateTime,
}

/// Which of the versions holds on `day`, by what had been recorded at `known_at`: the one that began last, unless it has ended by its
/// own words. What it had replaced does not come back.
#[must_use]
pub fn in_force(terms: &[Term], day: Date, known_at: Option<OffsetDateTime>) -> Option<usize> {
    let known = |term: &Term| known_at.is_none_or(|moment| term.recorded_at <= moment);
    terms
        .iter()
        .enumerate()
        .filter(|(_, term)| term.valid_from <= day && known(term))
        .max_by_key(|(_, term)| term.valid_from)
        .filter(|(_, term)| term.valid_to.is_none_or(|end| end > day))
        .map(|(place, _)| place)
}

/// Whether a version that begins on `from` comes after each of those that were made before.
#[must_use]
pub fn is_later(earlier: impl IntoIterator<Item = Date>, from: Date) -> bool {
    earlier.into_iter().all(|begun| begun < from)
}

#[cfg(test)]
mod tests {
    use time::Date;
    use time::macros::{date, datetime};

    use super::{Term, in_force, is_later};

    fn term(valid_from: Date, valid_to: Option<Date>) -> Term {
        Term { valid_from, valid_to, recorded_at: datetime!(2026-01-01 00:00 UTC) }
    }

    #[test]
    fn the_one_that_began_last_holds() {
        let terms = [term(date!(2024 - 01 - 01), None), term(date!(2025 - 01 - 01), None)];
        let on = |day| in_force(&terms, day, None);
        assert_eq!(on(date!(2023 - 12 - 31)), None);
        assert_eq!(on(date!(2024 - 01 - 01)), Some(0));
        assert_eq!(on(date!(2024 - 12 - 31)), Some(0));
        assert_eq!(on(date!(2025 - 01 - 01)), Some(1));
    }

    #[test]
    fn what_was_replaced_does_not_come_back_when_the_later_one_ends() {
        let terms = [term(date!(2024 - 01 - 01), None), term(date!(2025 - 01 - 01), Some(date!(2026 - 01 - 01)))];
        assert_eq!(in_force(&terms, date!(2025 - 12 - 31), None), Some(1));
        assert_eq!(in_force(&terms, date!(2026 - 01 - 01), None), None);
    }

    #[test]
    fn what_was_recorded_later_was_not_known() {
        let mut terms = [term(date!(2024 - 01 - 01), None), term(date!(2025 - 01 - 01), None)];
        terms[1].recorded_at = datetime!(2026-03-01 00:00 UTC);
        let known = |moment| in_force(&terms, date!(2025 - 06 - 01), Some(moment));
        assert_eq!(known(datetime!(2025-12-31 00:00 UTC)), None);
        assert_eq!(known(datetime!(2026-02-01 00:00 UTC)), Some(0));
        assert_eq!(known(datetime!(2026-03-01 00:00 UTC)), Some(1));
    }

    #[test]
    fn a_version_comes_after_all_others() {
        let earlier = [date!(2024 - 01 - 01), date!(2025 - 01 - 01)];
        assert!(is_later(earlier, date!(2025 - 01 - 02)));
        assert!(!is_later(earlier, date!(2025 - 01 - 01)));
        assert!(is_later([], date!(2000 - 01 - 01)));
    }
}

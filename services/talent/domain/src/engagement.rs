//! Engagements (任职从业): who works for which organisation from when to when, and what keeps another one from being recorded.

use time::Date;
use vocab::UnifiedCode;

/// How somebody works (用工形式).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngagementKind {
    /// 专职.
    FullTime,
    /// 兼职.
    PartTime,
}

/// From a day on, until one if it has ended. One that ended on its first day was recorded by mistake, and has no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Date,
    /// The first day after it.
    pub until: Option<Date>,
}

/// What is recorded of one, beside whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engagement {
    /// For whom.
    pub organization: UnifiedCode,
    /// How.
    pub kind: EngagementKind,
    /// As what (岗位).
    pub post_title: String,
    /// When.
    pub span: Span,
}

/// What one that is on record is to a new one of the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// The very same.
    Same,
    /// Of the same organisation, at the same time.
    Here,
    /// Full-time for another organisation, as the new one is, at the same time.
    FullTimeElsewhere,
}

impl EngagementKind {
    /// Both, in the order of the contract.
    pub const ALL: [Self; 2] = [Self::FullTime, Self::PartTime];

    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FullTime => "full_time",
            Self::PartTime => "part_time",
        }
    }

    /// Reads the word in the database.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl Span {
    /// Whether both have a day in common.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        let has_a_day = |one: Self| one.until.is_none_or(|until| one.from < until);
        let begins_in_time = |one: Self, other: Self| other.until.is_none_or(|until| one.from < until);
        has_a_day(self) && has_a_day(other) && begins_in_time(self, other) && begins_in_time(other, self)
    }
}

impl Engagement {
    /// What keeps this one from being recorded beside `held`, if anything does.
    #[must_use]
    pub fn clash(&self, held: &Self) -> Option<Clash> {
        if self == held {
            return Some(Clash::Same);
        }
        if !self.span.meets(held.span) {
            return None;
        }
        if self.organization == held.organization {
            return Some(Clash::Here);
        }
        let both = self.kind == EngagementKind::FullTime && held.kind == EngagementKind::FullTime;
        both.then_some(Clash::FullTimeElsewhere)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;
    use vocab::OrganizationClass;

    use super::*;

    fn engagement(serial: u32, kind: EngagementKind, from: Date, until: Option<Date>) -> Engagement {
        let body = format!("MJ{serial:06}");
        let division = "330500".parse().unwrap();
        let organization = UnifiedCode::from_parts(OrganizationClass::SocialGroup, division, &body).unwrap();
        Engagement { organization, kind, post_title: "会计".into(), span: Span { from, until } }
    }

    #[test]
    fn somebody_works_full_time_for_one_organisation_at_a_time() {
        let (first, later) = (date!(2026 - 01 - 01), date!(2026 - 07 - 01));
        let held = engagement(1, EngagementKind::FullTime, first, Some(later));
        let elsewhere = |kind, from| engagement(2, kind, from, None).clash(&held);
        assert_eq!(elsewhere(EngagementKind::FullTime, first), Some(Clash::FullTimeElsewhere));
        assert_eq!(elsewhere(EngagementKind::FullTime, date!(2026 - 06 - 30)), Some(Clash::FullTimeElsewhere));
        assert_eq!(elsewhere(EngagementKind::FullTime, later), None, "the first day after it");
        assert_eq!(elsewhere(EngagementKind::PartTime, first), None);
    }

    #[test]
    fn somebody_works_once_for_an_organisation_at_a_time() {
        let first = date!(2026 - 01 - 01);
        let held = engagement(1, EngagementKind::PartTime, first, None);
        assert_eq!(held.clone().clash(&held), Some(Clash::Same));
        let other = engagement(1, EngagementKind::FullTime, date!(2026 - 03 - 01), None);
        assert_eq!(other.clash(&held), Some(Clash::Here));
        let before = engagement(1, EngagementKind::FullTime, date!(2025 - 03 - 01), Some(first));
        assert_eq!(before.clash(&held), None);
    }

    #[test]
    fn what_was_recorded_by_mistake_keeps_nobody_out() {
        let day = date!(2026 - 03 - 01);
        let mistaken = engagement(1, EngagementKind::FullTime, day, Some(day));
        for from in [date!(2026 - 02 - 28), day, date!(2026 - 03 - 02)] {
            assert_eq!(engagement(1, EngagementKind::FullTime, from, None).clash(&mistaken), None);
            assert_eq!(engagement(2, EngagementKind::FullTime, from, None).clash(&mistaken), None);
        }
    }
}

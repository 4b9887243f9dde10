//! Procurement procedures that run here (招标采购): their terms, who may not judge whom, and what bids come to.

pub mod recusal;
pub mod scoring;
#[cfg(test)]
mod tests;

use statute::Cited;
use time::{Date, Duration};
use vocab::workdays::Calendar;

use crate::project::Method;
use crate::rules;

/// All points that a bid can get, in hundredths.
pub const ALL_POINTS: i32 = 10_000;
/// The most days between publication and the deadline for bids.
const LONGEST_NOTICE: i64 = 400;
/// A hundredth of all points.
const PERCENT: i64 = 100;

const CHALLENGE: &str = "GP-09g";
const DECISION: &str = "GP-09h";
const LEAST_PRICE: &str = "GP-09e";
const MOST_PRICE: &str = "GP-09f";

/// How procedures that run here find a supplier; of the other methods the result alone is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Procedure {
    /// 公开招标.
    OpenTender,
    /// 竞争性磋商.
    Consultation,
}

impl Procedure {
    /// That of a project's method, if it runs here.
    #[must_use]
    pub fn of(method: Method) -> Option<Self> {
        match method {
            Method::OpenTender => Some(Self::OpenTender),
            Method::CompetitiveConsultation => Some(Self::Consultation),
            Method::InvitedTender
            | Method::CompetitiveNegotiation
            | Method::Inquiry
            | Method::SingleSource
            | Method::Framework => None,
        }
    }

    fn rule(self, tender: &'static str, consultation: &'static str, day: Date) -> Option<Cited<'static>> {
        let id = match self {
            Self::OpenTender => tender,
            Self::Consultation => consultation,
        };
        rules().on(id, day).ok()
    }

    /// How many days at least lie between publication and deadline (GP-09a, GP-09b).
    #[must_use]
    pub fn notice(self, day: Date) -> Option<Cited<'static>> {
        self.rule("GP-09a", "GP-09b", day)
    }

    /// How many valid bids there must be at least (GP-09c, GP-09d).
    #[must_use]
    pub fn least_bids(self, day: Date) -> Option<Cited<'static>> {
        self.rule("GP-09c", "GP-09d", day)
    }

    /// How many experts there must be at least (GP-09i, GP-09j).
    #[must_use]
    pub fn least_experts(self, day: Date) -> Option<Cited<'static>> {
        self.rule("GP-09i", "GP-09j", day)
    }

    /// What the most points for the price may be, in hundredths (GP-09e, GP-09f).
    #[must_use]
    pub fn price_points(self, day: Date) -> (i64, i64) {
        let points = |id: &str| rules().on(id, day).ok().map(|rule| rule.value() * PERCENT);
        let most = match self {
            Self::OpenTender => None,
            Self::Consultation => points(MOST_PRICE),
        };
        (points(LEAST_PRICE).unwrap_or_default(), most.unwrap_or(i64::from(ALL_POINTS)))
    }

    /// The first day on which a tender that is published on a day may take its last bids, and the rule that says so. `None`: no rule
    /// held then.
    #[must_use]
    pub fn first_deadline(self, published: Date) -> Option<(Date, Cited<'static>)> {
        let rule = self.notice(published)?;
        Some((published.checked_add(Duration::days(rule.value()))?, rule))
    }
}

/// The last day on which a tender that is published on a day may take bids.
#[must_use]
pub fn last_deadline(published: Date) -> Date {
    published.saturating_add(Duration::days(LONGEST_NOTICE))
}

fn working_days(id: &str, from: Date, calendar: &Calendar) -> Option<Date> {
    let term = u32::try_from(rules().on(id, from).ok()?.value()).ok()?;
    calendar.add_working_days(from, term).ok().map(|deadline| deadline.date)
}

/// The last day for challenges of a result that was announced on a day (GP-09g); `None` while the calendar does not know the days.
#[must_use]
pub fn challenge_last_day(announced: Date, calendar: &Calendar) -> Option<Date> {
    working_days(CHALLENGE, announced, calendar)
}

/// The last day for the decision of a challenge (GP-09h).
#[must_use]
pub fn decision_last_day(filed: Date, calendar: &Calendar) -> Option<Date> {
    working_days(DECISION, filed, calendar)
}

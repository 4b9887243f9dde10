//! Procurement procedures that run here (招标采购): their terms, who may not judge whom, and what bids come to.

pub mod head;
pub mod invitation;
pub mod panel;
pub mod recusal;
pub mod requirement;
pub mod scoring;
#[cfg(test)]
mod tests;

use statute::{Cited, Unit};
use time::{Date, Duration};
use vocab::workdays::Calendar;

use crate::project::Method;
use crate::rules;

/// All points that a bid can get, or a proposal of a venture round, in hundredths.
pub const ALL_POINTS: i32 = 10_000;
/// The most days between publication and the deadline for bids, or for proposals of a venture round.
const LONGEST_NOTICE: i64 = 400;
/// A hundredth of all points.
const PERCENT: i64 = 100;

const CHALLENGE: &str = "GP-09g";
/// For how many working days a result is announced, before the term for challenges begins.
const ANNOUNCEMENT: &str = "GP-09m";
const DECISION: &str = "GP-09h";
const COMPLAINT: &str = "GP-09s";
const COMPLAINT_DECISION: &str = "GP-09t";
const SUSPENSION: &str = "GP-09u";
const LEAST_PRICE: &str = "GP-09e";
const MOST_PRICE: &str = "GP-09f";
/// How many thirds of those who judge may be the buyer's.
const BUYERS_SHARE: &str = "GP-09n";
/// From which budget on more experts judge an open tender.
const LARGE_BUDGET: &str = "GP-09p";

/// How procedures that run here find a supplier; of the other methods the result alone is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Procedure {
    /// 公开招标.
    OpenTender,
    /// 邀请招标: open to those alone who were drawn and invited (GP-09v).
    InvitedTender,
    /// 竞争性磋商.
    Consultation,
    /// 竞争性谈判: talks, last offers, and the lowest price (GP-12).
    Negotiation,
    /// 询价: one price, of which the lowest stands first (GP-12).
    Inquiry,
    /// 框架协议的征集阶段 (GP-13): prices are unit prices. All its terms are those of an open tender, the days of notice too: a choice of this
    /// design (mark D). That three valid bids are wanted follows from GP-13a and GP-13b as well.
    Framework,
}

/// Which last offers (最后报价) follow talks with the bidders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offers {
    /// None: what was bid stands.
    None,
    /// They may be called.
    Optional,
    /// Nothing is ranked without them (GP-12d).
    Required,
}

impl Procedure {
    /// That of a project's method, if it runs here.
    #[must_use]
    pub fn of(method: Method) -> Option<Self> {
        match method {
            Method::OpenTender => Some(Self::OpenTender),
            Method::InvitedTender => Some(Self::InvitedTender),
            Method::CompetitiveConsultation => Some(Self::Consultation),
            Method::CompetitiveNegotiation => Some(Self::Negotiation),
            Method::Inquiry => Some(Self::Inquiry),
            Method::Framework => Some(Self::Framework),
            Method::SingleSource => None,
        }
    }

    /// That of a kept tender's method.
    #[must_use]
    pub fn of_kept(method: &str) -> Option<Self> {
        Method::parse(method).and_then(Self::of)
    }

    /// Whether of all who meet the requirements the lowest price stands first, and nothing else is scored (GP-12e).
    #[must_use]
    pub fn is_lowest_price(self) -> bool {
        match self {
            Self::OpenTender | Self::InvitedTender | Self::Consultation | Self::Framework => false,
            Self::Negotiation | Self::Inquiry => true,
        }
    }

    /// Which last offers it has.
    #[must_use]
    pub fn offers(self) -> Offers {
        match self {
            Self::OpenTender | Self::InvitedTender | Self::Inquiry | Self::Framework => Offers::None,
            Self::Consultation => Offers::Optional,
            Self::Negotiation => Offers::Required,
        }
    }

    /// The rule of a tender, of a consultation, or of a negotiation and an inquiry.
    fn rule(self, [tender, consultation, lowest]: [&'static str; 3], day: Date) -> Option<Cited<'static>> {
        let id = match self {
            Self::OpenTender | Self::InvitedTender | Self::Framework => tender,
            Self::Consultation => consultation,
            Self::Negotiation | Self::Inquiry => lowest,
        };
        rules().on(id, day).ok()
    }

    /// How many valid bids there must be at least (GP-09c, GP-09d, GP-12a).
    #[must_use]
    pub fn least_bids(self, day: Date) -> Option<Cited<'static>> {
        self.rule(["GP-09c", "GP-09d", "GP-12a"], day)
    }

    /// How many experts there must be at least (GP-09i, GP-09j, GP-12c), in open tenders from a certain budget on more (GP-09o, GP-09p).
    #[must_use]
    pub fn least_experts(self, day: Date, budget_fen: i64) -> Option<Cited<'static>> {
        let is_large = rules().on(LARGE_BUDGET, day).is_ok_and(|rule| budget_fen >= rule.value());
        self.rule([if is_large { "GP-09o" } else { "GP-09i" }, "GP-09j", "GP-12c"], day)
    }

    /// What the most points for the price may be, in hundredths (GP-09e, GP-09f); where the lowest price stands first it has all of them.
    #[must_use]
    pub fn price_points(self, day: Date) -> (i64, i64) {
        let points = |id: &str| rules().on(id, day).ok().map(|rule| rule.value() * PERCENT);
        let all = i64::from(ALL_POINTS);
        let most = match self {
            Self::OpenTender | Self::InvitedTender | Self::Framework => None,
            Self::Consultation => points(MOST_PRICE),
            Self::Negotiation | Self::Inquiry => return (all, all),
        };
        (points(LEAST_PRICE).unwrap_or_default(), most.unwrap_or(all))
    }

    /// The rule that says how long a notice of a day stands at least before the deadline for bids (GP-09a, GP-09b, GP-12b).
    #[must_use]
    pub fn notice(self, published: Date) -> Option<Cited<'static>> {
        self.rule(["GP-09a", "GP-09b", "GP-12b"], published)
    }
}

/// The first day on which a tender that is published on a day may take its last bids, by the rule of its notice. `None`: the calendar does
/// not know the working days.
#[must_use]
pub fn first_deadline(notice: &Cited<'_>, published: Date, calendar: &Calendar) -> Option<Date> {
    let is_of_working_days = notice.version.threshold.is_some_and(|threshold| threshold.unit == Unit::WorkingDays);
    if is_of_working_days {
        let term = u32::try_from(notice.value()).ok()?;
        return calendar.add_working_days(published, term).ok().map(|deadline| deadline.date);
    }
    published.checked_add(Duration::days(notice.value()))
}

/// The last day on which a tender that is published on a day may take bids, and a venture round proposals.
#[must_use]
pub fn last_deadline(published: Date) -> Date {
    published.saturating_add(Duration::days(LONGEST_NOTICE))
}

/// The end of the term in working days of a rule that is reckoned from a day. `None`: no rule held, or the calendar does not know the days.
pub(crate) fn working_days(id: &str, from: Date, calendar: &Calendar) -> Option<Date> {
    let term = u32::try_from(rules().on(id, from).ok()?.value()).ok()?;
    calendar.add_working_days(from, term).ok().map(|deadline| deadline.date)
}

/// Whether a panel of so many, of whom so many are the buyer's, has too many of those on a day (GP-09n): the rule that says so.
#[must_use]
pub fn too_many_of_buyer(of_buyer: usize, all: usize, day: Date) -> Option<Cited<'static>> {
    let rule = rules().on(BUYERS_SHARE, day).ok()?;
    let thirds = usize::try_from(rule.value()).ok()?;
    (of_buyer * 3 > all * thirds).then_some(rule)
}

/// How many more experts it takes for an odd number that is not below the fewest.
#[must_use]
pub fn lacking(experts: usize, fewest: usize) -> usize {
    let least = experts.max(fewest);
    least + usize::from(least.is_multiple_of(2)) - experts
}

/// The last day for challenges of a result that was announced on a day (GP-09g): the term begins when the announcement is over (GP-09m).
/// `None` while the calendar does not know the days.
#[must_use]
pub fn challenge_last_day(announced: Date, calendar: &Calendar) -> Option<Date> {
    working_days(CHALLENGE, working_days(ANNOUNCEMENT, announced, calendar)?, calendar)
}

/// The last day for the decision of a challenge (GP-09h).
#[must_use]
pub fn decision_last_day(filed: Date, calendar: &Calendar) -> Option<Date> {
    working_days(DECISION, filed, calendar)
}

/// The last day for a complaint about how a challenge was answered, or was not, by a day (GP-09s).
#[must_use]
pub fn complaint_last_day(answered: Date, calendar: &Calendar) -> Option<Date> {
    working_days(COMPLAINT, answered, calendar)
}

/// The last day for the decision of a complaint (GP-09t).
#[must_use]
pub fn complaint_term(filed: Date, calendar: &Calendar) -> Option<Date> {
    working_days(COMPLAINT_DECISION, filed, calendar)
}

/// The last day on which an award may be suspended that is suspended from a day on (GP-09u), which counts. `None`: no rule held then.
#[must_use]
pub fn last_suspended_day(from: Date) -> Option<Date> {
    from.checked_add(Duration::days(rules().on(SUSPENSION, from).ok()?.value() - 1))
}

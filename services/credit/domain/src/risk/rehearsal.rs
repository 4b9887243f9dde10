//! A rule tried on the past: whom it would have warned of, whether what was feared came, and how the rule in force differs.

use std::collections::BTreeSet;

use statute::months_later;
use time::Date;

use super::expression::{Expression, NotEvaluated};
use super::measured::{Measured, Subject};
use super::months::month_ends;
use crate::listing::List;
use crate::record::Kind;

/// What may come after a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// 行政处罚.
    Penalty,
    /// 严重问题.
    SeriousFinding,
    /// 未按规定报送年度报告.
    ReportMissed,
    /// 列入活动异常名录.
    AbnormalListing,
    /// 列入严重违法失信名单.
    SeriousListing,
    /// 撤销登记、吊销登记证书.
    Revocation,
}

impl Outcome {
    /// The kind of records that tell of it, if records do.
    fn looks_at(self) -> Option<Kind> {
        match self {
            Self::Penalty => Some(Kind::Penalty),
            Self::SeriousFinding => Some(Kind::SeriousFinding),
            Self::ReportMissed => Some(Kind::ReportMissed),
            Self::AbnormalListing | Self::SeriousListing => None,
            Self::Revocation => Some(Subject::STATUS),
        }
    }

    /// The first day after `after`, up to `until`, on which it came.
    fn first(self, subject: Subject<'_>, after: Date, until: Date) -> Option<Date> {
        let within = |day: &Date| after < *day && *day <= until;
        let of_list = |list: List| {
            let standing = subject.listings.iter().filter(|one| one.list == list && one.withdrawn_on.is_none());
            standing.map(|one| one.listed_on).filter(within).min()
        };
        let of_kind = |value: Option<&str>| {
            let standing = subject.records.iter().filter(|one| Some(one.kind) == self.looks_at() && one.stands());
            let of_value = standing.filter(|one| value.is_none_or(|value| one.value == value));
            of_value.map(|one| one.from).filter(within).min()
        };
        match self {
            Self::AbnormalListing => of_list(List::Abnormal),
            Self::SeriousListing => of_list(List::Serious),
            Self::Revocation => of_kind(Some("revoked")),
            Self::Penalty | Self::SeriousFinding | Self::ReportMissed => of_kind(None),
        }
    }
}

/// Whether a warning would have been right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The outcome came within the months.
    Right,
    /// The months went by without it.
    Wrong,
    /// The months are not over.
    Undecided,
}

/// What one organisation shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// The first month end on which the rule holds.
    pub alert_on: Option<Date>,
    /// The first month end on which the rule in force holds.
    pub in_force_on: Option<Date>,
    /// When the outcome came after the warning.
    pub outcome_on: Option<Date>,
    /// Whether the warning would have been right.
    pub verdict: Option<Verdict>,
    /// Why the rule could not be evaluated on some month end.
    pub failure: Option<NotEvaluated>,
}

/// What a rehearsal comes to; see the contract for what each number is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Registered at some month end.
    pub organizations: u64,
    /// Warned of.
    pub alerts: u64,
    /// Whose outcome came.
    pub right: u64,
    /// Whose months went by without it.
    pub wrong: u64,
    /// Whose months are not over.
    pub undecided: u64,
    /// Whose outcome came without a warning before it.
    pub unforeseen: u64,
    /// Warned of by the rule alone.
    pub only_new: u64,
    /// Warned of by the rule in force alone.
    pub only_old: u64,
    /// Warned of by both.
    pub both: u64,
    /// That the rule could not be evaluated for.
    pub failures: u64,
}

impl Totals {
    /// Right ones among those that are decided, in thousandths; `None` if none is decided.
    #[must_use]
    pub fn precision_per_mille(&self) -> Option<i32> {
        let decided = self.right + self.wrong;
        (decided > 0).then(|| i32::try_from(self.right * 1_000 / decided).unwrap_or(1_000))
    }

    /// Whether the rule warns of more than half of the organisations, and so tells nothing.
    #[must_use]
    pub fn flags_most(&self) -> bool {
        self.alerts * 2 > self.organizations
    }
}

/// A rule under rehearsal. It holds nothing of those whom it examined but the totals.
#[derive(Debug)]
pub struct Rehearsal {
    rule: Expression,
    in_force: Option<Expression>,
    ends: Vec<Date>,
    outcome: Outcome,
    months: u16,
    today: Date,
    totals: Totals,
}

impl Rehearsal {
    /// Of a rule, over the months from that of `from` to that of `to` that are over by `today`.
    #[must_use]
    pub fn new(
        rule: Expression,
        in_force: Option<Expression>,
        (from, to): (Date, Date),
        (outcome, months): (Outcome, u16),
        today: Date,
    ) -> Self {
        let mut ends = month_ends(from, to);
        ends.retain(|end| *end <= today);
        Self { rule, in_force, ends, outcome, months, today, totals: Totals::default() }
    }

    /// The month ends that are looked at.
    #[must_use]
    pub fn ends(&self) -> &[Date] {
        &self.ends
    }

    /// The kinds of records that are to be told of those whom it examines.
    #[must_use]
    pub fn looks_at(&self) -> BTreeSet<Kind> {
        let old = self.in_force.iter().flat_map(Expression::looks_at);
        self.rule.looks_at().into_iter().chain(old).chain(self.outcome.looks_at()).collect()
    }

    /// What it has come to so far.
    #[must_use]
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// Examines an organisation; `None` if it was not registered at any month end.
    pub fn examine(&mut self, subject: Subject<'_>) -> Option<Examined> {
        let mut lived = false;
        let (mut alert_on, mut in_force_on, mut failure) = (None, None, None);
        for &end in &self.ends {
            if !subject.lives_on(end) {
                continue;
            }
            lived = true;
            if alert_on.is_some() && (in_force_on.is_some() || self.in_force.is_none()) {
                break;
            }
            let measured = Measured::of(subject, end);
            if alert_on.is_none() {
                match self.rule.holds(&measured) {
                    Ok(true) => alert_on = Some(end),
                    Ok(false) => {}
                    Err(error) => failure = Some(error),
                }
            }
            let held = self.in_force.as_ref().is_some_and(|rule| rule.holds(&measured) == Ok(true));
            if held && in_force_on.is_none() {
                in_force_on = Some(end);
            }
        }
        lived.then(|| {
            let (outcome_on, verdict) = alert_on.map_or((None, None), |on| self.judge(subject, on));
            let examined = Examined { alert_on, in_force_on, outcome_on, verdict, failure };
            self.count(subject, &examined);
            examined
        })
    }

    fn judge(&self, subject: Subject<'_>, warned: Date) -> (Option<Date>, Option<Verdict>) {
        let until = months_later(warned, self.months.into());
        let came = self.outcome.first(subject, warned, until.min(self.today));
        let verdict = match came {
            Some(_) => Verdict::Right,
            None if until < self.today => Verdict::Wrong,
            None => Verdict::Undecided,
        };
        (came, Some(verdict))
    }

    fn count(&mut self, subject: Subject<'_>, examined: &Examined) {
        let unforeseen = self.ends.first().zip(self.ends.last()).is_some_and(|(first, last)| {
            let begin = first.replace_day(1).ok().and_then(Date::previous_day).unwrap_or(*first);
            let came = self.outcome.first(subject, begin, *last);
            came.is_some_and(|came| examined.alert_on.is_none_or(|warned| came <= warned))
        });
        let totals = &mut self.totals;
        totals.organizations += 1;
        totals.unforeseen += u64::from(unforeseen);
        totals.failures += u64::from(examined.failure.is_some());
        totals.alerts += u64::from(examined.alert_on.is_some());
        match (examined.alert_on, examined.in_force_on) {
            (Some(_), Some(_)) => totals.both += 1,
            (Some(_), None) => totals.only_new += 1,
            (None, Some(_)) => totals.only_old += 1,
            (None, None) => {}
        }
        match examined.verdict {
            Some(Verdict::Right) => totals.right += 1,
            Some(Verdict::Wrong) => totals.wrong += 1,
            Some(Verdict::Undecided) => totals.undecided += 1,
            None => {}
        }
    }
}

//! Writing a checklist (核查清单): each rule looked up for the day, and one finding made of it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use statute::{Cited, Clock, NotInForce, RuleBook, Unit};
use time::Date;
use vocab::workdays::Calendar;

use crate::{Finding, Outcome, bar};

/// What a person answered to questions that the data cannot settle; the key is a rule's id and at times a letter more.
pub(crate) type Answers = BTreeMap<String, bool>;

static NONE: Answers = Answers::new();

/// What one condition is about.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'t> {
    /// The rule's id.
    pub(crate) rule: &'t str,
    /// What is looked at, in Chinese.
    pub(crate) title: &'t str,
    /// The field of the request; empty if none.
    pub(crate) field: &'t str,
}

pub(crate) fn about<'t>(rule: &'t str, title: &'t str, field: &'t str) -> About<'t> {
    About { rule, title, field }
}

/// A checklist being written.
#[derive(Debug)]
pub(crate) struct Checklist<'a> {
    book: &'a RuleBook,
    day: Date,
    answers: &'a Answers,
    findings: Vec<Finding>,
}

impl<'a> Checklist<'a> {
    /// By the rules in force on a day.
    pub(crate) fn on(book: &'a RuleBook, day: Date, answers: &'a Answers) -> Self {
        Self { book, day, answers, findings: Vec::new() }
    }

    /// By the rules in force on a day, where nobody has answered anything.
    pub(crate) fn unanswered(book: &'a RuleBook, day: Date) -> Self {
        Self::on(book, day, &NONE)
    }

    pub(crate) fn cite(&self, rule: &str) -> Result<Cited<'a>, NotInForce> {
        self.book.on(rule, self.day)
    }

    pub(crate) fn day(&self) -> Date {
        self.day
    }

    /// A condition that was looked at.
    pub(crate) fn note(
        &mut self,
        about: About<'_>,
        value: impl Into<String>,
        threshold: impl Into<String>,
        outcome: Outcome,
    ) -> Result<(), NotInForce> {
        let finding = Finding {
            rule: self.cite(about.rule)?.reference(),
            title: about.title.to_owned(),
            field: about.field.to_owned(),
            value: value.into(),
            threshold: threshold.into(),
            outcome,
        };
        self.findings.push(finding);
        Ok(())
    }

    /// A condition that holds or does not.
    pub(crate) fn check(
        &mut self,
        about: About<'_>,
        value: impl Into<String>,
        threshold: impl Into<String>,
        met: bool,
    ) -> Result<(), NotInForce> {
        self.note(about, value, threshold, if met { Outcome::Met } else { Outcome::NotMet })
    }

    /// A number that must not be below the rule's.
    pub(crate) fn at_least(&mut self, about: About<'_>, found: i64) -> Result<(), NotInForce> {
        let cited = self.cite(about.rule)?;
        let wanted = format!("不少于 {}", amount(cited, cited.value()));
        self.check(about, amount(cited, found), wanted, found >= cited.value())
    }

    /// A number that must not be above the rule's.
    pub(crate) fn at_most(&mut self, about: About<'_>, found: i64) -> Result<(), NotInForce> {
        let cited = self.cite(about.rule)?;
        let wanted = format!("不超过 {}", amount(cited, cited.value()));
        self.check(about, amount(cited, found), wanted, found <= cited.value())
    }

    /// A part of a whole that must not be below the rule's share.
    pub(crate) fn share_at_least(&mut self, about: About<'_>, of: (i64, i64), value: &str) -> Result<(), NotInForce> {
        let cited = self.cite(about.rule)?;
        let met = weigh(cited, of).is_ge();
        self.check(about, value, format!("不低于{}", amount(cited, cited.value())), met)
    }

    /// Votes of those present; nobody present is no majority.
    pub(crate) fn majority(&mut self, about: About<'_>, of: (i64, i64), value: &str) -> Result<(), NotInForce> {
        let cited = self.cite(about.rule)?;
        let met = of.1 > 0 && weigh(cited, of).is_ge();
        self.check(about, value, format!("不低于{}", amount(cited, cited.value())), met)
    }

    /// A part of a whole that must not be above the rule's share.
    pub(crate) fn share_at_most(&mut self, about: About<'_>, of: (i64, i64), value: &str) -> Result<(), NotInForce> {
        let cited = self.cite(about.rule)?;
        let met = self.is_share_at_most(about.rule, of)?;
        self.check(about, value, format!("不超过{}", amount(cited, cited.value())), met)
    }

    pub(crate) fn is_share_at_most(&self, rule: &str, of: (i64, i64)) -> Result<bool, NotInForce> {
        Ok(weigh(self.cite(rule)?, of).is_le())
    }

    /// Something done on a day within the rule's term from an event on. The term is a duty, not a bar: whether what comes
    /// late is still taken is for a person to say, or nobody could ever make up for a day missed.
    pub(crate) fn in_time(
        &mut self,
        about: About<'_>,
        calendar: &Calendar,
        from: Date,
        event: &str,
        done: Date,
    ) -> Result<(), NotInForce> {
        let cited = self.cite(about.rule)?;
        let last = self.due(about.rule, calendar, from)?;
        let wanted = format!("自{event}之日起 {}内", amount(cited, cited.value()));
        let value = format!("{event}于 {from}，期限至 {last}，申请于 {done}");
        if done > last {
            return self.ask(about, about.rule, &format!("{value}，已经逾期，是否仍予受理"), wanted);
        }
        self.check(about, value, wanted, done >= from)
    }

    /// The last day of the rule's term from an event on, rolled over days off as far as the calendar knows them.
    pub(crate) fn due(&self, rule: &str, calendar: &Calendar, from: Date) -> Result<Date, NotInForce> {
        let cited = self.cite(rule)?;
        let reckoning = Clock::start(cited, from).reckon(self.book, calendar);
        Ok(reckoning.ok().and_then(|reckoning| reckoning.due).unwrap_or_else(|| bar::last_day(cited, from)))
    }

    /// A question for a person, to which "yes" means that the condition holds. `key` is what the answer is kept under,
    /// and the finding's field says so; what is answered says that a person did.
    pub(crate) fn ask(
        &mut self,
        about: About<'_>,
        key: &str,
        question: &str,
        threshold: impl Into<String>,
    ) -> Result<(), NotInForce> {
        let field = format!("answers.{key}");
        let about = About { field: &field, ..about };
        match self.answers.get(key) {
            None => self.note(about, format!("待人工核实：{question}"), threshold, Outcome::Ask),
            Some(true) => self.note(about, format!("经人工核实，是：{question}"), threshold, Outcome::Met),
            Some(false) => self.note(about, format!("经人工核实，否：{question}"), threshold, Outcome::NotMet),
        }
    }

    pub(crate) fn done(self) -> Vec<Finding> {
        self.findings
    }
}

/// How a part of a whole compares with the share that a rule sets.
fn weigh(cited: Cited<'_>, (part, whole): (i64, i64)) -> Ordering {
    let of = match cited.version.threshold.map(|threshold| threshold.unit) {
        Some(Unit::Thirds) => 3,
        Some(Unit::PerMille) => 1_000,
        _ => 100,
    };
    part.saturating_mul(of).cmp(&whole.saturating_mul(cited.value()))
}

/// A number in the unit of a rule, in words: 3 万元 is `30000 元`.
pub(crate) fn amount(cited: Cited<'_>, value: i64) -> String {
    let Some(threshold) = cited.version.threshold else { return value.to_string() };
    match threshold.unit {
        Unit::WorkingDays => format!("{value} 个工作日"),
        Unit::CalendarDays => format!("{value} 日"),
        Unit::Months => format!("{value} 个月"),
        Unit::Years => format!("{value} 年"),
        Unit::Persons => format!("{value} 人"),
        Unit::Units => format!("{value} 个单位"),
        Unit::Members => format!("{value} 个会员"),
        Unit::Posts => format!("{value} 个职务"),
        Unit::Terms => format!("{value} 届"),
        Unit::Fen => yuan(value),
        Unit::Thirds => format!("三分之{value}"),
        Unit::Percent => format!("{value}%"),
        Unit::PerMille => format!("{value}‰"),
        Unit::Count => format!("{value} 次"),
    }
}

fn yuan(fen: i64) -> String {
    match fen % 100 {
        0 => format!("{} 元", fen / 100),
        cents => format!("{}.{:02} 元", fen / 100, cents.abs()),
    }
}

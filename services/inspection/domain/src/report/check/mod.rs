//! The pre-check of a report (网上预审): typed rules over the form and over what the suite knows.
//!
//! Whole numbers only: money is fen, parts are compared by multiplying out. What is not known is not checked.

mod charity;
mod known;
mod law;
mod problem;
mod shape;
mod sheet;
mod sums;
mod unit;

use fault::Unmet;
use statute::RuleRef;
use time::Date;

use super::conclude::Value;
use super::{Content, Form, Refusal, campaign, reference};

pub use problem::{Problem, Told};
use sheet::Sheet;

/// What the suite knows of an organisation, beside the report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// The particulars of the register, by the word that fields repeat them under; unknown ones are left out.
    pub register: Content,
    /// What was reported of the year before.
    pub last_year: Option<Content>,
    /// How the report of the year before ended.
    pub previous: Previous,
    /// A rectification report (整改报告) is on file.
    pub rectification_report: bool,
    /// Full members of the party (正式党员) as the register's party report has them.
    pub party_members: Option<i64>,
    /// The report is simplified (AI-08).
    pub simplified: bool,
    /// It is registered with the Ministry (全国性).
    pub national: bool,
}

/// How the report of the year before ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Previous {
    /// Nothing is known, or none was due.
    #[default]
    Unknown,
    /// It was concluded.
    Concluded(Value),
    /// None was submitted in time, and none since.
    Missed,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 错误: the report is not taken before it is corrected.
    Error,
    /// 警告: it is taken, and the authority sees it.
    Warning,
    /// 提示: something to know.
    Hint,
}

impl Severity {
    /// Every one, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Hint];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }

    /// The severity of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|severity| severity.as_str() == word)
    }
}

/// Something that the pre-check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The version of the rule.
    pub rule: RuleRef,
    /// Keys of the fields that it is about.
    pub fields: Vec<String>,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong.
    pub problem: Problem,
}

/// What the checks write into.
struct Findings<'a> {
    sheet: Sheet<'a>,
    /// The last day of the reported year, by whose law what was done in it is judged.
    last: Date,
    /// The day of the check, by whose rules the form is judged.
    today: Date,
    found: Vec<Finding>,
}

impl Findings<'_> {
    /// Notes something by a rule of today.
    fn note(
        &mut self,
        rule: &'static str,
        severity: Severity,
        fields: impl IntoIterator<Item = impl Into<String>>,
        problem: Problem,
    ) -> Result<(), Refusal> {
        let rule = reference(rule, self.today)?;
        self.add(rule, severity, fields, problem);
        Ok(())
    }

    fn add(
        &mut self,
        rule: RuleRef,
        severity: Severity,
        fields: impl IntoIterator<Item = impl Into<String>>,
        problem: Problem,
    ) {
        let fields = fields.into_iter().map(Into::into).collect();
        self.found.push(Finding { rule, fields, severity, problem });
    }
}

/// Checks what is filled in of a form for a year, on a day; the gravest first, then in the order of the form.
///
/// # Errors
/// [`Refusal::RuleNotFound`]: a rule of the pre-check is not in force on that day.
pub fn check(form: &Form, year: i32, content: &Content, known: &Known, today: Date) -> Result<Vec<Finding>, Refusal> {
    let last = campaign::last_day(year)?;
    let mut findings = Findings { sheet: Sheet::new(form, content), last, today, found: Vec::new() };
    shape::check(&mut findings, known.simplified)?;
    sums::check(&mut findings, known)?;
    unit::check(&mut findings, known)?;
    known::check(&mut findings, known)?;
    law::check(&mut findings, known)?;
    charity::check(&mut findings);
    let mut found = findings.found;
    found.sort_by_key(|finding| finding.severity);
    Ok(found)
}

/// Refuses a report with errors, naming each.
///
/// # Errors
/// [`Refusal::HasErrors`].
pub fn require_clean(form: &Form, subject: &str, findings: &[Finding]) -> Result<(), Refusal> {
    let errors: Vec<&Finding> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    if errors.is_empty() {
        return Ok(());
    }
    let unmet = errors.iter().map(|finding| Unmet {
        rule: finding.rule.to_string(),
        subject: subject.to_owned(),
        description: format!("{}: {}", finding.fields.join(", "), finding.problem.english(form).what),
    });
    Err(Refusal::HasErrors { errors: errors.len(), unmet: unmet.collect() })
}

//! Yearly campaigns (年度检查工作): by when each kind reports, and who must (AI-01).

use statute::{Cited, RuleRef};
use time::{Date, Month};

use super::{Kind, Refusal, cited};

/// The terms of one kind for one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    /// Whoever was registered later need not report (AI-01).
    pub registered_by: Date,
    /// Last day for the supervising unit (AI-01a); for foundations that of the authority.
    pub supervising_due: Date,
    /// Last day for the registering authority (AI-01b, AI-01c).
    pub authority_due: Date,
    /// The versions of the rules that say so.
    pub rules: Vec<RuleRef>,
}

/// Why an active organisation need not report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAsked {
    /// It was registered after 30 June of the year.
    RegisteredLate,
    /// The register does not say when it was registered.
    RegistrationUnknown,
}

/// The last day of a year.
///
/// # Errors
/// [`Refusal::FormNotFound`]: the year is none that anybody reports of.
pub fn last_day(year: i32) -> Result<Date, Refusal> {
    let whole = (1950..=2200).contains(&year);
    let day = Date::from_calendar_date(year, Month::December, 31).ok();
    day.filter(|_| whole).ok_or(Refusal::FormNotFound { year })
}

/// The terms that the rules in force on a day give a kind for a year.
///
/// # Errors
/// [`Refusal::RuleNotFound`].
pub fn terms(kind: Kind, year: i32, day: Date) -> Result<Terms, Refusal> {
    let who = cited("AI-01", day)?;
    let (supervising, authority) = match kind {
        Kind::SocialGroup | Kind::PrivateNonEnterprise => (cited("AI-01a", day)?, cited("AI-01b", day)?),
        Kind::Foundation => (cited("AI-01c", day)?, cited("AI-01c", day)?),
    };
    let rules = match kind {
        Kind::SocialGroup | Kind::PrivateNonEnterprise => vec![who, supervising, authority],
        Kind::Foundation => vec![who, authority],
    };
    Ok(Terms {
        registered_by: month_end(year, &who)?,
        supervising_due: month_end(year + 1, &supervising)?,
        authority_due: month_end(year + 1, &authority)?,
        rules: rules.iter().map(Cited::reference).collect(),
    })
}

/// The last day of the month of a year that a rule counts.
fn month_end(year: i32, rule: &Cited<'_>) -> Result<Date, Refusal> {
    let month = u8::try_from(rule.value()).ok().and_then(|month| Month::try_from(month).ok());
    let month = month.ok_or(Refusal::FormNotFound { year })?;
    Date::from_calendar_date(year, month, month.length(year)).map_err(|_| Refusal::FormNotFound { year })
}

/// Why an active organisation need not report, if so (AI-01).
///
/// # Errors
/// The ground.
pub fn must_report(terms: &Terms, established_on: Option<Date>) -> Result<(), NotAsked> {
    match established_on {
        None => Err(NotAsked::RegistrationUnknown),
        Some(day) if day > terms.registered_by => Err(NotAsked::RegisteredLate),
        Some(_) => Ok(()),
    }
}

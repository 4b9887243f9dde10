//! Qualifications (职业资格、职称), and the registration of social workers' certificates (登记、再登记, TA-03).

use statute::{NotInForce, RuleBook, RuleRef, years_later, years_over};
use time::Date;

/// What a qualification is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QualificationKind {
    /// 助理社会工作师.
    AssistantSocialWorker,
    /// 社会工作师.
    SocialWorker,
    /// 高级社会工作师.
    SeniorSocialWorker,
    /// Another occupational certificate, such as 社团会员管理员 (TA-05).
    OccupationalCertificate,
    /// 职称.
    ProfessionalTitle,
}

/// A registration as it was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// From 1.
    pub number: i32,
    /// The day of the registration.
    pub registered_on: Date,
    /// The first day of its validity.
    pub valid_from: Date,
    /// The last day of its validity.
    pub valid_until: Date,
    /// What it was decided by.
    pub rules: Vec<RuleRef>,
}

/// Why a certificate is not registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unregistered {
    /// Certificates of this kind are not.
    NotRegistrable,
    /// The term of the first registration ended on this day, and no reason is given (TA-03a).
    Late(Date),
    /// A renewal begins only later, and ends on this day.
    Renewed(Date),
    /// Fewer hours than the rule asks for.
    Hours {
        /// How many it asks for.
        least: i64,
        /// Which rule, at which version.
        rule: RuleRef,
    },
    /// The day lies before the rules.
    NotInForce(NotInForce),
}

impl From<NotInForce> for Unregistered {
    fn from(missing: NotInForce) -> Self {
        Self::NotInForce(missing)
    }
}

impl QualificationKind {
    /// All, in the order of the contract.
    pub const ALL: [Self; 5] = [
        Self::AssistantSocialWorker,
        Self::SocialWorker,
        Self::SeniorSocialWorker,
        Self::OccupationalCertificate,
        Self::ProfessionalTitle,
    ];

    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AssistantSocialWorker => "assistant_social_worker",
            Self::SocialWorker => "social_worker",
            Self::SeniorSocialWorker => "senior_social_worker",
            Self::OccupationalCertificate => "occupational_certificate",
            Self::ProfessionalTitle => "professional_title",
        }
    }

    /// Reads the word in the database.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether the kind says all, so that no title is stated.
    #[must_use]
    pub const fn is_social_work(self) -> bool {
        self.hours_rule().is_some()
    }

    /// The rule that says how many hours a renewal asks for; `None` for kinds that are not registered.
    const fn hours_rule(self) -> Option<&'static str> {
        match self {
            Self::AssistantSocialWorker => Some("TA-03c"),
            Self::SocialWorker | Self::SeniorSocialWorker => Some("TA-03d"),
            Self::OccupationalCertificate | Self::ProfessionalTitle => None,
        }
    }

    /// The first registration on a day of a certificate issued on another.
    ///
    /// # Errors
    /// Not of this kind; late without a reason; on a day before the rules.
    pub fn register(
        self,
        rules: &RuleBook,
        issued_on: Date,
        on: Date,
        has_reason: bool,
    ) -> Result<Registration, Unregistered> {
        if !self.is_social_work() {
            return Err(Unregistered::NotRegistrable);
        }
        let term = rules.on("TA-03a", on)?;
        let until = years_later(issued_on, term.value());
        if on > until && !has_reason {
            return Err(Unregistered::Late(until));
        }
        registered(rules, 1, on, on, vec![term.reference()])
    }

    /// The registration after `last`.
    ///
    /// # Errors
    /// Not of this kind; renewed ahead already; too few hours; on a day before the rules.
    pub fn renew(
        self,
        rules: &RuleBook,
        last: &Registration,
        on: Date,
        hours: i64,
    ) -> Result<Registration, Unregistered> {
        let Some(hours_rule) = self.hours_rule() else { return Err(Unregistered::NotRegistrable) };
        if last.valid_from > on {
            return Err(Unregistered::Renewed(last.valid_until));
        }
        let asked = rules.on(hours_rule, on)?;
        if hours < asked.value() {
            return Err(Unregistered::Hours { least: asked.value(), rule: asked.reference() });
        }
        // in time it goes on where it would have ended (期满前再登记); late it begins anew
        let goes_on = if on <= last.valid_until { last.valid_until.next_day().unwrap_or(on) } else { on };
        registered(rules, last.number + 1, on, goes_on, vec![asked.reference()])
    }
}

fn registered(
    rules: &RuleBook,
    number: i32,
    on: Date,
    valid_from: Date,
    mut decided_by: Vec<RuleRef>,
) -> Result<Registration, Unregistered> {
    let validity = rules.on("TA-03b", on)?;
    let over = years_over(valid_from, validity.value());
    decided_by.push(validity.reference());
    let valid_until = over.previous_day().unwrap_or(over);
    Ok(Registration { number, registered_on: on, valid_from, valid_until, rules: decided_by })
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::rules;

    const ISSUED: Date = date!(2025 - 06 - 10);

    fn first() -> Registration {
        QualificationKind::SocialWorker.register(rules(), ISSUED, date!(2025 - 08 - 01), false).unwrap()
    }

    #[test]
    fn a_first_registration_is_valid_for_three_years_and_late_only_for_a_reason() {
        let made = first();
        assert_eq!((made.valid_from, made.valid_until), (date!(2025 - 08 - 01), date!(2028 - 07 - 31)));
        let cited: Vec<String> = made.rules.iter().map(ToString::to_string).collect();
        assert_eq!(cited, ["TA-03a@1", "TA-03b@1"]);
        let register = |on, reason| QualificationKind::SocialWorker.register(rules(), ISSUED, on, reason);
        assert!(register(date!(2026 - 06 - 10), false).is_ok(), "the last day of the term");
        let late = date!(2026 - 06 - 11);
        assert_eq!(register(late, false), Err(Unregistered::Late(date!(2026 - 06 - 10))));
        assert!(register(late, true).is_ok());
        let early = QualificationKind::SocialWorker.register(rules(), ISSUED, date!(2008 - 01 - 01), true);
        assert!(matches!(early, Err(Unregistered::NotInForce(_))));
        let title = QualificationKind::ProfessionalTitle.register(rules(), ISSUED, late, true);
        assert_eq!(title, Err(Unregistered::NotRegistrable));
    }

    #[test]
    fn a_renewal_asks_for_the_hours_of_its_level_and_goes_on_where_the_one_before_ends() {
        let renew = |kind: QualificationKind, on, hours| kind.renew(rules(), &first(), on, hours);
        let in_time = date!(2028 - 07 - 01);
        let rule = RuleRef { id: "TA-03d".into(), version: 1 };
        let few = renew(QualificationKind::SocialWorker, in_time, 89);
        assert_eq!(few, Err(Unregistered::Hours { least: 90, rule }));
        assert!(renew(QualificationKind::AssistantSocialWorker, in_time, 71).is_err());
        assert!(renew(QualificationKind::AssistantSocialWorker, in_time, 72).is_ok());
        let renewed = renew(QualificationKind::SocialWorker, in_time, 90).unwrap();
        assert_eq!((renewed.number, renewed.valid_from), (2, date!(2028 - 08 - 01)));
        assert_eq!(renewed.valid_until, date!(2031 - 07 - 31));
        let again = QualificationKind::SocialWorker.renew(rules(), &renewed, in_time, 90);
        assert_eq!(again, Err(Unregistered::Renewed(renewed.valid_until)));
        let late = renew(QualificationKind::SeniorSocialWorker, date!(2029 - 02 - 28), 90).unwrap();
        assert_eq!((late.valid_from, late.valid_until), (date!(2029 - 02 - 28), date!(2032 - 02 - 27)));
    }

    #[test]
    fn terms_that_begin_on_a_leap_day_end_with_february() {
        let (kind, leap) = (QualificationKind::SocialWorker, date!(2024 - 02 - 29));
        let first = kind.register(rules(), leap, leap, false).unwrap();
        assert_eq!(first.valid_until, date!(2027 - 02 - 28));
        assert!(kind.register(rules(), leap, date!(2025 - 02 - 28), false).is_ok());
        let late = kind.register(rules(), leap, date!(2025 - 03 - 01), false);
        assert_eq!(late, Err(Unregistered::Late(date!(2025 - 02 - 28))));
        let renewed = kind.renew(rules(), &first, date!(2027 - 02 - 28), 90).unwrap();
        assert_eq!((renewed.valid_from, renewed.valid_until), (date!(2027 - 03 - 01), date!(2030 - 02 - 28)));
        let late = kind.renew(rules(), &first, date!(2027 - 03 - 01), 90).unwrap();
        assert_eq!(late.valid_from, date!(2027 - 03 - 01), "on the day after it is late, and nothing is lost");
    }
}

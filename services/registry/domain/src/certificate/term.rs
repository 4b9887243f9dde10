//! How long a certificate is valid (有效期), by the rule book.

use statute::{RuleRef, Unit, years_over};
use time::Date;
use vocab::OrganizationClass;

use crate::{Refusal, rules};

/// How long a certificate issued on a day is valid: the first day on which it is not, and the rule that says so (REG-24).
///
/// # Errors
/// No rule in force on that day gives organisations of this kind a certificate.
pub fn term(kind: OrganizationClass, from: Date) -> Result<(Date, RuleRef), Refusal> {
    let rule = match kind {
        OrganizationClass::PrivateNonEnterprise => "REG-24",
        OrganizationClass::SocialGroup => "REG-24b",
        OrganizationClass::Foundation => "REG-24c",
        OrganizationClass::Other => return Err(Refusal::CertificateNotForKind { kind }),
    };
    let cited = rules().on(rule, from).map_err(|_| Refusal::CertificateNotForKind { kind })?;
    let years = cited.version.threshold.filter(|threshold| threshold.unit == Unit::Years);
    let expires_on = years.map(|years| years_over(from, years.value));
    Ok((expires_on.ok_or(Refusal::CertificateNotForKind { kind })?, cited.reference()))
}

/// The beginning of a day in Shanghai, in seconds since 1970.
#[must_use]
pub fn midnight(day: Date) -> i64 {
    vocab::midnight(day).unix_timestamp()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn the_term_is_that_of_the_rule_for_the_kind() {
        let from = date!(2026 - 11 - 24);
        let ends = |kind| term(kind, from).map(|(day, rule)| (day, rule.id));
        assert_eq!(ends(OrganizationClass::PrivateNonEnterprise), Ok((date!(2030 - 11 - 24), "REG-24".to_owned())));
        assert_eq!(ends(OrganizationClass::SocialGroup), Ok((date!(2031 - 11 - 24), "REG-24b".to_owned())));
        assert_eq!(ends(OrganizationClass::Foundation), Ok((date!(2031 - 11 - 24), "REG-24c".to_owned())));
    }

    #[test]
    fn a_kind_or_day_without_a_rule_has_no_certificate() {
        for (kind, day) in
            [(OrganizationClass::Other, date!(2026 - 11 - 24)), (OrganizationClass::Foundation, date!(1990 - 01 - 01))]
        {
            assert_eq!(term(kind, day), Err(Refusal::CertificateNotForKind { kind }));
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_shanghai() {
        assert_eq!(midnight(date!(1970 - 01 - 02)), 16 * 3_600);
    }
}

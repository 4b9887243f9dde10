//! By when each kind reports, and who must (AI-01).

use inspection_domain::report::Kind;
use inspection_domain::report::campaign::{NotAsked, must_report, terms};
use time::macros::date;

use crate::support::TODAY;

#[test]
fn the_days_are_those_of_the_table() {
    for (kind, supervising, authority) in [
        (Kind::SocialGroup, date!(2027 - 03 - 31), date!(2027 - 05 - 31)),
        (Kind::PrivateNonEnterprise, date!(2027 - 03 - 31), date!(2027 - 05 - 31)),
        (Kind::Foundation, date!(2027 - 03 - 31), date!(2027 - 03 - 31)),
    ] {
        let terms = terms(kind, 2026, TODAY).expect("in force");
        assert_eq!((terms.supervising_due, terms.authority_due), (supervising, authority), "{kind:?}");
        assert_eq!(terms.registered_by, date!(2026 - 06 - 30));
        assert!(terms.rules.iter().all(|rule| rule.version == 1) && terms.rules.len() >= 2);
    }
    assert!(terms(Kind::Foundation, 2026, date!(1990 - 01 - 01)).is_err());
}

#[test]
fn whoever_was_registered_after_june_is_not_asked() {
    let terms = terms(Kind::SocialGroup, 2026, TODAY).expect("in force");
    assert_eq!(must_report(&terms, Some(date!(2026 - 06 - 30))), Ok(()));
    assert_eq!(must_report(&terms, Some(date!(2026 - 07 - 01))), Err(NotAsked::RegisteredLate));
    assert_eq!(must_report(&terms, None), Err(NotAsked::RegistrationUnknown));
}

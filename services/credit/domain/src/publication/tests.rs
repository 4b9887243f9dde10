//! What is published as what, until when a period runs, and that no number of a person passes.

use proptest::prelude::*;
use time::macros::date;

use super::bulletin::Kind as Bulletin;
use super::*;
use crate::listing::List;
use crate::record;

#[test]
fn every_word_is_known_by_its_name() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
    for state in State::ALL {
        assert_eq!(State::parse(state.as_str()), Some(state));
    }
    for ground in Ground::ALL {
        assert_eq!(Ground::parse(ground.as_str()), Some(ground));
    }
    for kind in Bulletin::ALL {
        assert_eq!(Bulletin::parse(kind.as_str()), Some(kind));
    }
}

#[test]
fn the_end_of_a_registration_is_published_as_what_it_is() {
    let of = |value| Kind::of_record(record::Kind::StatusChanged, value);
    assert_eq!(
        (of("deregistered"), of("revoked"), of("suspended")),
        (Kind::Deregistration, Kind::Revocation, Kind::Status)
    );
    assert_eq!(Kind::of_record(record::Kind::FraudRevoked, ""), Kind::Revocation);
    assert_eq!(Kind::of_list(List::Serious), Kind::SeriousListing);
}

#[test]
fn what_a_bulletin_holds_is_shown_in_bulletins_and_nothing_else_is() {
    let held: Vec<Kind> = Bulletin::ALL.iter().flat_map(|bulletin| bulletin.holds()).copied().collect();
    for kind in Kind::ALL {
        assert_eq!(kind.channels().contains(&Channel::Bulletin), held.contains(&kind), "{kind:?}");
    }
}

#[test]
fn the_last_period_is_the_month_or_the_quarter_before() {
    let period = Bulletin::Penalties.period(date!(2027 - 01 - 01)).unwrap();
    assert_eq!(
        (period.from, period.to, period.rule.as_str()),
        (date!(2026 - 12 - 01), date!(2026 - 12 - 31), "PUB-01@1")
    );
    let period = Bulletin::Deregistrations.period(date!(2027 - 03 - 31)).unwrap();
    assert_eq!((period.from, period.to), (date!(2026 - 10 - 01), date!(2026 - 12 - 31)));
    let period = Bulletin::Deregistrations.period(date!(2027 - 04 - 01)).unwrap();
    assert_eq!((period.from, period.to), (date!(2027 - 01 - 01), date!(2027 - 03 - 31)));
    assert_eq!(Bulletin::Penalties.period(date!(1999 - 05 - 01)), None);
}

#[test]
fn a_title_says_of_which_days_it_is() {
    let title = Bulletin::Penalties.title(date!(2026 - 11 - 01), date!(2026 - 11 - 30));
    assert_eq!(title, "关于2026年11月1日至2026年11月30日社会组织行政处罚决定的公告");
    assert_eq!(number("330500", 2026, 7), "GS-330500-2026-000007");
    assert_eq!(bulletin::number("330500", 2026, 7), "GG-330500-2026-0007");
}

proptest! {
    #[test]
    fn no_number_of_a_person_passes(before in "[\\u{4e00}-\\u{9fa5}，。 ]{0,12}", after in "[\\u{4e00}-\\u{9fa5}，。 ]{0,12}",
                                    phone in "1[3-9][0-9]{9}", gap in prop::sample::select(vec!["", " ", "-", "\u{3000}"])) {
        let typed: String = phone.char_indices().map(|(at, digit)| if at == 3 || at == 7 { format!("{gap}{digit}") } else { digit.to_string() }).collect();
        prop_assert_eq!(shown(&format!("{before}{typed}{after}")), HIDDEN);
        // the example of the standard, of nobody
        prop_assert_eq!(shown(&format!("{before}110105{gap}19491231{gap}002X{after}")), HIDDEN);
    }

    #[test]
    fn what_is_no_number_of_a_person_is_published_as_it_is(text in "[\\u{4e00}-\\u{9fa5}〔〕（）A-Z]{0,40}", number in 0_u32..99_999) {
        let text = format!("{text}〔2026〕{number}号");
        prop_assert_eq!(shown(&text), text);
    }
}

//! Signs of having no life.

use credit_domain::record::Kind;
use credit_domain::risk::{Disposal, candidate};
use credit_domain::rules;
use time::macros::date;

use crate::support::story;

#[test]
fn points_add_up_and_what_is_not_known_gives_none() {
    let day = date!(2026 - 02 - 01);
    let one = story().missed(2024, None);
    let found = candidate(one.subject(), day, rules()).unwrap().unwrap();
    assert_eq!(found.score, 60, "a report that was missed, and no activity");
    let points: Vec<_> = found.signs.iter().map(|sign| (sign.rule.as_str(), sign.known, sign.points)).collect();
    assert_eq!(
        points,
        [
            ("ZB-02a@1", true, 40),
            ("ZB-02b@1", true, 0),
            ("ZB-02c@1", false, 0),
            ("ZB-02d@1", true, 20),
            ("ZB-02e@1", false, 0),
        ]
    );
    let active = one.record(Kind::Purchase, date!(2025 - 02 - 01), |_| {});
    assert_eq!(candidate(active.subject(), day, rules()).unwrap(), None);
    let silent = active.record(Kind::Unreachable, date!(2025 - 02 - 01), |_| {});
    assert_eq!(candidate(silent.subject(), day, rules()).unwrap().unwrap().score, 70);
}

#[test]
fn only_what_was_dismissed_at_a_lower_score_is_decided_again() {
    assert!(Disposal::Dismissed.lets_decide_again(60, 61));
    assert!(!Disposal::Dismissed.lets_decide_again(60, 60));
    assert!(!Disposal::Dismissed.lets_decide_again(100, 80));
    assert!(!Disposal::HandedOver.lets_decide_again(60, 100));
}

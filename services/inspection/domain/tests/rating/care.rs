//! Grounds to lower or cancel a grade, and what proves them.

use inspection_domain::rating::{CheckKind, Ground, Proof, Refusal, ReportValue};
use time::Date;
use time::macros::date;

const OLD: Date = date!(2026 - 02 - 27);
const NEW: Date = date!(2026 - 03 - 02);

#[test]
fn each_rule_set_has_its_own_way_to_look_again() {
    for (kind, old, new) in
        [(CheckKind::FollowUp, false, true), (CheckKind::Verification, false, true), (CheckKind::Ground, true, false)]
    {
        assert_eq!(kind.require_known(OLD).is_ok(), old, "{kind:?}");
        assert_eq!(kind.require_known(NEW).is_ok(), new, "{kind:?}");
    }
}

#[test]
fn a_ground_is_proven_by_what_it_is_about() {
    use ReportValue::{BasicallyQualified, Qualified, Unqualified};
    let report = |year, value| Proof::Report { year, value };
    let unproven = |ground| Err(Refusal::GroundUnproven { ground });
    for (ground, named, proven) in [
        (Ground::Fraud, vec![], true),
        (Ground::Plaque, vec![], true),
        (Ground::Penalty, vec![Proof::Penalty], true),
        (Ground::Penalty, vec![], false),
        (Ground::Penalty, vec![report(2025, Unqualified)], false),
        (Ground::Unqualified, vec![report(2025, Unqualified)], true),
        (Ground::Unqualified, vec![Proof::Missed { year: 2025 }], true),
        (Ground::Unqualified, vec![report(2025, BasicallyQualified)], false),
        (
            Ground::TwiceBasicallyQualified,
            vec![report(2024, BasicallyQualified), report(2025, BasicallyQualified)],
            true,
        ),
        (
            Ground::TwiceBasicallyQualified,
            vec![report(2023, BasicallyQualified), report(2025, BasicallyQualified)],
            false,
        ),
        (
            Ground::TwiceBasicallyQualified,
            vec![report(2025, BasicallyQualified), report(2025, BasicallyQualified)],
            false,
        ),
        (Ground::TwiceBasicallyQualified, vec![report(2024, Qualified), report(2025, BasicallyQualified)], false),
    ] {
        let expected = if proven { Ok(()) } else { unproven(ground) };
        assert_eq!(ground.require_proven(&named, NEW), expected, "{ground:?} {named:?}");
    }
}

#[test]
fn each_ground_cites_its_rule() {
    let ids: Vec<String> = Ground::ALL.iter().map(|one| one.rule(NEW).expect("a rule").to_string()).collect();
    assert_eq!(ids, ["RT-21a@2", "RT-21b@2", "RT-21c@2", "RT-21d@2", "RT-21e@2"]);
    assert!(Ground::ALL.iter().all(|one| Ground::parse(one.as_str()) == Some(*one)));
}

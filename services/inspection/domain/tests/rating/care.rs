//! Grounds to lower or cancel a grade, and what proves them.

use fault::Reason;
use inspection_domain::rating::{CheckKind, Grade, Ground, Proof, Refusal};
use inspection_domain::report::conclude::Value;
use time::Date;
use time::macros::date;

const OLD: Date = date!(2026 - 02 - 27);
const NEW: Date = date!(2026 - 03 - 02);

#[test]
fn each_rule_set_has_its_own_way_to_look_again() {
    for (kind, old, new) in
        [(CheckKind::FollowUp, false, true), (CheckKind::Verification, false, true), (CheckKind::Ground, true, false)]
    {
        assert_eq!(kind.require_known(Grade::Four, OLD).is_ok(), old, "{kind:?}");
        assert_eq!(kind.require_known(Grade::Four, NEW).is_ok(), new, "{kind:?}");
    }
}

/// RT-22a.
#[test]
fn only_four_a_and_above_is_followed_up() {
    for grade in Grade::ALL {
        let expected = if grade >= Grade::Four { Ok(()) } else { Err(Refusal::NotFollowedUp { grade }) };
        assert_eq!(CheckKind::FollowUp.require_known(grade, NEW), expected);
        assert_eq!(CheckKind::Verification.require_known(grade, NEW), Ok(()));
    }
}

#[test]
fn a_refusal_cites_the_rule_of_its_ground() {
    for ground in Ground::ALL {
        let unmet = Refusal::GroundUnproven { ground }.unmet();
        assert_eq!(unmet[0].rule, ground.rule(NEW).expect("a rule").id);
    }
}

#[test]
fn a_ground_is_proven_by_what_it_is_about() {
    use Value::{BasicallyQualified, Qualified, Unqualified};
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
        (Ground::Unqualified, vec![report(2024, Unqualified)], false),
        (Ground::Unqualified, vec![report(2026, Unqualified)], false),
        (Ground::Unqualified, vec![Proof::Missed { year: 2024 }], false),
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

//! The steps of a plan: what each allows and refuses, and that nothing entered is ever cleared or drawn again.

#[path = "draw/worked.rs"]
#[expect(dead_code, reason = "the tests of the draw use the rest")]
mod worked;

use fault::{Kind, Reason};
use inspection_domain::draw::Refusal;
use inspection_domain::draw::{Draft, Frozen, Hash, Share, commitment};
use inspection_domain::plan::{Cause, End, Plan, Revealed, State, Terms};
use proptest::prelude::*;
use time::{Duration, OffsetDateTime};

use worked::{FROZEN_AT, draft, field, share};

const KEYS: [&str; 3] = ["civil-affairs", "market-supervision", "tax"];

fn after(hours: i64) -> OffsetDateTime {
    FROZEN_AT + Duration::hours(hours)
}

fn frozen() -> Frozen {
    Frozen::new(Draft { beacon: None, ..draft() }).expect("it can be frozen")
}

fn with_beacon() -> Frozen {
    Frozen::new(draft()).expect("it can be frozen")
}

fn terms(opened: i64) -> Terms {
    Terms { commit_by: after(opened + 24), reveal_by: after(opened + 48), beacon_at: None }
}

fn committed(frozen: &Frozen, place: usize, round: u8) -> Hash {
    commitment(&frozen.root(), KEYS[place], round.into(), &share(place + 1, round))
}

/// A plan in which a round is open and everybody has committed.
fn revealing(frozen: &Frozen) -> Plan {
    let mut plan = Plan::default();
    plan.freeze(frozen).expect("a draft");
    let beacon_at = frozen.draft().beacon.as_ref().map(|beacon| beacon.at);
    plan.open_round(Terms { beacon_at, ..terms(0) }, None, after(0)).expect("the first");
    for (place, key) in KEYS.iter().enumerate() {
        plan.commit(&field(key), committed(frozen, place, 1), after(1)).expect("in its term");
    }
    plan
}

fn reveal_all(plan: &mut Plan, round: u8, at: OffsetDateTime) {
    for (place, key) in KEYS.iter().enumerate() {
        assert_eq!(plan.reveal(&field(key), share(place + 1, round), at), Ok(Revealed::Matches));
    }
}

fn reason<T: std::fmt::Debug>(step: Result<T, Refusal>) -> &'static str {
    step.expect_err("it is refused").reason()
}

#[test]
fn a_plan_goes_from_draft_to_drawn_and_no_further() {
    let frozen = frozen();
    let mut plan = Plan::default();
    assert_eq!(plan.state(), State::Draft);
    assert_eq!(reason(plan.open_round(terms(0), None, after(0))), "PLAN_NOT_FROZEN");
    assert_eq!(reason(plan.draw(after(0))), "PLAN_NOT_FROZEN");
    plan.freeze(&frozen).expect("a draft");
    assert_eq!(plan.state(), State::Frozen);
    assert_eq!(reason(plan.freeze(&frozen)), "PLAN_FROZEN");
    assert_eq!(reason(plan.commit(&field("tax"), committed(&frozen, 2, 1), after(1))), "ROUND_NOT_OPEN");
    let mut plan = revealing(&frozen);
    assert_eq!(plan.state(), State::Revealing);
    reveal_all(&mut plan, 1, after(25));
    let seed = plan.draw(after(26)).expect("all is there");
    assert_eq!(plan.state(), State::Drawn);
    assert_eq!(plan.rounds[0].end, Some(End::Drawn { seed, at: after(26) }));
    let before = plan.clone();
    assert_eq!(reason(plan.draw(after(27))), "PLAN_DRAWN");
    assert_eq!(reason(plan.freeze(&frozen)), "PLAN_FROZEN");
    assert_eq!(reason(plan.open_round(terms(30), Some(field("again")), after(30))), "PLAN_DRAWN");
    assert_eq!(reason(plan.cancel(field("not to our liking"), after(30))), "PLAN_DRAWN");
    assert_eq!(reason(plan.reveal(&field("tax"), share(3, 1), after(30))), "PLAN_DRAWN");
    assert_eq!(reason(plan.fail_overdue(after(100))), "PLAN_DRAWN");
    assert_eq!(plan, before);
}

#[test]
fn commitments_and_shares_come_once_in_their_terms_from_those_who_take_part() {
    let frozen = frozen();
    let mut plan = Plan::default();
    plan.freeze(&frozen).expect("a draft");
    plan.open_round(terms(0), None, after(0)).expect("the first");
    assert_eq!(plan.state(), State::Committing);
    let tax = field("tax");
    assert_eq!(reason(plan.open_round(terms(0), None, after(1))), "ROUND_OPEN");
    assert_eq!(reason(plan.commit(&field("finance"), committed(&frozen, 2, 1), after(1))), "NOT_PARTICIPATING");
    plan.commit(&tax, committed(&frozen, 2, 1), after(1)).expect("in its term");
    assert_eq!(reason(plan.commit(&tax, committed(&frozen, 2, 1), after(2))), "COMMITMENT_MADE");
    let missing = plan.reveal(&tax, share(3, 1), after(2)).expect_err("two have not committed");
    assert_eq!(missing, Refusal::CommitmentMissing { departments: vec![KEYS[0].to_owned(), KEYS[1].to_owned()] });
    assert_eq!(reason(plan.draw(after(2))), "COMMITMENT_MISSING");
    assert_eq!(reason(plan.commit(&field(KEYS[0]), committed(&frozen, 0, 1), after(25))), "COMMITMENT_TOO_LATE");
    let mut plan = revealing(&frozen);
    plan.reveal(&tax, share(3, 1), after(2)).expect("all have committed");
    assert_eq!(reason(plan.reveal(&tax, share(3, 1), after(3))), "SHARE_ALREADY_REVEALED");
    assert_eq!(reason(plan.draw(after(3))), "SHARE_MISSING");
    assert_eq!(reason(plan.reveal(&field(KEYS[0]), share(1, 1), after(49))), "SHARE_TOO_LATE");
    assert_eq!(plan.reveal(&field(KEYS[0]), share(1, 1), after(48)), Ok(Revealed::Matches));
}

#[test]
fn terms_follow_one_another() {
    let frozen = frozen();
    let mut plan = Plan::default();
    plan.freeze(&frozen).expect("a draft");
    let swapped = Terms { commit_by: after(48), reveal_by: after(24), beacon_at: None };
    assert_eq!(reason(plan.open_round(swapped, None, after(0))), "TERMS_OUT_OF_ORDER");
    assert_eq!(reason(plan.open_round(terms(0), None, after(24))), "TERMS_OUT_OF_ORDER");
    let unplanned = Terms { beacon_at: Some(after(72)), ..terms(0) };
    assert_eq!(reason(plan.open_round(unplanned, None, after(0))), "BEACON_NOT_PLANNED");
}

#[test]
fn a_share_that_does_not_match_is_entered_and_ends_the_round_by_name() {
    let frozen = frozen();
    let mut plan = revealing(&frozen);
    let tax = field("tax");
    assert_eq!(plan.reveal(&tax, Share([7; 32]), after(2)), Ok(Revealed::Mismatch));
    assert_eq!(plan.state(), State::Frozen);
    assert_eq!(plan.rounds[0].reveals[0].share, Share([7; 32]));
    let Some(End::Failed { failures, .. }) = &plan.rounds[0].end else { panic!("it failed") };
    assert_eq!((failures[0].cause, &failures[0].who), (Cause::ShareMismatch, &tax));
    let refusal = plan.reveal(&tax, share(3, 1), after(3)).expect_err("the round is over");
    assert_eq!((refusal.kind(), refusal.reason()), (Kind::FailedPrecondition, "ROUND_FAILED"));
    assert_eq!(refusal.metadata()[1..], [("cause", "share-mismatch".to_owned()), ("who", "tax".to_owned())]);
    assert_eq!(reason(plan.draw(after(3))), "ROUND_FAILED");
}

#[test]
fn a_round_fails_only_after_the_term_and_names_everybody_who_owes() {
    let frozen = frozen();
    let mut plan = Plan::default();
    plan.freeze(&frozen).expect("a draft");
    plan.open_round(terms(0), None, after(0)).expect("the first");
    plan.commit(&field("tax"), committed(&frozen, 2, 1), after(1)).expect("in its term");
    assert_eq!(reason(plan.fail_overdue(after(24))), "TERM_NOT_OVER");
    let failures = plan.fail_overdue(after(25)).expect("two have not committed");
    let named: Vec<_> = failures.iter().map(|failure| (failure.cause, failure.who.as_str())).collect();
    assert_eq!(named, [(Cause::MissingCommitment, KEYS[0]), (Cause::MissingCommitment, KEYS[1])]);
    let mut plan = revealing(&frozen);
    plan.reveal(&field("tax"), share(3, 1), after(2)).expect("in its term");
    assert_eq!(reason(plan.fail_overdue(after(30))), "TERM_NOT_OVER");
    let failures = plan.fail_overdue(after(49)).expect("two have not revealed");
    assert!(failures.iter().all(|failure| failure.cause == Cause::MissingShare) && failures.len() == 2);
    let mut plan = revealing(&frozen);
    reveal_all(&mut plan, 1, after(2));
    assert_eq!(reason(plan.fail_overdue(after(100))), "ROUND_COMPLETE");
}

#[test]
fn a_further_round_says_why_and_leaves_the_one_before_as_it_was() {
    let frozen = frozen();
    let mut plan = revealing(&frozen);
    plan.fail_overdue(after(49)).expect("nobody revealed");
    let first = plan.rounds[0].clone();
    assert_eq!(reason(plan.open_round(terms(50), None, after(50))), "ROUND_REASON_MISSING");
    let why = field("nobody revealed");
    plan.open_round(terms(50), Some(why.clone()), after(50)).expect("the first failed");
    assert_eq!((plan.rounds[1].number, plan.rounds[1].why.as_ref()), (2, Some(&why)));
    for (place, key) in KEYS.iter().enumerate() {
        // A commitment of the first round is worth nothing in the second.
        let hash = committed(&frozen, place, if place == 0 { 1 } else { 2 });
        plan.commit(&field(key), hash, after(51)).expect("in its term");
    }
    assert_eq!(plan.reveal(&field(KEYS[0]), share(1, 1), after(52)), Ok(Revealed::Mismatch));
    assert_eq!(plan.rounds[0], first);
}

#[test]
fn the_beacon_comes_after_all_shares_and_not_before_its_instant() {
    let frozen = with_beacon();
    let known = frozen.draft().beacon.as_ref().expect("it has one").at;
    let mut plan = Plan::default();
    plan.freeze(&frozen).expect("a draft");
    assert_eq!(reason(plan.open_round(terms(0), None, after(0))), "BEACON_NOT_AS_FROZEN");
    let other = Terms { beacon_at: Some(known + Duration::HOUR), ..terms(0) };
    assert_eq!(reason(plan.open_round(other, None, after(0))), "BEACON_NOT_AS_FROZEN");
    let mut plan = revealing(&frozen);
    assert_eq!(reason(plan.record_beacon(field("8 3 5"), known)), "SHARE_MISSING");
    reveal_all(&mut plan, 1, after(2));
    assert_eq!(reason(plan.draw(after(3))), "BEACON_MISSING");
    assert_eq!(reason(plan.record_beacon(field("8 3 5"), known - Duration::SECOND)), "BEACON_NOT_DUE");
    assert_eq!(reason(plan.fail_overdue(known)), "TERM_NOT_OVER");
    plan.record_beacon(field("8 3 5"), known).expect("it is known");
    assert_eq!(reason(plan.record_beacon(field("8 3 6"), known)), "BEACON_RECORDED");
    let other = {
        let mut plan = revealing(&frozen);
        reveal_all(&mut plan, 1, after(2));
        plan.record_beacon(field("8 3 6"), known).expect("it is known");
        plan.draw(known).expect("all is there")
    };
    assert_ne!(plan.draw(known).expect("all is there"), other);
}

#[test]
fn a_plan_is_cancelled_with_a_reason_until_its_outcome_is_fixed() {
    let frozen = frozen();
    let why = || field("the year is over");
    let mut plan = revealing(&frozen);
    plan.cancel(why(), after(2)).expect("a share is missing");
    assert_eq!((plan.state(), plan.rounds.len()), (State::Cancelled, 1));
    assert_eq!(plan.cancellation.as_ref().map(|cancelled| &cancelled.why), Some(&why()));
    assert_eq!(reason(plan.cancel(why(), after(3))), "PLAN_CANCELLED");
    assert_eq!(reason(plan.reveal(&field("tax"), share(3, 1), after(3))), "PLAN_CANCELLED");
    let mut plan = revealing(&frozen);
    reveal_all(&mut plan, 1, after(2));
    assert_eq!(reason(plan.cancel(why(), after(3))), "OUTCOME_FIXED");
    let mut draft = Plan::default();
    draft.cancel(why(), after(0)).expect("a draft");
    assert_eq!(reason(draft.freeze(&frozen)), "PLAN_CANCELLED");
}

#[test]
fn an_instant_is_never_before_the_one_entered_before_it() {
    let mut plan = revealing(&frozen());
    plan.reveal(&field("tax"), share(3, 1), after(0)).expect("a clock that went back");
    assert_eq!(plan.rounds[0].reveals[0].at, after(1));
}

/// One of the steps, by anybody, at any time.
fn step(frozen: &Frozen, plan: &mut Plan, (what, place, at): (u8, usize, i64)) {
    let (key, at) = (field(KEYS[place]), after(at));
    let round = u8::try_from(plan.rounds.len()).expect("few rounds");
    let opened = (at - FROZEN_AT).whole_hours();
    let _refused = match what {
        0 => plan.freeze(frozen).is_err(),
        1 => plan.open_round(terms(opened), Some(field("again")), at).is_err(),
        2 | 3 => plan.commit(&key, committed(frozen, place, round), at).is_err(),
        4 | 5 => plan.reveal(&key, share(place + 1, round), at).is_err(),
        6 => plan.reveal(&key, Share([9; 32]), at).is_err(),
        7 => plan.fail_overdue(at).is_err(),
        8 => plan.draw(at).is_err(),
        _ => place == 0 && plan.cancel(field("enough"), at).is_err(),
    };
}

/// Whether everything entered before is still there, as it was.
fn keeps(before: &Plan, after: &Plan) -> bool {
    let rounds = before.rounds.iter().zip(&after.rounds).all(|(old, new)| {
        new.commitments.starts_with(&old.commitments)
            && new.reveals.starts_with(&old.reveals)
            && (old.end.is_none() || old == new)
            && (old.number, old.opened_at, old.terms, &old.why) == (new.number, new.opened_at, new.terms, &new.why)
    });
    rounds
        && after.rounds.len() >= before.rounds.len()
        && (before.freeze.is_none() || before.freeze == after.freeze)
        && (before.cancellation.is_none() || before.cancellation == after.cancellation)
        && (!matches!(before.state(), State::Drawn | State::Cancelled) || before == after)
}

proptest! {
    #[test]
    fn whatever_is_tried_nothing_entered_is_cleared_and_nothing_is_drawn_twice(
        mut steps in prop::collection::vec((0..10_u8, 0..3_usize, 0..12_i64), 1..60),
    ) {
        let frozen = frozen();
        let mut plan = Plan::default();
        let mut hours = 0;
        steps.insert(0, (0, 0, 0));
        for (what, place, later) in steps {
            hours += later;
            let before = plan.clone();
            step(&frozen, &mut plan, (what, place, hours));
            prop_assert!(keeps(&before, &plan), "{before:#?}\n{plan:#?}");
        }
        let drawn = plan.rounds.iter().filter(|round| matches!(round.end, Some(End::Drawn { .. }))).count();
        prop_assert!(drawn <= 1);
        prop_assert!((1..).zip(&plan.rounds).all(|(number, round)| round.number == number));
    }
}

//! Who ends a penalty, and on what basis.

use inspection_domain::procedures::PROCEDURES;
use procedure::Procedure;

fn penalty() -> &'static Procedure {
    PROCEDURES.iter().find(|procedure| procedure.key == "penalty").expect("it is declared")
}

#[test]
fn a_penalty_ends_only_with_a_decision_that_somebody_takes() {
    let penalty = penalty();
    for action in penalty.actions {
        let ends = matches!(action.to, procedure::To::State(to) if penalty.state(to).is_some_and(|state| state.ends));
        let decided = action.permission == "inspection.penalty.decide" || action.key == "execute";
        assert!(!ends || decided, "{}", action.key);
    }
}

#[test]
fn only_not_to_punish_rests_on_the_rule_of_not_punishing() {
    let resting = penalty().actions.iter().filter(|action| action.basis.contains(&"PN-03c"));
    assert_eq!(resting.map(|action| action.key).collect::<Vec<_>>(), ["spare"]);
}

//! The procedures of enforcement are legal tables, whose permissions and rules exist.

use inspection_domain::procedures::PROCEDURES;
use inspection_domain::rules;
use procedure::Procedure;

fn ours() -> impl Iterator<Item = &'static &'static Procedure> {
    let keys = ["penalty", "penalty-annulment", "ban"];
    PROCEDURES.iter().filter(move |procedure| keys.contains(&procedure.key))
}

#[test]
fn none_has_a_flaw() {
    assert_eq!(ours().count(), 3);
    let flaws: Vec<String> = ours().flat_map(|procedure| procedure.flaws(rules())).collect();
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

#[test]
fn every_rule_that_they_rest_on_is_in_the_book() {
    for procedure in ours() {
        let of_actions = procedure.actions.iter().flat_map(|action| action.basis);
        let families = ["PN-03", "PN-05", "PN-02", "PN-01", "PN-04", "IL-01", "IL-02", "IL-03"];
        for rule in procedure.basis.iter().chain(of_actions).filter(|rule| rule.contains('-')) {
            assert!(rules().rule(rule).is_some(), "{}: {rule} is no rule", procedure.key);
            assert!(families.iter().any(|family| rule.starts_with(family)), "{rule}");
        }
    }
}

#[test]
fn a_penalty_ends_only_with_a_decision_that_somebody_takes() {
    let penalty = ours().find(|procedure| procedure.key == "penalty").expect("it is declared");
    for action in penalty.actions {
        let ends = matches!(action.to, procedure::To::State(to) if penalty.state(to).is_some_and(|state| state.ends));
        let decided = action.permission == "inspection.penalty.decide" || action.key == "execute";
        assert!(!ends || decided, "{}", action.key);
    }
}

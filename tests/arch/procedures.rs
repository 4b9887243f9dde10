//! Every procedure of every service is legal, and rests on rules that are there.

use std::collections::BTreeSet;

use casework::Casework;
use vocab::workdays::Calendar;

/// Procedures and rules as the program has them.
pub(crate) fn office() -> Casework {
    onecode::serve::office(Calendar::shipped().clone()).expect("no rule is in two books")
}

#[test]
fn no_declared_procedure_has_a_flaw() {
    let office = office();
    let flaws: Vec<String> = office.procedures().iter().flat_map(|procedure| procedure.flaws(office.book())).collect();
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}

#[test]
fn rules_that_procedures_rest_on_are_in_the_book() {
    let office = office();
    for procedure in office.procedures() {
        let of_actions = procedure.actions.iter().flat_map(|action| action.basis);
        for rule in procedure.basis.iter().chain(of_actions).filter(|rule| rule.contains('-')) {
            assert!(office.book().rule(rule).is_some(), "{}: {rule} is no rule", procedure.key);
        }
    }
}

#[test]
fn keys_of_procedures_are_unique() {
    let office = office();
    let keys: BTreeSet<&str> = office.procedures().iter().map(|procedure| procedure.key).collect();
    assert_eq!(keys.len(), office.procedures().len());
}

//! The procedures of checks are legal tables, and rest on rules of the book.

use inspection_domain::procedures::check_rectification::CHECK_RECTIFICATION;
use inspection_domain::procedures::field_check::FIELD_CHECK;
use inspection_domain::rules;

#[test]
fn neither_procedure_has_a_flaw() {
    for procedure in [&FIELD_CHECK, &CHECK_RECTIFICATION] {
        assert_eq!(procedure.flaws(rules()), Vec::<String>::new());
        for rule in procedure.basis.iter().chain(procedure.actions.iter().flat_map(|action| action.basis)) {
            assert!(rules().rule(rule).is_some(), "{}: {rule} is no rule", procedure.key);
        }
    }
}

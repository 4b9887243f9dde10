//! What cannot be frozen, and why.

use fault::Reason;
use inspection_domain::draw::{
    Beacon, Department, Draft, Field, FieldError, Frozen, Merged, Object, Proportion, Recusal,
};
use inspection_domain::risk::Grade;
use time::macros::date;

use crate::worked::{code, draft, field, inspector};

fn refused(change: impl FnOnce(&mut Draft)) -> &'static str {
    let mut draft = draft();
    change(&mut draft);
    Frozen::new(draft).expect_err("it cannot be frozen").reason()
}

#[test]
fn a_draft_that_cannot_be_drawn_from_is_refused_by_reason() {
    let department = |key, inspectors| Department { key: field(key), inspectors };
    assert_eq!(refused(|draft| draft.objects.clear()), "POPULATION_EMPTY");
    assert_eq!(refused(|draft| draft.objects.push(draft.objects[0])), "ORGANIZATION_TWICE");
    assert_eq!(refused(|draft| draft.objects.push(Object { grade: Grade::D, code: code(1) })), "ORGANIZATION_TWICE");
    let merged = || Merged { code: code(7), plan: field("plans/other") };
    assert_eq!(refused(|draft| draft.merged.push(merged())), "ORGANIZATION_TWICE");
    assert_eq!(refused(|draft| draft.window.last = date!(2026 - 03 - 15)), "WINDOW_BACKWARDS");
    assert_eq!(refused(|draft| draft.departments.clear()), "DEPARTMENTS_MISSING");
    assert_eq!(refused(|draft| draft.departments.push(department("tax", 2))), "DEPARTMENT_TWICE");
    assert_eq!(refused(|draft| draft.departments[2].inspectors = 0), "TOO_FEW_INSPECTORS");
    let stranger = || inspector("x-1", "finance", 1, date!(2029 - 07 - 01));
    assert_eq!(refused(|draft| draft.inspectors.push(stranger())), "INSPECTOR_OF_STRANGER");
    assert_eq!(refused(|draft| draft.inspectors.push(draft.inspectors[0].clone())), "INSPECTOR_TWICE");
    let nobody = || Recusal { inspector: field("nobody"), code: code(1) };
    assert_eq!(refused(|draft| draft.recusals.push(nobody())), "RECUSAL_OF_STRANGER");
    let low = Proportion::new(3, 100).expect("a proportion");
    assert_eq!(refused(|draft| draft.proportion = low), "PROPORTION_BELOW_RULE");
    let at_once = |draft: &Draft| Some(Beacon { source: field("lottery"), at: draft.frozen_at });
    assert_eq!(refused(|draft| draft.beacon = at_once(draft)), "BEACON_BEFORE_FREEZE");
}

#[test]
fn a_higher_proportion_than_the_rule_asks_draws_more() {
    let mut draft = draft();
    draft.proportion = Proportion::new(1, 2).expect("a proportion");
    let frozen = Frozen::new(draft).expect("it can be frozen");
    assert_eq!(frozen.strata().map(|stratum| stratum.quota), [1, 3, 2, 1]);
}

#[test]
fn a_field_holds_nothing_that_separates_fields_or_lines() {
    for (text, position) in
        [("a\tb", 2), ("\n", 1), ("a\r", 2), ("\0", 1), ("税\u{85}", 2), ("\u{2028}", 1), ("\u{7f}", 1)]
    {
        assert_eq!(Field::parse(text), Err(FieldError::Control { position }), "{text:?}");
    }
    assert_eq!(Field::parse(""), Err(FieldError::Empty));
    assert_eq!(Field::parse("-"), Err(FieldError::Nothing));
    assert_eq!(Field::parse(&"长".repeat(334)), Err(FieldError::TooLong { found: 1002 }));
    assert_eq!(field("3D 第2026061期").as_str(), "3D 第2026061期");
}

#[test]
fn a_recusal_stated_twice_is_one() {
    let mut twice = draft();
    twice.recusals.push(twice.recusals[0].clone());
    let root = |draft| Frozen::new(draft).expect("it can be frozen").root();
    assert_eq!(root(twice), root(draft()));
}

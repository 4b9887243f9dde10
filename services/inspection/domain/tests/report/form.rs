//! The forms that a release has.

use std::collections::BTreeSet;

use inspection_domain::report::{Kind, Necessity, Refusal, Type, form, form_of, forms};

#[test]
fn each_kind_has_a_form_of_its_own_with_the_same_money() {
    assert_eq!(forms().len(), 3);
    for kind in Kind::ALL {
        let found = form_of(kind, 2026).expect("there is an edition");
        assert_eq!((found.kind, form(&found.key)), (kind, Some(found)));
        let (count, sections) = (found.fields().count(), found.sections.len());
        assert!((90..=120).contains(&count) && sections == 10, "{count} {sections}");
        assert_eq!(found.field("assets_fen").map(|field| field.label.as_str()), Some("资产总计"));
        assert!(found.sums.len() >= 10 && found.carried.len() == 4);
    }
    let asked = |kind, key: &str| form_of(kind, 2026).is_ok_and(|form| form.field(key).is_some());
    assert!(asked(Kind::SocialGroup, "dues_income_fen") && !asked(Kind::Foundation, "dues_income_fen"));
    assert!(asked(Kind::Foundation, "special_funds") && !asked(Kind::SocialGroup, "special_funds"));
    assert!(asked(Kind::PrivateNonEnterprise, "legal_form") && !asked(Kind::Foundation, "legal_form"));
}

#[test]
fn no_form_asks_for_a_person() {
    for form in forms() {
        for field in form.fields() {
            let personal = ["姓名", "电话", "手机", "身份证", "邮箱", "电子邮件"];
            assert!(!personal.iter().any(|word| field.label.contains(word)), "{}", field.label);
        }
    }
}

#[test]
fn a_simplified_report_asks_for_less_and_still_for_what_counts() {
    for form in forms() {
        let count = |necessity| form.fields().filter(|field| field.necessity == necessity).count();
        assert!(count(Necessity::Full) >= 25, "{}", form.key);
        let money = |key: &str| form.field(key).is_some_and(|field| field.necessity == Necessity::Always);
        assert!(["assets_fen", "liabilities_fen", "net_assets_fen", "income_fen", "costs_fen"].into_iter().all(money));
    }
}

#[test]
fn labels_are_told_once_within_a_form_and_every_number_says_its_unit() {
    for form in forms() {
        let labels: BTreeSet<&str> = form.fields().map(|field| field.label.as_str()).collect();
        assert_eq!(labels.len(), form.fields().count(), "{}", form.key);
        for field in form.fields() {
            let counted = matches!(field.of, Type::Integer { .. } | Type::Fen { .. });
            assert_eq!(counted, !field.unit.is_empty(), "{}", field.key);
        }
    }
}

#[test]
fn years_before_the_first_edition_have_no_form() {
    assert_eq!(form_of(Kind::Foundation, 2022), Err(Refusal::FormNotFound { year: 2022 }));
    assert_eq!(form_of(Kind::Foundation, 9_999), Err(Refusal::FormNotFound { year: 9_999 }));
}

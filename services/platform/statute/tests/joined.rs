//! Several rule books as one.

use statute::RuleBook;
use time::macros::date;

fn book(id: &str) -> RuleBook {
    let text = format!(
        "[[rule]]\nid = \"{id}\"\ntitle = \"期限\"\n[[rule.version]]\ntext = \"三十日内作出决定。\"\n\
         threshold = {{ value = 30, unit = \"calendar_days\" }}\nvalid_from = 2020-01-01\nsource = \"规定\"\nmark = \"D\"\n"
    );
    RuleBook::parse(&text).expect("the text is legal")
}

#[test]
fn joined_books_have_the_rules_of_each_and_a_fingerprint_of_both() {
    let (one, other) = (book("A-01"), book("B-01"));
    let both = RuleBook::joined([&one, &other]).unwrap();
    assert_eq!(both.rules().count(), 2);
    assert_eq!(both.on("B-01", date!(2026 - 01 - 01)).unwrap().value(), 30);
    assert!(both.fingerprint() != one.fingerprint() && both.fingerprint() != other.fingerprint());
    assert_ne!(both.fingerprint(), RuleBook::joined([&one, &book("B-02")]).unwrap().fingerprint());
}

#[test]
fn an_id_of_two_books_is_named() {
    let error = RuleBook::joined([&book("A-01"), &book("A-01")]).unwrap_err();
    assert_eq!(error.problems(), ["rule A-01 is in two books"]);
}

//! Numbers that are tried in place of those that rules have.

use statute::{Draft, RuleBook, Threshold, Unit};
use time::macros::date;

const BOOK: &str = r#"
[[rule]]
id = "CH-02a"
title = "登记满一定年限"
[[rule.version]]
text = "满二年。"
threshold = { value = 2, unit = "years" }
valid_from = 2016-09-01
valid_to = 2024-09-05
source = "慈善法（2016）第二十二条"
mark = "V"
[[rule.version]]
text = "满一年。"
threshold = { value = 1, unit = "years" }
valid_from = 2024-09-05
source = "慈善法（2023修正）第二十二条"
mark = "V"

[[rule]]
id = "CH-02e"
title = "未被列入严重违法失信名单"
[[rule.version]]
text = "未被列入严重违法失信名单。"
valid_from = 2024-09-05
source = "慈善组织公开募捐管理办法第五条"
mark = "V"
"#;

fn draft(rule: &str, value: i64, unit: Unit) -> Draft {
    Draft { rule: rule.to_owned(), threshold: Threshold { value, unit } }
}

#[test]
fn a_drafted_number_takes_the_place_of_the_one_in_force_on_the_day_alone() {
    let book = RuleBook::parse(BOOK).unwrap();
    let drafted = book.with(date!(2026 - 01 - 01), &[draft("CH-02a", 5, Unit::Years)]).unwrap();
    assert_eq!(drafted.on("CH-02a", date!(2026 - 01 - 01)).unwrap().value(), 5);
    assert_eq!(drafted.on("CH-02a", date!(2020 - 01 - 01)).unwrap().value(), 2, "the version before stays");
    assert_eq!(book.on("CH-02a", date!(2026 - 01 - 01)).unwrap().value(), 1, "the book stays");
    assert_ne!(drafted.fingerprint(), book.fingerprint());
    let other = book.with(date!(2026 - 01 - 01), &[draft("CH-02a", 4, Unit::Years)]).unwrap();
    assert_ne!(drafted.fingerprint(), other.fingerprint());
}

#[test]
fn every_draft_that_cannot_be_is_named_with_its_place() {
    let book = RuleBook::parse(BOOK).unwrap();
    let drafts = [
        draft("CH-99", 1, Unit::Years),
        draft("CH-02a", 12, Unit::Months),
        draft("CH-02e", 1, Unit::Count),
        draft("CH-02a", 1, Unit::Years),
    ];
    let wrong = book.with(date!(2026 - 01 - 01), &drafts).unwrap_err();
    let told: Vec<_> = wrong.iter().map(|(at, why)| (*at, why.to_string())).collect();
    let expected = [
        (0, "there is no rule CH-99"),
        (1, "the number of rule CH-02a is in years"),
        (2, "rule CH-02e has no number"),
        (3, "rule CH-02a is drafted twice"),
    ];
    assert_eq!(told, expected.map(|(at, why)| (at, why.to_owned())));
    let early = book.with(date!(2010 - 01 - 01), &[draft("CH-02a", 1, Unit::Years)]).unwrap_err();
    assert_eq!(early[0].1.to_string(), "rule CH-02a was not in force on 2010-01-01");
    for value in [0, -1, 101, i64::MIN, i64::MAX] {
        let wrong = book.with(date!(2026 - 01 - 01), &[draft("CH-02a", value, Unit::Years)]).unwrap_err();
        assert_eq!(wrong[0].1.to_string(), format!("{value} years is no number of a rule"));
    }
}

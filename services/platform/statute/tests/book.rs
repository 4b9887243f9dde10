//! Rule books: versions by date, citations, and files that are refused with everything that is wrong.

use statute::{Mark, NotInForce, RuleBook, RuleRef, Threshold, Unit};
use time::macros::date;

const TWO_VERSIONS: &str = r#"
[[rule]]
id = "RT-01"
title = "评估等级有效期"
[[rule.version]]
text = "评估等级有效期为5年。"
threshold = { value = 5, unit = "years" }
valid_from = 2011-03-01
valid_to = 2026-03-01
source = "社会组织评估管理办法（2010）第二十八条"
mark = "V"
[[rule.version]]
text = "评估等级有效期自公告次年1月1日起算。"
valid_from = 2026-03-01
source = "社会组织评估管理办法（2026）"
mark = "v"

[[rule]]
id = "CR-05b"
title = "试行规则"
[[rule.version]]
text = "试行一年。"
valid_from = 2020-01-01
valid_to = 2021-01-01
source = "设计选择"
mark = "D"
[[rule.version]]
text = "恢复施行。"
valid_from = 2022-01-01
source = "设计选择"
mark = "D"
"#;

fn book() -> RuleBook {
    RuleBook::parse(TWO_VERSIONS).expect("a good file")
}

#[test]
fn the_version_in_force_on_a_day_is_the_one_whose_span_holds_it() {
    let book = book();
    for (day, number) in
        [(date!(2011 - 03 - 01), 1), (date!(2026 - 02 - 28), 1), (date!(2026 - 03 - 01), 2), (date!(2099 - 12 - 31), 2)]
    {
        assert_eq!(book.on("RT-01", day).expect("in force").version.number, number, "{day}");
    }
    let before = book.on("RT-01", date!(2011 - 02 - 28)).expect_err("not yet");
    assert_eq!(before, NotInForce::OnDay { rule: "RT-01".to_owned(), day: date!(2011 - 02 - 28) });
    assert!(book.on("CR-05b", date!(2021 - 06 - 01)).is_err(), "between two versions");
    assert!(matches!(book.on("RT-02", date!(2020 - 01 - 01)), Err(NotInForce::NoSuchRule { .. })));
}

#[test]
fn a_recorded_version_is_found_after_it_ceased_to_hold() {
    let book = book();
    let cited = book.on("RT-01", date!(2020 - 01 - 01)).expect("in force");
    let reference = cited.reference();
    assert_eq!(reference, RuleRef { id: "RT-01".to_owned(), version: 1 });
    assert_eq!(reference.to_string(), "RT-01@1");
    assert_eq!(book.cited(&reference), Ok(cited));
    assert_eq!((cited.value(), cited.id(), cited.version.mark), (5, "RT-01", Mark::Verified));
    assert_eq!(cited.version.threshold, Some(Threshold { value: 5, unit: Unit::Years }));
    let gone = RuleRef { version: 3, ..reference };
    let error = book.cited(&gone).expect_err("no third version");
    assert_eq!(error, NotInForce::NoSuchVersion { rule: "RT-01".to_owned(), version: 3 });
    assert_eq!(book.on("RT-01", date!(2026 - 03 - 01)).expect("in force").value(), 0, "no threshold");
}

#[test]
fn rules_are_listed_by_id_and_the_fingerprint_follows_the_text() {
    let book = book();
    assert_eq!(book.rules().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["CR-05b", "RT-01"]);
    assert_eq!(book.rule("RT-01").map(|rule| rule.versions.len()), Some(2));
    assert_eq!(book.fingerprint().len(), 64);
    assert_eq!(book.fingerprint(), self::book().fingerprint());
    let changed = RuleBook::parse(&TWO_VERSIONS.replace("value = 5", "value = 6")).expect("a good file");
    assert_ne!(book.fingerprint(), changed.fingerprint());
}

#[test]
fn a_bad_file_is_refused_with_every_problem() {
    let bad = r#"
[[rule]]
id = "reg5"
title = ""
[[rule.version]]
text = "一"
threshold = { value = 60 }
valid_from = 2016-02-06
valid_to = 2016-02-06
mark = "V"
[[rule]]
id = "REG-01"
title = "一"
[[rule.version]]
text = ""
threshold = { unit = "furlongs" }
valid_from = 2016-02-06T00:00:00
source = "一"
mark = "X"
[[rule]]
id = "REG-02"
title = "二"
[[rule.version]]
text = "二"
threshold = { value = 0, unit = "working_days" }
valid_from = 2016-02-06
source = "二"
mark = "V"
[[rule.version]]
text = "二"
threshold = { value = 101, unit = "years" }
valid_from = 2017-02-06
source = "二"
mark = "V"
[[rule.version]]
text = "二"
valid_from = 2017-02-06
source = "二"
mark = "V"
[[rule]]
id = "REG-02"
title = "二"
[[rule]]
id = "REG-03"
title = "三"
[[rule.version]]
text = "三"
source = "三"
mark = "V"
"#;
    let error = RuleBook::parse(bad).expect_err("nothing is right in it");
    assert_eq!(
        error.problems(),
        [
            "\"reg5\" is no id of a rule: capitals, a hyphen, digits, at most one small letter",
            "reg5: no title",
            "reg5: version 1: no source",
            "reg5: version 1: threshold without unit",
            "reg5: version 1: valid_to is not after valid_from",
            "REG-01: version 1: no text",
            "REG-01: version 1: unknown mark \"X\"",
            "REG-01: version 1: unknown unit \"furlongs\"",
            "REG-01: version 1: threshold without value",
            "REG-01: version 1: valid_from and valid_to are plain dates",
            "REG-02: version 1: 0 working_days is no threshold",
            "REG-02: version 2: 101 years is no threshold",
            "REG-02: versions 1 and 2 overlap",
            "REG-02: version 3 does not begin after version 2",
            "REG-02: no version",
            "REG-02: the id is there twice",
            "REG-03: version 1: no valid_from",
        ]
    );
    assert!(error.to_string().contains("reg5: no title; reg5: version 1: no source"));
}

#[test]
fn a_misspelt_key_is_refused_and_so_is_an_empty_file() {
    let misspelt = TWO_VERSIONS.replace("valid_to", "valid_too");
    let error = RuleBook::parse(&misspelt).expect_err("no such key");
    assert!(error.to_string().contains("valid_too"), "{error}");
    assert_eq!(RuleBook::parse("").expect_err("empty").problems(), ["there is no rule in it"]);
}

#[test]
fn units_and_marks_read_the_words_that_they_write() {
    for unit in Unit::ALL {
        assert_eq!(Unit::parse(unit.as_str()), Some(*unit));
    }
    for mark in Mark::ALL {
        assert_eq!(Mark::parse(mark.as_str()), Some(*mark));
    }
    assert_eq!(Mark::ALL.iter().map(|mark| mark.as_str()).collect::<Vec<_>>(), ["V", "v", "MH", "MM", "ML", "D"]);
    assert_eq!(Unit::ALL.iter().filter(|unit| unit.is_time()).count(), 4);
}

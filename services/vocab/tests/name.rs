//! Names: folding, bigrams, dirt.

mod common;

use std::collections::BTreeSet;

use proptest::prelude::*;
use vocab::name::{NameProblem, bigrams, fold, is_clean, problems};

#[test]
fn spellings_of_one_name_fold_alike() {
    let pairs = [
        ("潘天寿基金会(浙江)", "潘天寿基金会（浙江）"),
        ("潘天寿基金会〔浙江〕", "潘天寿基金会【浙江】"),
        ("纪念苏天·横河仪器仪表人才发展基金会", "纪念苏天•横河仪器仪表人才发展基金会"),
        ("纪念苏天・横河", "纪念苏天横河"),
        ("深圳市ＴＣＬ公益基金会", "深圳市tcl公益基金会"),
        ("北京奇虎３６０ 公益基金会", "北京奇虎360公益基金会"),
        ("甘肃省玛曲县“教热”教育扶贫基金会", "甘肃省玛曲县\"教热\"教育扶贫基金会"),
        ("織里童裝商會", "织里童装商会"),
        ("湖州市—社会工作协会", "湖州市-社会工作协会"),
        ("湖州\u{200b}市\u{3000}", "湖州市"),
        ("⽼年⼤学", "老年大学"),
    ];
    for (left, right) in pairs {
        assert_eq!(fold(left), fold(right), "{left} {right}");
    }
    assert_eq!(fold("（ＡＢＣ）"), "(abc)");
}

#[test]
fn different_names_stay_different() {
    for (left, right) in
        [("湖州市总工会", "湖州市总公会"), ("山西省供销", "江西省供销"), ("乾元镇商会", "干元镇商会"), ("101", "10")]
    {
        assert_ne!(fold(left), fold(right));
    }
}

#[test]
fn names_of_different_organisations_never_fold_together() {
    let Some(rows) = common::shared_rows("name_edge_cases.csv") else { return };
    assert!(rows.len() > 160);
    for row in rows {
        let (name, other, case) = (fold(&row["name"]), fold(&row["other_form"]), &row["case"]);
        assert_eq!(fold(&name), name);
        if !other.is_empty() {
            // renamed, cut or different: the spelling differs in more than typing in every pair of the list
            let only_case = row["name"].to_lowercase() == row["other_form"].to_lowercase();
            assert_eq!(
                name == other,
                only_case || case.contains("bracket") && case.starts_with("half"),
                "{} {}",
                row["name"],
                row["other_form"]
            );
        }
        match case.as_str() {
            "half-width brackets" => {
                let full = row["name"].replace('(', "（").replace(')', "）");
                assert_eq!(fold(&full), name);
                assert!(is_clean(&full), "{full}");
            }
            "doubled characters" => assert_eq!(problems(&row["name"]), [NameProblem::Doubled('会')]),
            "middle dot" => assert!(!name.contains('·')),
            _ if case.starts_with("character outside GB 2312") => {
                let rare = case.chars().last().expect("a character");
                assert!(name.contains(rare), "{rare} must survive");
            }
            _ => {}
        }
    }
}

#[test]
fn real_names_are_clean_but_for_the_one_known() {
    let Some(rows) = common::shared_rows("organizations.csv") else { return };
    let odd: Vec<_> =
        rows.iter().filter(|row| !is_clean(&row["name"])).map(|row| (&row["name"], problems(&row["name"]))).collect();
    println!("{odd:?}");
    assert!(odd.iter().all(|(_, problems)| problems.iter().all(|problem| !problem.is_error())));
    assert!(odd.len() <= 20);
}

#[test]
fn bigrams_are_distinct_sorted_pairs() {
    assert_eq!(bigrams("养老服务"), ["养老", "服务", "老服"]);
    assert_eq!(bigrams("会会会"), ["会会"]);
    assert_eq!(bigrams("会"), ["会"]);
    assert!(bigrams("").is_empty());
}

#[test]
fn dirt_in_names_is_told_apart_from_names_to_refuse() {
    let cases = [
        ("", vec![NameProblem::Empty]),
        (" \u{3000}", vec![NameProblem::Empty]),
        ("湖州市\u{0}商会", vec![NameProblem::ControlCharacter(4)]),
        ("湖州市\u{fffd}商会", vec![NameProblem::ControlCharacter(4)]),
        ("湖州市商会（更新）", vec![NameProblem::Remark]),
        ("湖州市商会(原名：湖州商会)", vec![NameProblem::Remark]),
        ("湖州市商会会", vec![NameProblem::Doubled('会')]),
        ("湖州市商会（浙江", vec![NameProblem::UnpairedBracket]),
        ("湖州市商会)", vec![NameProblem::UnpairedBracket]),
        (" 湖州市商会", vec![NameProblem::OuterSpace]),
        ("湖州市商会（浙江）", vec![]),
        ("新四军研究会（新昌）", vec![]),
    ];
    for (name, expected) in cases {
        assert_eq!(problems(name), expected, "{name:?}");
    }
    let long = "会员".repeat(61);
    assert_eq!(problems(&long), [NameProblem::TooLong(122)]);
    assert!(NameProblem::TooLong(122).is_error() && !NameProblem::Remark.is_error());
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in "\\PC{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_any_characters_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn bigrams_agree_with_their_definition(text in "[养老服务会ab]{0,12}") {
        let characters: Vec<char> = text.chars().collect();
        let mut expected: BTreeSet<String> = characters.windows(2).map(|pair| pair.iter().collect()).collect();
        if characters.len() == 1 { expected.insert(text.clone()); }
        prop_assert_eq!(bigrams(&text), expected.into_iter().collect::<Vec<_>>());
    }
}

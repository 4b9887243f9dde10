//! CheckCode: right codes, wrong ones, and what must never be repeated.

use onecode_proto::registry::v1 as pb;

use crate::support::{Client, code, registrar, registry, violated};

async fn check(client: &mut Client, text: &str) -> pb::CheckCodeResponse {
    client.check_code(pb::CheckCodeRequest { code: text.to_owned() }).await.unwrap().into_inner()
}

#[tokio::test]
async fn a_right_code_is_taken_apart_however_it_was_typed() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let code = code(1);
    let typed: String = code.to_lowercase().chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
    let checked = check(&mut client, &format!(" {typed} ")).await;
    assert!(checked.valid && checked.problems.is_empty() && checked.suggestions.is_empty());
    assert_eq!(checked.code, code);
    let parts: Vec<(i32, i32, &str)> = checked.parts.iter().map(|part| (part.from, part.to, &*part.value)).collect();
    let whole = [(1, 1, 0..1), (2, 2, 1..2), (3, 8, 2..8), (9, 16, 8..16), (17, 17, 16..17), (18, 18, 17..18)];
    assert_eq!(parts, whole.map(|(from, to, range)| (from, to, &code[range])));
    assert_eq!(checked.parts[1].meaning, "社会团体");
    assert_eq!(checked.parts[2].meaning, "浙江省湖州市");
}

#[tokio::test]
async fn a_wrong_code_is_told_what_is_wrong_and_what_may_have_been_meant() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let right = code(1);
    let mut wrong: Vec<char> = right.chars().collect();
    wrong.swap(14, 15);
    let checked = check(&mut client, &String::from_iter(wrong)).await;
    assert!(!checked.valid && checked.code.is_empty());
    let rules: Vec<&str> = checked.problems.iter().map(|problem| problem.rule.as_str()).collect();
    assert_eq!(rules, ["USCC-04", "USCC-03"]);
    assert!(checked.suggestions.contains(&right) && checked.suggestions.len() <= 10);
}

#[tokio::test]
async fn an_id_number_is_recognised_and_nothing_of_it_comes_back() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    for number in ["11010519491231002X", "１１０１０５１９４９１２３１００２ｘ"] {
        let checked = check(&mut client, number).await;
        assert!(checked.resident_id_number && !checked.valid);
        assert_eq!((checked.parts.len(), checked.suggestions.len()), (0, 0));
        assert_eq!(checked.problems[0].rule, "USCC-07");
        assert!(!format!("{checked:?}").contains("19491231"));
    }
    assert_eq!(suite.count("select count(*) from uow.audit").await, 0);
}

#[tokio::test]
async fn a_mistyped_id_number_gives_nothing_away_either() {
    let suite = registry().await;
    let checked = check(&mut registrar(&suite), "110105194912310021").await;
    assert!(!checked.valid);
    assert_eq!((checked.parts.len(), checked.suggestions.len()), (0, 0));
}

#[tokio::test]
async fn nothing_and_too_much_are_refused() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    for text in [String::new(), "5".repeat(65)] {
        assert_eq!(violated(&client.check_code(pb::CheckCodeRequest { code: text }).await.unwrap_err()), ["code"]);
    }
}

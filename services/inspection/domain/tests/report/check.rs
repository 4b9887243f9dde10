//! The pre-check, rule by rule.

use inspection_domain::report::check::{Known, Previous, Problem, Severity, require_clean};
use inspection_domain::report::conclude::Value;
use inspection_domain::report::{Content, Entry, Kind, Necessity};
use proptest::prelude::*;

use crate::support::*;

const GROUP: Kind = Kind::SocialGroup;

fn error(rule: &str, field: &str) -> (String, Severity, String) {
    (format!("{rule}@1"), Severity::Error, field.to_owned())
}

fn knowing(particulars: &[(&str, Entry)]) -> Known {
    let register = particulars.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
    Known { register, ..Known::default() }
}

fn text(words: &str) -> Entry {
    Entry::Text(words.to_owned())
}

#[test]
fn nothing_is_found_of_a_report_that_is_right() {
    for kind in Kind::ALL {
        assert_eq!(told(kind, &whole(kind), &Known::default()), [], "{kind:?}");
    }
}

#[test]
fn ai_09a_every_field_that_must_be_filled_in_is_named_at_once() {
    let nothing = told(GROUP, &Content::new(), &Known::default());
    let always = form(GROUP).fields().filter(|it| it.necessity != Necessity::No && it.when.is_none()).count();
    assert_eq!(nothing.len(), always);
    assert!(nothing.iter().all(|(rule, severity, _)| rule == "AI-09a@1" && *severity == Severity::Error));
    let simplified = Known { simplified: true, ..Known::default() };
    assert!(told(GROUP, &Content::new(), &simplified).len() + 25 < always);
    let mut content = answered(whole(GROUP), &[("charter_amended", true)]);
    content.insert("charter_approved_on".to_owned(), text(""));
    assert_eq!(told(GROUP, &content, &Known::default()), [error("AI-09a", "charter_approved_on")]);
}

#[test]
fn ai_09b_what_is_not_of_the_type_or_not_asked_is_named() {
    let mut content = whole(GROUP);
    content.insert("staff_insured".to_owned(), text("三"));
    content.insert("party_organization".to_owned(), text("党小组"));
    content.insert("term_ends_on".to_owned(), text("2028年5月"));
    content.insert("trade_union".to_owned(), Entry::Integer(1));
    content.insert("secret".to_owned(), Entry::Integer(1));
    let expected = ["staff_insured", "party_organization", "term_ends_on", "trade_union", "secret"];
    let found = told(GROUP, &content, &Known::default());
    assert_eq!(found.len(), 5);
    for field in ["term_ends_on", "staff_insured", "party_organization", "trade_union", "secret"] {
        assert!(found.contains(&error("AI-09b", field)), "{field} {expected:?}");
    }
}

#[test]
fn ai_09c_negative_and_out_of_range_are_named() {
    let content = with(GROUP, &[("volunteers", -1), ("term_number", 0), ("overseas_funds_fen", -5)]);
    let found = problems(GROUP, &content, &Known::default());
    let expected = [Problem::OutOfRange { least: 1, most: 200 }, Problem::Negative, Problem::Negative];
    assert_eq!(found, expected);
    let mut content = whole(GROUP);
    content.insert("address".to_owned(), text(&"住".repeat(201)));
    assert_eq!(told(GROUP, &content, &Known::default()), [error("AI-09c", "address")]);
}

#[test]
fn ai_09d_amounts_in_ten_thousand_yuan_are_an_error_when_several_agree() {
    let last_year = with(GROUP, &[]);
    let known = Known { last_year: Some(Content::from_iter(last_year)), ..Known::default() };
    let scaled: Content = whole(GROUP)
        .into_iter()
        .map(|(key, entry)| match entry {
            Entry::Integer(value) if key.ends_with("_fen") && !key.starts_with("opening") => {
                (key, Entry::Integer(value / 10_000))
            }
            other @ (Entry::Yes(_) | Entry::Integer(_) | Entry::Text(_)) => (key, other),
        })
        .collect();
    let found = problems(GROUP, &scaled, &known);
    assert!(found.contains(&Problem::WrongUnit { factor: 10_000, smaller: true }), "{found:?}");
    let one = with(GROUP, &[("public_welfare_fen", 40_000)]);
    let known = Known { last_year: Some(with(GROUP, &[("public_welfare_fen", 500_000_000)])), ..Known::default() };
    let found = found_of_unit(&one, &known);
    assert_eq!(found, [("AI-09d@1".to_owned(), Severity::Warning, "public_welfare_fen".to_owned())]);
}

fn found_of_unit(content: &Content, known: &Known) -> Vec<(String, Severity, String)> {
    let found = told(GROUP, content, known);
    found.into_iter().filter(|(rule, ..)| rule.starts_with("AI-09d") || rule.starts_with("AI-09i")).collect()
}

#[test]
fn ai_09i_amounts_in_yuan_are_told_too_and_ordinary_growth_is_not() {
    let known = Known { last_year: Some(with(GROUP, &[("public_welfare_fen", 5_000_000)])), ..Known::default() };
    let found = found_of_unit(&with(GROUP, &[("public_welfare_fen", 60_000)]), &known);
    assert_eq!(found, [("AI-09i@1".to_owned(), Severity::Warning, "public_welfare_fen".to_owned())]);
    for grown in [5_000_000, 15_000_000, 500_000, 0] {
        assert_eq!(found_of_unit(&with(GROUP, &[("public_welfare_fen", grown)]), &known), [], "{grown}");
    }
}

#[test]
fn ai_09e_totals_must_be_the_sum_of_their_parts() {
    let content = with(GROUP, &[("staff_total", 6), ("other_income_fen", 1)]);
    let found = told(GROUP, &content, &Known::default());
    assert_eq!(found, [error("AI-09e", "staff_total"), error("AI-09e", "income_fen")]);
    let content = with(GROUP, &[("liabilities_fen", 60_000_000), ("current_liabilities_fen", 60_000_000)]);
    let problem = problems(GROUP, &content, &Known::default()).remove(0);
    let Problem::Unbalanced { total, found, .. } = &problem else { panic!("{problem:?}") };
    assert_eq!((*total, *found), (400_000_000, 410_000_000));
    let told = problem.chinese(form(GROUP));
    assert!(told.what.contains("合计为4000000.00元") && told.what.contains("相差-100000.00元"), "{}", told.what);
    assert!(problem.english(form(GROUP)).what.contains("4000000.00 yuan"));
}

#[test]
fn ai_09f_a_year_opens_as_the_last_one_closed_unless_an_audit_adjusted_it() {
    let closing = [("assets_fen", 380_000_000), ("liabilities_fen", 50_000_000), ("net_assets_fen", 330_000_001)];
    let last_year = closing.iter().map(|(key, value)| ((*key).to_owned(), Entry::Integer(*value))).collect();
    let known = Known { last_year: Some(last_year), ..Known::default() };
    assert_eq!(told(GROUP, &whole(GROUP), &known), [error("AI-09f", "opening_net_assets_fen")]);
    let adjusted = answered(whole(GROUP), &[("opening_adjusted", true)]);
    assert_eq!(told(GROUP, &adjusted, &known)[0].1, Severity::Hint);
}

#[test]
fn ai_09g_days_of_the_year_lie_in_it() {
    let mut content = answered(whole(GROUP), &[("elected_this_year", true)]);
    content.insert("elected_on".to_owned(), text("2025-12-31"));
    assert_eq!(told(GROUP, &content, &Known::default()), [error("AI-09g", "elected_on")]);
}

#[test]
fn ai_09h_particulars_that_differ_from_the_register_are_told_and_blanks_do_not_count() {
    let known = knowing(&[
        ("title", text("湖州市童装 协会（Ａ）")),
        ("address", text("湖州市人民路1号")),
        ("code", text("51330500MJ00000016")),
        ("registered_capital_fen", Entry::Integer(5_000_000)),
    ]);
    let mut content = whole(GROUP);
    content.insert("title".to_owned(), text("湖州市童装协会(A)"));
    let warning = |field: &str| ("AI-09h@1".to_owned(), Severity::Warning, field.to_owned());
    let expected = [error("AI-09h", "code"), warning("address"), warning("registered_capital_fen")];
    assert_eq!(told(GROUP, &content, &known), expected);
}

#[test]
fn ai_09_after_a_bad_year_the_rectification_report_is_asked_for() {
    for (previous, asked) in [
        (Previous::Unknown, false),
        (Previous::Concluded(Value::Qualified), false),
        (Previous::Concluded(Value::BasicallyQualified), true),
        (Previous::Concluded(Value::Unqualified), true),
        (Previous::Missed, true),
    ] {
        let known = Known { previous, ..Known::default() };
        let expected: &[_] = if asked { &[error("AI-09", "")] } else { &[] };
        assert_eq!(told(GROUP, &whole(GROUP), &known), expected, "{previous:?}");
        let handed_in = Known { rectification_report: true, ..known };
        assert_eq!(told(GROUP, &whole(GROUP), &handed_in), []);
    }
}

#[test]
fn ai_03_net_assets_below_the_minimum_of_the_kind_are_told() {
    for (kind, national, public, least, rule) in [
        (GROUP, true, false, 10_000_000, "AI-03n@1"),
        (GROUP, false, false, 3_000_000, "AI-03o@1"),
        (Kind::Foundation, true, true, 800_000_000, "AI-03p@1"),
        (Kind::Foundation, false, true, 400_000_000, "AI-03q@1"),
        (Kind::Foundation, false, false, 200_000_000, "AI-03r@1"),
        (Kind::PrivateNonEnterprise, false, false, 300_000_000, "AI-03s@1"),
    ] {
        let known = Known { national, ..Known::default() };
        let told_at = |net: i64| {
            let content = answered(with(kind, &[("net_assets_fen", net)]), &[("public_fundraising", public)]);
            let found = told(kind, &content, &known);
            found.into_iter().any(|(found, severity, _)| found == rule && severity == Severity::Warning)
        };
        assert!(told_at(least - 1) && !told_at(least), "{rule}");
    }
}

#[test]
fn ai_09p_three_full_members_and_no_party_organisation_are_told() {
    let warning =
        |content: &Content| told(GROUP, content, &Known::default()).iter().any(|(rule, ..)| rule == "AI-09p@1");
    assert!(!warning(&with(GROUP, &[("party_members", 2)])));
    let mut three = with(GROUP, &[("party_members", 3)]);
    assert!(warning(&three));
    three.insert("party_organization".to_owned(), text("党支部"));
    assert!(!warning(&three));
    let known = Known { party_members: Some(4), ..Known::default() };
    assert_eq!(problems(GROUP, &three, &known), [Problem::PartyMembersDiffer { stated: 3, reported: 4 }]);
}

#[test]
fn ai_01_whoever_need_not_report_is_told_so() {
    let known = knowing(&[("established_on", text("2026-07-01"))]);
    let mut content = whole(GROUP);
    content.insert("established_on".to_owned(), text("2026-07-01"));
    assert_eq!(told(GROUP, &content, &known), [("AI-01@1".to_owned(), Severity::Hint, "established_on".to_owned())]);
}

#[test]
fn errors_are_refused_together_with_their_rules_and_warnings_are_not() {
    let known = Known::default();
    let content = with(GROUP, &[("staff_total", 6), ("volunteers", -1), ("party_members", 3)]);
    let refusal = require_clean(form(GROUP), "a", &found(GROUP, &content, &known)).expect_err("two errors");
    let unmet = fault::Reason::unmet(&refusal);
    let rules: Vec<&str> = unmet.iter().map(|unmet| unmet.rule.as_str()).collect();
    assert_eq!(rules, ["AI-09c@1", "AI-09e@1"]);
    let warned = with(GROUP, &[("party_members", 3)]);
    assert_eq!(require_clean(form(GROUP), "a", &found(GROUP, &warned, &known)), Ok(()));
}

proptest! {
    #[test]
    fn whatever_is_filled_in_is_judged_without_a_panic_and_told_in_both_languages(
        numbers in prop::collection::vec((0..110_usize, any::<i64>()), 0..40),
        last in prop::collection::vec((0..110_usize, any::<i64>()), 0..40),
        kind in 0..3_usize,
    ) {
        let kind = Kind::ALL[kind];
        let keys: Vec<&str> = form(kind).fields().map(|field| field.key.as_str()).collect();
        let stated = |numbers: &[(usize, i64)]| -> Content {
            let of = |(place, value): &(usize, i64)| (keys[place % keys.len()].to_owned(), Entry::Integer(*value));
            whole(kind).into_iter().chain(numbers.iter().map(of)).collect()
        };
        let known = Known { last_year: Some(stated(&last)), ..Known::default() };
        for finding in found(kind, &stated(&numbers), &known) {
            let (chinese, english) = (finding.problem.chinese(form(kind)), finding.problem.english(form(kind)));
            prop_assert!([chinese.what, chinese.fix, english.what, english.fix].iter().all(|words| !words.is_empty()));
        }
    }
}

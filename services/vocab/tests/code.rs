//! The unified code: the standard's rules, real codes, and every single typing error.

mod common;

use proptest::prelude::*;
use vocab::code::{
    CodeError, CodeWarning, OrganizationClass, UnifiedCode, check_character, embedded_code, examine,
    organization_check_character,
};
use vocab::division::DivisionCode;

const REAL: &str = "511000005000008168";

fn division(digits: &str) -> DivisionCode {
    digits.parse().expect("six digits")
}

#[test]
fn the_worked_example_of_the_standard_gives_its_check_character() {
    assert_eq!(check_character("91350100M000100Y4"), Some('3'));
    assert_eq!(organization_check_character("M000100Y"), Some('4'));
    assert_eq!(check_character("91350100M000100YI"), None);
    assert_eq!(check_character("91350100M000100Y"), None);
    let error = UnifiedCode::parse("91350100M000100Y43").expect_err("a company's code");
    assert_eq!(error, CodeError::Department { found: '9' });
}

#[test]
fn a_code_tells_its_parts() {
    let code: UnifiedCode = REAL.parse().expect("a real code");
    assert_eq!(code.as_str(), REAL);
    assert_eq!(code.department(), '5');
    assert_eq!(code.class(), OrganizationClass::SocialGroup);
    assert_eq!(code.division(), DivisionCode::COUNTRY);
    assert_eq!(code.organization_code(), "500000816");
    assert!(code.warnings().is_empty());
    assert_eq!(format!("{code:>20}"), format!("  {REAL}"));
}

#[test]
fn spaces_hyphens_width_and_case_are_understood() {
    let code = UnifiedCode::parse("53310000501781829B").expect("a real code");
    for typed in [
        " 53310000501781829b ",
        "5331 0000 5017 8182 9B",
        "533100-00501781829-b",
        "５３３１０００0501781829Ｂ",
        "\u{feff}53310000501781829\u{3000}ｂ",
    ] {
        assert_eq!(UnifiedCode::parse(typed), Ok(code), "{typed}");
    }
}

#[test]
fn each_fault_is_named_with_its_place() {
    let cases = [
        ("  ", CodeError::Empty),
        ("5110000050000081", CodeError::Length { expected: 18, found: 16 }),
        ("5110000050000081688", CodeError::Length { expected: 18, found: 19 }),
        ("51100000500000816O", CodeError::IllegalCharacter { position: 18, character: 'O' }),
        ("5110000050000\u{4e00}8168", CodeError::IllegalCharacter { position: 14, character: '\u{4e00}' }),
        ("711000005000008168", CodeError::Department { found: '7' }),
        ("541000005000008168", CodeError::Class { found: '4' }),
        ("511A00005000008168", CodeError::Division { position: 4 }),
        ("511000005000008268", CodeError::OrganizationCheck { expected: '4', found: '6' }),
        ("511000005000008169", CodeError::Check { expected: '8', found: '9' }),
    ];
    for (typed, expected) in cases {
        assert_eq!(UnifiedCode::parse(typed), Err(expected), "{typed}");
        assert!(examine(typed).failures.contains(&expected), "{typed}");
    }
}

#[test]
fn the_five_letters_left_out_are_refused_but_suggested() {
    let report = examine("5331OOOO501781829B");
    assert_eq!(report.failures.len(), 4);
    assert_eq!(report.candidates[0].code.as_str(), "53310000501781829B");
    for letter in ['I', 'O', 'S', 'V', 'Z'] {
        let typed = format!("5331000050178182{letter}B");
        let expected = CodeError::IllegalCharacter { position: 17, character: letter };
        assert_eq!(UnifiedCode::parse(&typed), Err(expected));
    }
}

#[test]
fn one_character_too_many_or_too_few_is_suggested_away() {
    let meant = UnifiedCode::parse("53220000668754080Y");
    let meant = meant.unwrap_or_else(|_| {
        UnifiedCode::from_parts(OrganizationClass::Foundation, division("220000"), "66875408").expect("parts")
    });
    let text = meant.as_str();
    for at in 0..18 {
        let longer = format!("{}7{}", &text[..at], &text[at..]);
        let shorter = format!("{}{}", &text[..at], &text[at + 1..]);
        assert!(examine(&longer).candidates.iter().any(|found| found.code == meant), "{longer}");
        assert!(examine(&shorter).candidates.iter().any(|found| found.code == meant), "{shorter}");
    }
}

#[test]
fn parts_make_a_code_and_bad_parts_are_refused() {
    let code = UnifiedCode::from_parts(OrganizationClass::Foundation, division("330500"), "MJ870001").expect("parts");
    assert_eq!(UnifiedCode::parse(code.as_str()), Ok(code));
    assert_eq!(code.division(), division("330500"));
    let made = |body| UnifiedCode::from_parts(OrganizationClass::Foundation, division("330500"), body);
    assert_eq!(made("MJ87000"), Err(CodeError::Length { expected: 8, found: 7 }));
    assert_eq!(made("MJ87000O"), Err(CodeError::IllegalCharacter { position: 16, character: 'O' }));
    assert_eq!(made("mJ870001"), Err(CodeError::IllegalCharacter { position: 9, character: 'm' }));
}

#[test]
fn unlisted_and_abolished_divisions_and_class_nine_are_only_warnings() {
    let warnings =
        |class, at: &str| UnifiedCode::from_parts(class, division(at), "MJ870001").expect("parts").warnings();
    let group = OrganizationClass::SocialGroup;
    assert_eq!(warnings(group, "330522"), []);
    assert_eq!(warnings(group, "660000"), []);
    assert_eq!(warnings(group, "100001"), [CodeWarning::UnknownDivision(division("100001"))]);
    assert_eq!(warnings(group, "110103"), [CodeWarning::AbolishedDivision(division("110103"))]);
    assert_eq!(warnings(OrganizationClass::Other, "330522"), [CodeWarning::UncommonClass]);
}

#[test]
fn a_fundraising_filing_number_embeds_the_code() {
    let code = UnifiedCode::parse(REAL).expect("a real code");
    assert_eq!(embedded_code(&format!("{REAL}A18023")), Some(code));
    assert_eq!(embedded_code(&format!(" {REAL} a18023")), Some(code));
    for other in [REAL.to_owned(), format!("{REAL}A"), format!("{REAL}B18023"), format!("{REAL}A18O23"), "A".repeat(80)]
    {
        assert_eq!(embedded_code(&other), None, "{other}");
    }
    assert_eq!(embedded_code(&format!("511000005000008169{}", "A18023")), None);
}

#[test]
fn json_carries_the_eighteen_characters() {
    let code = UnifiedCode::parse(REAL).expect("a real code");
    let json = serde_json::to_string(&code).expect("json");
    assert_eq!(json, format!("{REAL:?}"));
    assert_eq!(serde_json::from_str::<UnifiedCode>(&json).expect("a code"), code);
    assert!(serde_json::from_str::<UnifiedCode>("\"511000005000008169\"").is_err());
}

#[test]
fn every_real_code_is_accepted_and_examined_without_fault() {
    let Some(rows) = common::shared_rows("organizations.csv") else { return };
    assert!(rows.len() > 2_000);
    for row in rows {
        let text = &row["code"];
        let code = UnifiedCode::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(code.as_str(), text);
        let kind = if row["kind"] == "社会服务机构" { "民办非企业单位" } else { row["kind"].as_str() };
        assert_eq!(code.class().chinese(), kind, "{text}");
        let report = examine(text);
        assert_eq!(report.code, Some(code));
        assert!(report.failures.is_empty() && report.candidates.is_empty());
    }
}

#[test]
fn every_bad_row_is_found_out_for_its_stated_reason() {
    let Some(rows) = common::shared_rows("organizations_bad.csv") else { return };
    assert!(rows.len() > 50);
    for row in rows {
        let (text, reason) = (&row["code"], &row["reason"]);
        let report = examine(text);
        let has = |name: &str| report.failures.iter().any(|failure| failure.name() == name);
        let as_expected = |expected: char| {
            report
                .failures
                .iter()
                .any(|failure| matches!(failure, CodeError::Check { expected: e, .. } if *e == expected))
        };
        let mut judged = true;
        match reason.as_str() {
            "code missing" => assert!(has("EMPTY"), "{text}"),
            _ if reason.starts_with("division") && text.starts_with("5366") => {
                assert!(report.warnings.is_empty(), "{text}");
            }
            _ if reason.starts_with("division") => {
                assert!(matches!(report.warnings[..], [CodeWarning::UnknownDivision(_)]), "{text}");
            }
            _ if reason.starts_with("registering department") => assert!(has("DEPARTMENT"), "{text}"),
            _ if reason.starts_with("category digit is 9") => assert_eq!(report.warnings, [CodeWarning::UncommonClass]),
            _ if reason.starts_with("valid code of kind") => assert!(report.code.is_some(), "{text}"),
            _ if reason.starts_with("length 19") => assert!(has("LENGTH"), "{text}"),
            "illegal char b" => assert!(report.code.is_some(), "lower case is understood: {text}"),
            _ if reason.starts_with("illegal char ５") => {
                assert!(report.code.is_some(), "full width is understood: {text}");
            }
            _ if reason.starts_with("illegal char O") => assert!(has("ILLEGAL_CHARACTER"), "{text}"),
            _ => judged = false,
        }
        if reason.contains("GB 32100") {
            let expected = reason.split("GB 32100").nth(1).and_then(|rest| rest.split("should be ").nth(1));
            assert!(
                as_expected(expected.and_then(|rest| rest.chars().next()).expect("a character")),
                "{text} {reason}"
            );
            judged = true;
        }
        if reason.contains("GB 11714") {
            assert!(has("ORGANIZATION_CHECK"), "{text} {reason}");
            judged = true;
        }
        assert!(judged, "no expectation for {reason}");
    }
}

fn class() -> impl Strategy<Value = OrganizationClass> {
    prop::sample::select(&OrganizationClass::ALL[..])
}

proptest! {
    #[test]
    fn every_made_code_reads_back_as_itself(class in class(), at in "[1-6][0-9]{5}", body in "[0-9A-HJ-NPQRTUWXY]{8}") {
        let made = UnifiedCode::from_parts(class, division(&at), &body);
        prop_assume!(made != Err(CodeError::LooksLikeIdNumber));
        let code = made.expect("legal parts");
        prop_assert_eq!(UnifiedCode::parse(code.as_str()), Ok(code));
        prop_assert_eq!((code.class(), code.division()), (class, division(&at)));
        prop_assert_eq!(&code.organization_code()[..8], body.as_str());
    }

    #[test]
    fn no_text_makes_the_reader_fall_over(text in "\\PC{0,40}") {
        prop_assert_eq!(examine(&text).code, UnifiedCode::parse(&text).ok());
        let _ = embedded_code(&text);
    }
}

#[test]
fn numbers_are_written_in_the_characters_of_the_standard_and_read_back() {
    use vocab::code::{number, numeral};
    for (value, text) in [(0, "0000"), (10, "000A"), (18, "000J"), (30, "000Y"), (31, "0010"), (923_520, "YYYY")] {
        assert_eq!(numeral(value, 4).as_deref(), Some(text));
        assert_eq!(number(text), Some(value));
    }
    assert_eq!(numeral(923_521, 4), None);
    for none in ["", "I", "a", "1 2", "协", "YYYYYYYYYYYYYYYYYYYY"] {
        assert_eq!(number(none), None, "{none}");
    }
}

#[test]
fn a_code_of_anybody_is_one_whichever_department_gave_it() {
    for right in ["11330500002613011K", "91350100M000100Y43", "911101080828461726", "51330500MJW000016N"] {
        assert_eq!(UnifiedCode::of_anybody(right).map(|code| code.to_string()).as_deref(), Some(right));
    }
    for wrong in [
        "",
        "9135",
        "91350100M000100Y44",
        "91350100m000100y43",
        "11010519491231002X",
        "湖州市湖州市",
        "51330500MJW000017N",
    ] {
        assert_eq!(UnifiedCode::of_anybody(wrong), None, "{wrong}");
    }
}

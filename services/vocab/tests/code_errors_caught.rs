//! What the two check characters can and cannot catch, recomputed here from the standard without the crate's code.

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use vocab::code::{OrganizationClass, UnifiedCode, examine};
use vocab::division::DivisionCode;

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// GB 32100 by its formula: the weighted sum over all eighteen is a multiple of 31.
fn whole_fits(text: &str) -> bool {
    let values = text.chars().map(|character| ALPHABET.find(character).expect("a legal character"));
    let mut weight = 1;
    let sum: usize = values
        .map(|value| {
            let term = value * weight;
            weight = weight * 3 % 31;
            term
        })
        .sum();
    let last = ALPHABET.find(text.chars().last().expect("a character")).expect("a legal character");
    let weight17 = (0..17).fold(1, |power, _| power * 3 % 31);
    (sum - last * weight17 + last).is_multiple_of(31)
}

/// GB 11714 by its formula, letters in base 36, X standing for ten.
fn organization_fits(text: &str) -> bool {
    let weights = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = text[8..16].chars().zip(weights).map(|(c, weight)| c.to_digit(36).expect("base 36") * weight).sum();
    let check = if &text[16..17] == "X" { Some(10) } else { text[16..17].parse().ok() };
    check.is_some_and(|check: u32| (sum + check).is_multiple_of(11))
}

fn sample() -> Vec<UnifiedCode> {
    let divisions = ["100000", "330500", "330522", "110108", "510100", "520300", "660000", "110103"];
    let mut codes = Vec::new();
    for number in 0..240_u32 {
        let class = OrganizationClass::ALL[number as usize % 3];
        let division: DivisionCode = divisions[number as usize % divisions.len()].parse().expect("six digits");
        let body = if number % 2 == 0 {
            format!("MJ{:06}", number * 4_177 % 1_000_000)
        } else {
            format!("{:08}", 50_000_000 + number * 81_817)
        };
        codes.extend(UnifiedCode::from_parts(class, division, &body));
    }
    assert!(codes.len() >= 235, "a few may read as ID numbers");
    codes
}

fn mutations(text: &str) -> impl Iterator<Item = String> {
    (0..18).flat_map(move |at| {
        ALPHABET
            .chars()
            .filter(move |new| !text[at..].starts_with(*new))
            .map(move |new| format!("{}{new}{}", &text[..at], &text[at + 1..]))
    })
}

fn transpositions(text: &str) -> impl Iterator<Item = String> {
    (0..17)
        .filter(move |at| text.as_bytes()[*at] != text.as_bytes()[*at + 1])
        .map(move |at| format!("{}{}{}{}", &text[..at], &text[at + 1..at + 2], &text[at..=at], &text[at + 2..]))
}

/// 3 generates the non-zero remainders of the prime 31, so no weight and no difference of neighbouring weights is a
/// multiple of 31: neither error can leave the sum as it was. The count below is that theorem, checked.
#[test]
fn every_single_mutation_and_neighbour_swap_is_refused_and_the_original_suggested() {
    let (mut tried, mut survivors, mut organization_alone) = (0, 0, 0);
    for code in sample() {
        let text = code.as_str();
        assert!(whole_fits(text) && organization_fits(text), "{text}");
        for wrong in mutations(text).chain(transpositions(text)) {
            tried += 1;
            survivors += usize::from(whole_fits(&wrong));
            organization_alone += usize::from(organization_fits(&wrong) && wrong[8..17] != text[8..17]);
            assert!(UnifiedCode::parse(&wrong).is_err(), "{text} became {wrong}");
        }
    }
    println!(
        "{tried} wrong texts: {survivors} pass GB 32100, {organization_alone} altered organisation codes pass GB 11714"
    );
    assert!(tried > 240 * 530);
    assert_eq!(survivors, 0);
    assert!(organization_alone > 0, "modulo 11 alone does miss letters that differ by 11 or 22");
}

#[test]
fn the_original_is_among_the_suggestions() {
    for code in sample().into_iter().step_by(20) {
        for wrong in mutations(code.as_str()).chain(transpositions(code.as_str())) {
            let report = examine(&wrong);
            assert!(report.candidates.len() <= 10);
            let found = report.candidates.iter().any(|candidate| candidate.code == code);
            let withheld = report.parts.is_none();
            assert!(found || withheld, "{code} mistyped as {wrong}: {:?}", report.candidates);
        }
    }
}

#[test]
fn two_errors_at_once_can_pass_and_then_pass_by_the_formulas_too() {
    let (codes, passed) = (sample(), Cell::new(0));
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::with_cases(20_000) }, rng);
    let errors = (0..codes.len(), 2..18_usize, 2..18_usize, 0..31_usize, 0..31_usize);
    let outcome = runner.run(&errors, |(which, first, second, one, two)| {
        let mut text = codes[which].as_str().to_owned();
        for (at, new) in [(first, one), (second, two)] {
            text.replace_range(at..=at, &ALPHABET[new..=new]);
        }
        let digits = text[2..8].bytes().all(|byte| byte.is_ascii_digit());
        let fits = digits && whole_fits(&text) && organization_fits(&text);
        passed.set(passed.get() + u32::from(fits && text != codes[which].as_str()));
        prop_assert_eq!(UnifiedCode::parse_vouched(&text).is_ok(), fits, "{}", text);
        Ok(())
    });
    outcome.expect("crate and formulas agree");
    println!("{} of 20000 double errors make another right code", passed.get());
    assert!(passed.get() > 0, "two check characters cannot catch every double error");
}

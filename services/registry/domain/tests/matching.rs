//! Names and codes of other systems, brought to organisations: what each reason is worth, and who alone is a match.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use proptest::prelude::*;
use registry_domain::Status;
use registry_domain::matching::Reason::{
    Abbreviation, Beginning, Code, DivisionPrefix, Ended, ExactName, FormerName, NormalizedName, OneCharacter,
    OtherCode, OtherDivision, OtherKind, OtherName, Reading, Remark, RepairedCode, WrongCode,
};
use registry_domain::matching::{
    Asked, AskedCode, AskedName, Bearing, Candidate, GOOD, Known, KnownName, Places, Reason, judge,
};
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

fn code(serial: u32) -> UnifiedCode {
    UnifiedCode::from_parts(OrganizationClass::SocialGroup, division("330500"), &format!("MJ{serial:06}")).unwrap()
}

fn division(digits: &str) -> DivisionCode {
    digits.parse().unwrap()
}

fn known(serial: u32, title: &str) -> Known {
    let names = vec![KnownName { bearing: Bearing::Present, title: title.to_owned() }];
    Known { code: code(serial), status: Status::Active, division: division("330500"), names }
}

fn also(mut known: Known, bearing: Bearing, title: &str) -> Known {
    known.names.push(KnownName { bearing, title: title.to_owned() });
    known
}

fn named(name: &str) -> Asked {
    Asked { name: AskedName::read(name), ..Asked::default() }
}

/// The best candidate's score and reasons, and whether it is a match.
fn best(asked: &Asked, known: &[Known]) -> Option<(u8, Vec<Reason>, bool)> {
    judge(asked, known, 10).into_iter().next().map(|one| (one.score, one.reasons, one.is_match))
}

#[test]
fn each_way_in_which_a_name_agrees_has_its_points() {
    let register = [known(1, "湖州市阳光养老服务中心（南浔）")];
    for (asked, score, reason) in [
        ("湖州市阳光养老服务中心（南浔）", 100, ExactName),
        ("湖州市陽光養老服務中心(南浔)", 98, NormalizedName),
        ("湖州市 阳光养老服务中心【南浔】", 98, NormalizedName),
        ("湖州市阳光养老服务中心南浔", 98, NormalizedName),
        ("浙江省湖州市阳光养老服务中心（南浔）", 92, DivisionPrefix),
        ("阳光养老服务中心（南浔）", 92, DivisionPrefix),
        ("湖州市阳光养老服务中心（南浔）（更新）", 92, Remark),
        ("胡州市阳光仰老服务中心（南浔）", 87, Reading),
        ("湖州市阳光养老服务中芯（南浔）", 87, Reading),
        ("湖州市阳光养老服务中（南浔）", 89, OneCharacter),
        ("湖州市阳光养老老服务中心（南浔）", 89, OneCharacter),
        ("湖州市阳养光老服务中心（南浔）", 89, OneCharacter),
        ("湖州市阳光养老", 60, Beginning),
    ] {
        let (found, reasons, is_match) = best(&named(asked), &register).unwrap();
        assert_eq!((found, reasons.as_slice(), is_match), (score, &[reason][..], score >= GOOD), "{asked}");
    }
    for asked in ["湖州市月光养生服务中心", "杭州市阳光养老服务中心（南浔）会", "阳光"] {
        assert_eq!(best(&named(asked), &register), None, "{asked}");
    }
}

#[test]
fn short_names_numerals_and_directions_are_for_a_person_to_look_at() {
    let chess = [known(1, "湖州市围棋协会")];
    assert_eq!(best(&named("湖州市象棋协会"), &chess), Some((80, vec![OneCharacter], false)));
    let long = "阳光养老服务".repeat(11);
    let found = best(&named(&format!("湖州市{long}协")), &[known(1, &format!("湖州市{long}协会"))]);
    assert_eq!(found, Some((94, vec![OneCharacter], true)), "no slip is as good as a whole name");
    let school = [known(1, "湖州市新世纪第一外国语实验学校")];
    let second = best(&named("湖州市新世纪第二外国语实验学校"), &school);
    assert_eq!(second, Some((60, vec![OneCharacter], false)));
}

#[test]
fn another_division_s_name_is_no_way_of_writing_this_one() {
    let register = [known(1, "湖州市慈善总会")];
    for asked in ["杭州市慈善总会", "浙江省慈善总会", "湖州市吴兴区慈善总会"] {
        assert_eq!(best(&named(asked), &register).filter(|(score, ..)| *score >= GOOD), None, "{asked}");
    }
    for (asked, title) in
        [("杭州市阳光养老服务中心", "湖州市阳光养老服务中心"), ("杭州阳光养老服务中心", "湖州阳光养老服务中心")]
    {
        assert_eq!(best(&named(asked), &[known(1, title)]), Some((60, vec![OneCharacter], false)), "{asked}");
    }
}

#[test]
fn former_names_and_abbreviations_are_worth_a_little_less() {
    let one = also(known(1, "湖州市志愿服务联合会"), Bearing::Former, "湖州市义务工作协会");
    let register = [also(one, Bearing::Abbreviation, "湖义协")];
    assert_eq!(best(&named("湖州市义务工作协会"), &register), Some((95, vec![ExactName, FormerName], true)));
    assert_eq!(best(&named("湖义协"), &register), Some((92, vec![ExactName, Abbreviation], true)));
}

#[test]
fn who_has_the_name_today_comes_before_who_had_it_and_neither_alone_is_a_match() {
    let register = [also(known(1, "湖州市甲协会"), Bearing::Former, "湖州市乙协会"), known(2, "湖州市乙协会")];
    let found = judge(&named("湖州市乙协会"), &register, 10);
    let told: Vec<_> = found.iter().map(|one| (one.code, one.score, one.is_match)).collect();
    assert_eq!(told, [(code(2), 100, false), (code(1), 95, false)]);
}

#[test]
fn hints_that_are_not_met_and_an_end_are_told() {
    let mut ended = known(1, "湖州市养老服务协会");
    ended.status = Status::Deregistered;
    let asked = Asked {
        division: Some(division("330100")),
        kind: Some(OrganizationClass::Foundation),
        ..named("湖州市养老服务协会")
    };
    let reasons = vec![ExactName, OtherDivision, OtherKind, Ended];
    assert_eq!(best(&asked, &[ended]), Some((62, reasons, false)));
}

#[test]
fn a_code_that_fits_is_certain_unless_the_name_is_a_stranger_s() {
    let register = [known(1, "湖州市养老服务协会")];
    let coded = |code, name: &str| Asked { code: Some(AskedCode::Right(code)), ..named(name) };
    assert_eq!(best(&coded(code(1), ""), &register), Some((100, vec![Code], true)));
    assert_eq!(best(&coded(code(1), "湖州市养老服务"), &register), Some((100, vec![Beginning, Code], true)));
    assert_eq!(best(&coded(code(1), "德清县钢琴学会"), &register), Some((60, vec![Code, OtherName], false)));
    let other = best(&coded(code(2), "湖州市养老服务协会"), &register);
    assert_eq!(other, Some((80, vec![ExactName, OtherCode], false)));
}

#[test]
fn a_repaired_code_helps_a_name_and_is_never_applied_alone() {
    let register = [known(1, "湖州市养老服务协会")];
    let wrong =
        |meant: &[UnifiedCode], name: &str| Asked { code: Some(AskedCode::Wrong(meant.to_vec())), ..named(name) };
    assert_eq!(best(&wrong(&[code(1)], ""), &register), Some((60, vec![RepairedCode], false)));
    assert_eq!(best(&wrong(&[code(1)], "德清县钢琴学会"), &register), None);
    let exact = best(&wrong(&[code(1)], "湖州市养老服务协会"), &register);
    assert_eq!(exact, Some((99, vec![ExactName, RepairedCode], true)));
    let slip = best(&wrong(&[code(1)], "湖州市养老服务会"), &register);
    assert_eq!(slip, Some((88, vec![OneCharacter, RepairedCode], true)));
    let far = best(&wrong(&[], "湖州市养老服务协会"), &register);
    assert_eq!(far, Some((95, vec![ExactName, WrongCode], true)));
}

#[test]
fn a_name_is_looked_for_with_its_division_in_every_spelling() {
    let places = Places::around(division("330500"));
    let spellings = AskedName::read("湖州吴兴慈善总会").unwrap().spellings(&places);
    for spelling in ["慈善总会", "湖州市吴兴区慈善总会", "浙江省湖州市吴兴区慈善总会"] {
        assert!(spellings.iter().any(|one| one == spelling), "{spelling}: {spellings:?}");
    }
    let spellings = AskedName::read("慈善总会").unwrap().spellings(&places);
    for spelling in ["湖州市慈善总会", "德清县慈善总会", "湖州市吴兴区慈善总会"] {
        assert!(spellings.iter().any(|one| one == spelling), "{spelling}: {spellings:?}");
    }
    assert!(AskedName::read("《》 ·").is_none());
}

#[test]
fn no_name_has_spellings_without_end() {
    let places = Places::around(division("330500"));
    for hostile in ["会", "ﷺ", "㍿"] {
        let spellings = AskedName::read(&hostile.repeat(120)).unwrap().spellings(&places);
        assert!(spellings.len() <= 500, "{hostile}: {}", spellings.len());
        assert!(spellings.iter().all(|spelling| spelling.chars().count() <= 120), "{hostile}");
    }
}

/// Names that are alike in many ways.
fn a_name() -> impl Strategy<Value = String> {
    let parts =
        ["湖州市", "湖州", "吴兴区", "养老", "仰老", "服务", "协会", "协", "会", "第一", "第二", "(更新)", "中心"];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 1..6).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn the_order_of_the_register_changes_nothing_and_exact_beats_everything(
        asked in a_name(),
        titles in prop::collection::vec(a_name(), 1..12),
        turn in 0_usize..12,
    ) {
        let mut register: Vec<Known> = (1..).zip(&titles).map(|(serial, title)| known(serial, title)).collect();
        let asked = named(&asked);
        prop_assume!(asked.name.is_some());
        let found: Vec<Candidate> = judge(&asked, &register, 10);
        let length = register.len();
        register.rotate_left(turn % length);
        register.swap(0, length - 1);
        prop_assert_eq!(&judge(&asked, &register, 10), &found);
        prop_assert!(found.is_sorted_by_key(|one| (std::cmp::Reverse(one.score), one.code)));
        let exact = titles.contains(&asked.name.as_ref().unwrap().written);
        prop_assert_eq!(found.first().is_some_and(|one| one.score == 100), exact);
        prop_assert!(found.iter().filter(|one| one.is_match).count() <= 1);
        for one in &found {
            prop_assert!((1..=100).contains(&one.score) && !one.reasons.is_empty());
            prop_assert_eq!(one.score == 100, one.reasons == [ExactName]);
        }
    }
}

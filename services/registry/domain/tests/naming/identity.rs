//! Whose name is the same, and until when a name is barred (Art 16).

use registry_domain::naming::{
    Likeness, NameOnRecord, Since, Standing, Verdict, identity, key, likeness, spellings_of, verdict,
};
use registry_domain::{Finding, Title, rules};
use time::Date;
use time::macros::date;
use vocab::OrganizationClass::{Foundation, PrivateNonEnterprise, SocialGroup};
use vocab::UnifiedCode;

use crate::{HUZHOU, TODAY, name};

#[test]
fn likeness_is_of_name_field_and_form_within_one_authority() {
    use Likeness::{Same, Similar};
    let cases = [
        ("湖州市钢琴协会", SocialGroup, "湖州市鋼琴協會", Some(Same)),
        ("湖州市钢琴协会", SocialGroup, "湖州钢琴协会", Some(Same)),
        ("湖州市钢琴协会", SocialGroup, "浙江省湖州市 钢琴协会", Some(Same)),
        ("湖州市钢琴协会", SocialGroup, "钢琴协会", Some(Similar)),
        ("湖州市钢琴协会", SocialGroup, "湖州市钢琴学会", None),
        ("湖州市钢琴协会", SocialGroup, "湖州市提琴协会", None),
        ("湖州市围棋协会", SocialGroup, "湖州市象棋协会", None),
        ("湖州市社会工作协会", SocialGroup, "湖州市社会公作协会", Some(Similar)),
        ("湖州市社会工作协会", SocialGroup, "湖州市社会工作者协会", Some(Similar)),
        ("湖州市社会工作协会", SocialGroup, "湖州市会社工作协会", Some(Similar)),
        ("湖州市温州商会", SocialGroup, "湖州市温州企业商会", Some(Similar)),
        ("湖州市温州商会", SocialGroup, "湖州市温州商会", Some(Same)),
        ("湖州市温州商会", SocialGroup, "湖州市台州商会", None),
        ("湖州市阳光教育基金会", Foundation, "阳光教育基金会", Some(Same)),
        ("湖州市阳光教育基金会", Foundation, "湖州市阳光文化基金会", None),
        ("湖州市百合幼儿园", PrivateNonEnterprise, "湖州百合幼儿园", Some(Same)),
        ("湖州市百合幼儿园", PrivateNonEnterprise, "湖州市百合学校", None),
    ];
    for (title, kind, other, expected) in cases {
        assert_eq!(likeness(&name(title, kind, HUZHOU), other), expected, "{title} / {other}");
    }
}

#[test]
fn every_spelling_of_a_name_is_looked_up_and_reserved_under_one_key() {
    let huzhou = HUZHOU.parse().unwrap();
    let spellings = spellings_of(&name("湖州钢琴协会", SocialGroup, HUZHOU));
    for spelling in ["钢琴协会", "湖州钢琴协会", "湖州市钢琴协会", "浙江省湖州市钢琴协会", "浙江湖州钢琴协会"]
    {
        assert!(spellings.iter().any(|found| found == spelling), "{spelling}");
        assert_eq!(key(spelling, SocialGroup, huzhou), "钢琴协会");
    }
    assert_ne!(key("湖州市钢琴学会", SocialGroup, huzhou), key("湖州市钢琴协会", SocialGroup, huzhou));
}

fn on_record(title: &str, standing: Standing) -> NameOnRecord {
    let code = UnifiedCode::from_parts(SocialGroup, HUZHOU.parse().unwrap(), "MJ000001").unwrap();
    NameOnRecord { code, title: Title::parse(title).unwrap(), standing }
}

fn since(day: Date) -> Since {
    Since { day, exact: true }
}

fn compared(standing: Standing, day: Date) -> Vec<Finding> {
    let record = [on_record("湖州市钢琴协会", standing)];
    identity(&name("湖州市钢琴协会", SocialGroup, HUZHOU), &record, None, rules(), day).unwrap()
}

#[test]
fn a_name_of_a_registered_organisation_is_refused_and_that_of_another_kind_is_not() {
    let findings = compared(Standing::Registered, TODAY);
    assert_eq!(verdict(&findings), Verdict::Refused);
    assert_eq!(findings[0].value, "与已登记的「湖州市钢琴协会」相同");
    assert_eq!(findings[0].rule.to_string(), "NAME-02@1");
    let foundation = name("湖州市钢琴协会", Foundation, HUZHOU);
    let record = [on_record("湖州市钢琴协会", Standing::Registered)];
    assert_eq!(verdict(&identity(&foundation, &record, None, rules(), TODAY).unwrap()), Verdict::Passed);
}

#[test]
fn a_name_is_barred_until_the_last_day_of_its_year_or_its_three_years() {
    let end = date!(2025 - 11 - 24);
    let deregistered = Standing::Ended { deregistered: Some(since(end)), revoked: None };
    let renamed = Standing::GivenUp { since: since(end), returned: false };
    let revoked = Standing::Ended { deregistered: None, revoked: Some(since(end)) };
    let cases = [
        (deregistered, date!(2026 - 11 - 24), Verdict::Refused),
        (deregistered, date!(2026 - 11 - 25), Verdict::Passed),
        (renamed, date!(2026 - 11 - 24), Verdict::Refused),
        (renamed, date!(2026 - 11 - 25), Verdict::Passed),
        (revoked, date!(2028 - 11 - 24), Verdict::Refused),
        (revoked, date!(2028 - 11 - 25), Verdict::Passed),
    ];
    for (standing, day, expected) in cases {
        assert_eq!(verdict(&compared(standing, day)), expected, "{standing:?} {day}");
    }
    let value = &compared(deregistered, end)[1].value;
    assert_eq!(value, "「湖州市钢琴协会」于 2025-11-24 注销登记，至 2026-11-24（含）不得使用");
}

#[test]
fn a_leap_day_bars_until_the_last_day_of_february() {
    let deregistered = Standing::Ended { deregistered: Some(since(date!(2024 - 02 - 29))), revoked: None };
    let value = compared(deregistered, date!(2025 - 02 - 28))[1].value.clone();
    assert!(value.contains("至 2025-02-28（含）"), "{value}");
    assert_eq!(verdict(&compared(deregistered, date!(2025 - 03 - 01))), Verdict::Passed);
}

#[test]
fn a_day_that_the_register_does_not_know_is_asked_for_while_it_matters() {
    let unknown = Since { day: date!(2026 - 03 - 01), exact: false };
    let stated = Standing::GivenUp { since: unknown, returned: false };
    assert_eq!(verdict(&compared(stated, TODAY)), Verdict::NeedsReview);
    assert_eq!(verdict(&compared(stated, date!(2027 - 03 - 02))), Verdict::Passed);
}

#[test]
fn a_return_to_the_former_name_may_have_been_a_revoked_change() {
    let returned = Standing::GivenUp { since: since(date!(2024 - 11 - 24)), returned: true };
    let findings = compared(returned, TODAY);
    assert_eq!(verdict(&findings), Verdict::NeedsReview);
    assert!(findings[2].value.contains("至 2027-11-24（含）"), "{}", findings[2].value);
    assert_eq!(verdict(&compared(returned, date!(2027 - 11 - 25))), Verdict::Passed);
}

#[test]
fn a_similar_name_is_asked_about_only_while_its_own_is_kept() {
    let proposed = name("湖州市社会工作协会", SocialGroup, HUZHOU);
    let judge = |standing| {
        let record = [on_record("湖州市社会工作者协会", standing)];
        verdict(&identity(&proposed, &record, None, rules(), TODAY).unwrap())
    };
    assert_eq!(judge(Standing::Registered), Verdict::NeedsReview);
    let long_ago = Some(since(date!(2020 - 01 - 01)));
    assert_eq!(judge(Standing::Ended { deregistered: long_ago, revoked: None }), Verdict::Passed);
}

#[test]
fn a_name_reserved_for_somebody_else_is_taken() {
    let proposed = name("湖州市钢琴协会", SocialGroup, HUZHOU);
    let findings = identity(&proposed, &[], Some(date!(2026 - 12 - 24)), rules(), TODAY).unwrap();
    assert_eq!(verdict(&findings), Verdict::Refused);
    let last = findings.last().unwrap();
    assert_eq!((last.rule.id.as_str(), last.value.as_str()), ("NAME-04", "已为其他申请人预留至 2026-12-24（含）"));
}

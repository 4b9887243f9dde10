//! The parts of names, and what is wrong with them (Art 8, 15, 17).

use registry_domain::naming::{Likeness, ProposedName, composition, is_area_based, likeness, own_part, parse};
use registry_domain::{Outcome, Title, rules};
use time::macros::date;
use vocab::OrganizationClass;
use vocab::OrganizationClass::{Foundation, PrivateNonEnterprise, SocialGroup};

use crate::{HUZHOU, TODAY, name};

fn branch(title: &str, kind: OrganizationClass, parent: &str) -> ProposedName {
    ProposedName { branch_of: Some(Title::parse(parent).unwrap()), ..name(title, kind, HUZHOU) }
}

/// The titles of what is not met, and of what is asked.
fn judged(name: &ProposedName) -> (Vec<String>, Vec<String>) {
    let findings = composition(name, rules(), TODAY).unwrap();
    let of = |outcome| {
        let those = findings.iter().filter(|finding| finding.outcome == outcome);
        those.map(|finding| finding.title.clone()).collect::<Vec<_>>()
    };
    (of(Outcome::NotMet), of(Outcome::Ask))
}

#[test]
fn a_name_has_its_parts() {
    type Case<'a> = (&'a str, OrganizationClass, &'a str, [Option<&'a str>; 5]);
    let cases: [Case<'_>; 26] = [
        // title, kind, authority: division, home, name of its own, field, form
        ("湖州市钢琴协会", SocialGroup, HUZHOU, [Some("湖州市"), None, None, Some("钢琴"), Some("协会")]),
        ("湖州钢琴协会", SocialGroup, HUZHOU, [Some("湖州"), None, None, Some("钢琴"), Some("协会")]),
        ("浙江省湖州市钢琴协会", SocialGroup, HUZHOU, [Some("浙江省湖州市"), None, None, Some("钢琴"), Some("协会")]),
        (
            "湖州市赵孟頫书画艺术研究会",
            SocialGroup,
            HUZHOU,
            [Some("湖州市"), None, None, Some("赵孟頫书画艺术"), Some("研究会")],
        ),
        ("湖州市温州商会", SocialGroup, HUZHOU, [Some("湖州市"), Some("温州"), None, None, Some("商会")]),
        ("湖州市福建商会", SocialGroup, HUZHOU, [Some("湖州市"), Some("福建"), None, None, Some("商会")]),
        ("湖州市钢琴商会", SocialGroup, HUZHOU, [Some("湖州市"), None, None, Some("钢琴"), Some("商会")]),
        ("湖州市德清商会", SocialGroup, HUZHOU, [Some("湖州市"), None, None, Some("德清"), Some("商会")]),
        ("北京吉安县企业商会", SocialGroup, "110000", [Some("北京"), Some("吉安县"), None, None, Some("商会")]),
        ("德清县白茶产业协会", SocialGroup, "330521", [Some("德清县"), None, None, Some("白茶产业"), Some("协会")]),
        (
            "湖州市吴兴区织里镇老年协会",
            SocialGroup,
            "330502",
            [Some("湖州市吴兴区"), None, None, Some("织里镇老年"), Some("协会")],
        ),
        ("钢琴协会", SocialGroup, HUZHOU, [None, None, None, Some("钢琴"), Some("协会")]),
        ("湖州市协会", SocialGroup, HUZHOU, [Some("湖州市"), None, None, None, Some("协会")]),
        ("湖州市钢琴", SocialGroup, HUZHOU, [Some("湖州市"), None, None, Some("钢琴"), None]),
        ("中国大众音乐协会", SocialGroup, "100000", [None, None, None, Some("中国大众音乐"), Some("协会")]),
        (
            "湖州市阳光教育基金会",
            Foundation,
            HUZHOU,
            [Some("湖州市"), None, Some("阳光"), Some("教育"), Some("基金会")],
        ),
        (
            "湖州市春雨文化发展基金会",
            Foundation,
            HUZHOU,
            [Some("湖州市"), None, Some("春雨"), Some("文化发展"), Some("基金会")],
        ),
        (
            "深圳市TCL公益基金会",
            Foundation,
            "440300",
            [Some("深圳市"), None, Some("TCL"), Some("公益"), Some("基金会")],
        ),
        ("湖州市教育基金会", Foundation, HUZHOU, [Some("湖州市"), None, None, Some("教育"), Some("基金会")]),
        ("潘天寿基金会（浙江）", Foundation, "330000", [Some("浙江"), None, Some("潘天寿"), None, Some("基金会")]),
        (
            "湖州市暖阳居家养老服务中心",
            PrivateNonEnterprise,
            HUZHOU,
            [Some("湖州市"), None, Some("暖阳"), Some("居家养老服务"), Some("中心")],
        ),
        ("湖州市百合幼儿园", PrivateNonEnterprise, HUZHOU, [Some("湖州市"), None, Some("百合"), None, Some("幼儿园")]),
        (
            "长兴县蓝天救援队",
            PrivateNonEnterprise,
            "330522",
            [Some("长兴县"), None, Some("蓝天"), None, Some("救援队")],
        ),
        (
            "湖州市向阳职业技能培训学校",
            PrivateNonEnterprise,
            HUZHOU,
            [Some("湖州市"), None, Some("向阳"), Some("职业技能培训"), Some("学校")],
        ),
        (
            "湖州市苕溪(太湖)文化研究院",
            PrivateNonEnterprise,
            HUZHOU,
            [Some("湖州市"), None, Some("苕溪(太湖)"), Some("文化"), Some("研究院")],
        ),
        ("湖州市中心", PrivateNonEnterprise, HUZHOU, [Some("湖州市"), None, None, None, Some("中心")]),
    ];
    for (title, kind, division, expected) in cases {
        let parts = parse(title, kind, division.parse().unwrap());
        let found = [
            parts.division.as_deref(),
            parts.home.as_deref(),
            parts.brand.as_deref(),
            parts.field.as_deref(),
            parts.form,
        ];
        assert_eq!(found, expected, "{title}");
    }
}

#[test]
fn what_a_name_lacks_is_not_met_and_what_its_text_cannot_show_is_asked() {
    type Case<'a> = (&'a str, OrganizationClass, &'a str, &'a [&'a str], &'a [&'a str]);
    let cases: [Case<'_>; 30] = [
        ("湖州市钢琴协会", SocialGroup, HUZHOU, &[], &[]),
        ("湖州钢琴协会", SocialGroup, HUZHOU, &[], &[]),
        ("湖州市温州商会", SocialGroup, HUZHOU, &[], &[]),
        ("湖州市温州企业商会", SocialGroup, HUZHOU, &[], &["原籍地行政区划专名"]),
        ("湖州市温州市商会", SocialGroup, HUZHOU, &[], &["原籍地行政区划专名"]),
        ("湖州市吴兴区老年协会", SocialGroup, "330502", &[], &[]),
        ("吴兴区老年协会", SocialGroup, "330502", &[], &["行政区划名称"]),
        ("安吉县白茶协会", SocialGroup, "330523", &[], &[]),
        ("安吉白茶协会", SocialGroup, "330523", &[], &[]),
        ("钢琴协会", SocialGroup, HUZHOU, &["行政区划名称"], &[]),
        ("杭州市钢琴协会", SocialGroup, HUZHOU, &["行政区划名称"], &[]),
        ("湖州市协会", SocialGroup, HUZHOU, &["行（事）业领域或者会员组成"], &[]),
        ("湖州市钢琴", SocialGroup, HUZHOU, &["组织形式"], &[]),
        ("湖州市职工持股会", SocialGroup, HUZHOU, &[], &["组织形式"]),
        ("中国钢琴协会", SocialGroup, HUZHOU, &["行政区划名称", "“中国”“全国”“中华”字样"], &[]),
        ("中国钢琴协会", SocialGroup, "100000", &[], &["“中国”“全国”“中华”字样"]),
        ("茶文化协会", SocialGroup, "100000", &[], &[]),
        ("湖州市中华文化促进会", SocialGroup, HUZHOU, &[], &["“中国”“全国”“中华”字样"]),
        ("湖州市赵孟頫书画艺术研究会", SocialGroup, HUZHOU, &[], &["自然人姓名"]),
        ("湖州市阳光教育基金会", Foundation, HUZHOU, &[], &[]),
        ("湖州市赵德明教育基金会", Foundation, HUZHOU, &[], &["自然人姓名"]),
        ("湖州市教育基金会", Foundation, HUZHOU, &["字号"], &[]),
        ("湖州市健康教育基金会", Foundation, HUZHOU, &[], &["字号"]),
        ("湖州市基金会", Foundation, HUZHOU, &["字号", "行（事）业领域"], &[]),
        ("湖州市阳光教育协会", Foundation, HUZHOU, &["组织形式"], &["行（事）业领域"]),
        ("潘天寿基金会(浙江)", Foundation, "330000", &["行政区划名称"], &["行（事）业领域", "自然人姓名"]),
        ("湖州市百合幼儿园", PrivateNonEnterprise, HUZHOU, &[], &[]),
        ("湖州市益路社会工作服务中心", PrivateNonEnterprise, HUZHOU, &[], &[]),
        ("湖州市A1毛发研究院", PrivateNonEnterprise, HUZHOU, &[], &["文字规范"]),
        ("湖州市钢琴（更名）协会", SocialGroup, HUZHOU, &["文字规范"], &[]),
    ];
    for (title, kind, division, not_met, asked) in cases {
        let (found, questions) = judged(&name(title, kind, division));
        assert_eq!((found.as_slice(), questions.as_slice()), (&*owned(not_met), &*owned(asked)), "{title}");
    }
}

fn owned(titles: &[&str]) -> Vec<String> {
    titles.iter().map(ToString::to_string).collect()
}

#[test]
fn brackets_of_either_width_make_the_same_name_and_one_alone_makes_none() {
    let half = name("湖州市通化矿业(集团)帮扶基金会", Foundation, HUZHOU);
    assert_eq!(likeness(&half, "湖州市通化矿业（集团）帮扶基金会"), Some(Likeness::Same));
    assert_eq!(likeness(&half, "湖州市通化矿业集团帮扶基金会"), Some(Likeness::Same));
    let (not_met, _) = judged(&name("湖州市通化矿业(集团帮扶基金会", Foundation, HUZHOU));
    assert_eq!(not_met, ["文字规范"]);
}

#[test]
fn a_branch_bears_its_parents_whole_name_and_an_ending_of_the_article() {
    let parent = "湖州市钢琴协会";
    let cases: [(&str, OrganizationClass, &[&str], &[&str]); 11] = [
        ("湖州市钢琴协会青少年分会", SocialGroup, &[], &[]),
        ("湖州市钢琴协会调律专业委员会", SocialGroup, &[], &[]),
        ("湖州市钢琴协会北京代表处", SocialGroup, &[], &[]),
        ("湖州市钢琴协会伦理委员会", SocialGroup, &[], &["结束字样"]),
        ("湖州市钢琴协会研究院", SocialGroup, &["结束字样"], &[]),
        ("湖州市钢琴协会", SocialGroup, &["所从属社会组织名称"], &[]),
        ("湖州钢琴协会青少年分会", SocialGroup, &["所从属社会组织名称"], &[]),
        ("湖州市钢琴协会中国作品专业委员会", SocialGroup, &[], &["“中国”“全国”“中华”字样"]),
        ("湖州市钢琴协会助学专项基金管理委员会", Foundation, &[], &[]),
        ("湖州市钢琴协会青少年分会", Foundation, &["结束字样"], &[]),
        ("湖州市钢琴协会青少年分会", PrivateNonEnterprise, &["结束字样"], &[]),
    ];
    for (title, kind, not_met, asked) in cases {
        let (found, questions) = judged(&branch(title, kind, parent));
        assert_eq!((found, questions), (owned(not_met), owned(asked)), "{title}");
    }
}

#[test]
fn a_branch_of_an_area_is_known_by_the_place_in_its_name() {
    let huzhou = HUZHOU.parse().unwrap();
    for own in ["德清县分会", "吴兴区工作委员会", "杭州市分会", "长兴分会", "上海分会"] {
        assert!(is_area_based(own, huzhou), "{own}");
    }
    for own in ["青少年分会", "长兴调工作委员会", "调律专业委员会"] {
        assert!(!is_area_based(own, huzhou), "{own}");
    }
    assert_eq!(own_part("湖州市钢琴协会 德清县分会", "湖州市钢琴协会").as_deref(), Some("德清县分会"));
}

#[test]
fn names_were_under_other_rules_before_the_first_of_may_2024() {
    let proposed = name("湖州市钢琴协会", SocialGroup, HUZHOU);
    assert!(composition(&proposed, rules(), date!(2024 - 04 - 30)).is_err());
    assert!(composition(&proposed, rules(), date!(2024 - 05 - 01)).is_ok());
}

//! The parts a name must have, in order (名称的组成, Art 8), and the words restricted in it (Art 8, 15).

use statute::NotInForce;
use vocab::division::Level;
use vocab::name::{NameProblem, problems};
use vocab::{DivisionCode, OrganizationClass};

use super::parts::{Parts, parse};
use super::{ProposedName, form, place, words};
use crate::Outcome;
use crate::checklist::{About, Checklist};

const FIELD: &str = "title";
/// Words of the whole country.
pub(super) const NATIONAL: [&str; 3] = ["中国", "全国", "中华"];

pub(super) fn check(name: &ProposedName, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let parts = parse(name.title.as_str(), name.kind, name.division);
    spelling(name.title.as_str(), list)?;
    division(name, &parts, list)?;
    match name.kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => membership(&parts, list)?,
        OrganizationClass::PrivateNonEnterprise | OrganizationClass::Foundation => {
            brand(&parts, list)?;
            field(&parts, list)?;
        }
    }
    ending(name, &parts, list)?;
    national(name, &parts, list)?;
    person(name, &parts, list)
}

fn part(title: &str) -> About<'_> {
    About { rule: "NAME-01", title, field: FIELD }
}

fn restricted(title: &str) -> About<'_> {
    About { rule: "NAME-03", title, field: FIELD }
}

fn quoted(text: &str) -> String {
    format!("「{text}」")
}

/// Brackets that pair, no remark, no doubled ending; letters and digits are for a person to judge.
fn spelling(title: &str, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let odd = problems(title);
    let foreign: String =
        title.chars().filter(|character| character.is_alphanumeric() && !is_han(*character)).collect();
    let (value, outcome) = if odd.contains(&NameProblem::UnpairedBracket) {
        ("括号不成对".to_owned(), Outcome::NotMet)
    } else if odd.iter().any(|problem| matches!(problem, NameProblem::Remark)) {
        ("括号内含有备注".to_owned(), Outcome::NotMet)
    } else if let Some(NameProblem::Doubled(ending)) =
        odd.iter().find(|problem| matches!(problem, NameProblem::Doubled(_)))
    {
        (format!("结尾重复「{ending}」字"), Outcome::Ask)
    } else if !foreign.is_empty() {
        (format!("含有汉字以外的字符「{foreign}」"), Outcome::Ask)
    } else {
        ("文字规范".to_owned(), Outcome::Met)
    };
    list.note(part("文字规范"), value, "使用规范汉字，括号成对，不含备注", outcome)
}

fn is_han(character: char) -> bool {
    matches!(u32::from(character), 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

fn division(name: &ProposedName, parts: &Parts, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = part("行政区划名称");
    if name.division.level() == Level::Country {
        let wanted = "国务院民政部门登记的一般不冠行政区划名称";
        return match place::foreign(name.title.as_str(), name.division) {
            Some(found) => list.note(about, quoted(found), wanted, Outcome::Ask),
            None => list.note(about, "未冠行政区划名称", wanted, Outcome::Met),
        };
    }
    let wanted = wanted_division(name.division);
    let Some(found) = &parts.division else {
        return match place::foreign(name.title.as_str(), name.division) {
            Some(foreign) => list.note(about, format!("冠以「{foreign}」"), wanted, Outcome::NotMet),
            None if place::spellings(name.division).is_empty() => {
                list.note(about, "登记管理机关的行政区划代码不在目录中", wanted, Outcome::Ask)
            }
            None => list.note(about, "缺少行政区划名称", wanted, Outcome::NotMet),
        };
    };
    if parts.division_at_end {
        return list.note(about, format!("「{found}」不在名称开头"), wanted, Outcome::NotMet);
    }
    let without_city = place::is_district(name.division)
        && place::city_of(name.division).is_some_and(|city| !found.contains(place::proper(city)));
    if without_city {
        return list.note(about, format!("「{found}」未与所属市的名称连用"), wanted, Outcome::Ask);
    }
    list.note(about, quoted(found), wanted, Outcome::Met)
}

fn wanted_division(code: DivisionCode) -> String {
    let own = vocab::division::lookup(code).map_or("登记管理机关所在地", vocab::division::Division::name);
    if place::is_district(code) {
        let city = place::city_of(code).unwrap_or_default();
        return format!("以「{city}{own}」开头");
    }
    format!("以「{own}」开头")
}

fn membership(parts: &Parts, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    if let Some(home) = &parts.home {
        let about = part("原籍地行政区划专名");
        let exact = *home == parts.middle && place::proper(home) == home;
        let outcome = if exact { Outcome::Met } else { Outcome::Ask };
        let wanted = "行政区划名称、原籍地行政区划专名和“商会”依次构成";
        return list.note(about, quoted(&parts.middle), wanted, outcome);
    }
    let about = part("行（事）业领域或者会员组成");
    match &parts.field {
        Some(field) => list.note(about, quoted(field), "不得缺少", Outcome::Met),
        None => list.note(about, "未载明", "不得缺少", Outcome::NotMet),
    }
}

fn brand(parts: &Parts, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = part("字号");
    match (&parts.brand, &parts.field) {
        (Some(brand), _) => list.note(about, quoted(brand), "不得缺少", Outcome::Met),
        (None, Some(field)) if parts.brand_unclear => {
            list.note(about, format!("「{field}」中是否含有字号不能确定"), "不得缺少", Outcome::Ask)
        }
        (None, _) => list.note(about, "缺少字号", "不得缺少", Outcome::NotMet),
    }
}

fn field(parts: &Parts, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = part("行（事）业领域");
    match (&parts.field, parts.form) {
        (Some(field), _) => list.note(about, quoted(field), "不得缺少", Outcome::Met),
        (None, Some(form)) if parts.form_says_field => list.note(about, quoted(form), "不得缺少", Outcome::Met),
        (None, _) if parts.brand.is_some() => {
            list.note(about, format!("「{}」中的领域用语不能识别", parts.middle), "不得缺少", Outcome::Ask)
        }
        (None, _) => list.note(about, "未载明", "不得缺少", Outcome::NotMet),
    }
}

fn ending(name: &ProposedName, parts: &Parts, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = part("组织形式");
    let wanted = form::wanted(name.kind);
    match parts.form {
        Some(form) => list.note(about, quoted(form), wanted, Outcome::Met),
        // some associations have a form of their own: 职工持股会
        None if name.kind == OrganizationClass::SocialGroup && parts.middle.ends_with('会') => {
            list.note(about, "以「会」结束，不是常用的组织形式", wanted, Outcome::Ask)
        }
        None if name.kind == OrganizationClass::Other => list.note(about, "不能识别", wanted, Outcome::Ask),
        None => list.note(about, "缺少组织形式", wanted, Outcome::NotMet),
    }
}

/// 中国, 全国, 中华 at the beginning need approval and a registration by the ministry; within, they may qualify the field.
fn national(name: &ProposedName, parts: &Parts, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = restricted("“中国”“全国”“中华”字样");
    let wanted = "经批准方可冠以；在名称中间仅限作为行（事）业领域的限定语";
    let Some(word) = NATIONAL.iter().find(|word| parts.middle.contains(*word)) else {
        return list.note(about, "未使用", wanted, Outcome::Met);
    };
    let leads = parts.division.is_none() && parts.middle.starts_with(word);
    match (leads, name.division.level()) {
        (true, Level::Country) => list.note(about, format!("冠以「{word}」，是否经批准"), wanted, Outcome::Ask),
        (true, _) => list.note(about, format!("冠以「{word}」"), wanted, Outcome::NotMet),
        (false, _) => list.note(about, format!("含有「{word}」，是否作为领域的限定语"), wanted, Outcome::Ask),
    }
}

/// Natural persons' names need consent or fame (Art 15); text alone can only raise the question.
fn person(name: &ProposedName, parts: &Parts, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = restricted("自然人姓名");
    let wanted = match name.kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => "社会团体一般不以自然人姓名命名",
        OrganizationClass::PrivateNonEnterprise | OrganizationClass::Foundation => {
            "以自然人姓名作字号的须经本人同意，已故名人应当在相关公益领域有重大贡献"
        }
    };
    match suspect(name.division, parts) {
        Some(suspect) => list.note(about, format!("「{suspect}」是否为自然人姓名"), wanted, Outcome::Ask),
        None => list.note(about, "未发现", wanted, Outcome::Met),
    }
}

/// What stands before the field, if it may be a person's name; a part in brackets is looked at, too.
fn suspect(authority: DivisionCode, parts: &Parts) -> Option<&str> {
    if parts.home.is_some() || place::foreign(&parts.middle, authority).is_some() {
        return None;
    }
    let before_field = || {
        let begin = words::field_at_end(&parts.middle, 0).map_or(parts.middle.len(), |(begin, _)| begin);
        &parts.middle[..begin]
    };
    let text = parts.brand.as_deref().unwrap_or_else(before_field);
    text.split(['(', ')']).find(|piece| words::may_be_person(piece))
}

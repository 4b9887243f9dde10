//! Names of branches and representative bodies (分支机构、代表机构, Art 17).

use statute::NotInForce;
use vocab::division::{self, Level, Status};
use vocab::name::fold;
use vocab::{DivisionCode, OrganizationClass};

use super::{ProposedName, composition, form, place};
use crate::checklist::{About, Checklist};
use crate::{Outcome, Title};

/// What a branch's name says beyond its parent's; `None` if it does not begin with the parent's full name.
#[must_use]
pub fn own_part(title: &str, parent: &str) -> Option<String> {
    fold(title).strip_prefix(&fold(parent)).map(str::to_owned)
}

/// Whether a branch's own part is a place in or above its parent's division, so that the branch is one of an area
/// (地域性分支机构, REG-08).
#[must_use]
pub fn is_area_based(own_part: &str, parent: DivisionCode) -> bool {
    let province = parent.as_str().get(..2).unwrap_or_default();
    let near = |division: &&division::Division| {
        division.status() == Status::Current
            && division.level() != Level::Country
            && (division.code().as_str().starts_with(province) || division.level() == Level::Province)
    };
    let whole = division::all().iter().filter(near).any(|division| {
        let (name, proper) = (division.name(), place::proper(division.name()));
        // a proper name alone may be a word of the field, so it counts only before the ending
        own_part.starts_with(name) || form::BRANCH.iter().any(|ending| own_part == format!("{proper}{ending}"))
    });
    whole || division::streets(parent).iter().any(|street| own_part.starts_with(street.name))
}

pub(super) fn check(name: &ProposedName, parent: &Title, list: &mut Checklist<'_>) -> Result<(), NotInForce> {
    let about = |title| About { rule: "NAME-03", title, field: "title" };
    let wanted = format!("冠以「{}」", parent.as_str());
    let own = own_part(name.title.as_str(), parent.as_str());
    let Some(own) = own.filter(|own| !own.is_empty()) else {
        return list.note(about("所从属社会组织名称"), "未冠以规范全称，或者没有其他字样", wanted, Outcome::NotMet);
    };
    list.note(about("所从属社会组织名称"), "已冠以规范全称", wanted, Outcome::Met)?;
    let (value, outcome) = ending(name.kind, &own);
    list.note(about("结束字样"), value, wanted_endings(name.kind), outcome)?;
    let national = composition::NATIONAL.iter().find(|word| own.contains(*word));
    let value = national.map_or("未使用".to_owned(), |word| format!("含有「{word}」，是否作为领域的限定语"));
    let outcome = if national.is_some() { Outcome::Ask } else { Outcome::Met };
    list.note(about("“中国”“全国”“中华”字样"), value, "仅限作为行（事）业领域的限定语", outcome)
}

fn wanted_endings(kind: OrganizationClass) -> String {
    let representative = form::REPRESENTATIVE.join("、");
    match kind {
        OrganizationClass::SocialGroup => {
            format!("以{}等字样结束；代表机构以{representative}结束", form::BRANCH.join("、"))
        }
        OrganizationClass::Foundation => format!("一般以{}结束；代表机构以{representative}结束", form::FUND_BRANCH),
        OrganizationClass::PrivateNonEnterprise | OrganizationClass::Other => {
            "民办非企业单位不得设立分支机构".to_owned()
        }
    }
}

/// Endings of legal persons are forbidden, those of the article are right, others that say what the branch is are for a
/// person to judge, because the article's list is open.
fn ending(kind: OrganizationClass, own: &str) -> (String, Outcome) {
    let known: Vec<&str> = match kind {
        OrganizationClass::SocialGroup => form::BRANCH.into_iter().chain(form::REPRESENTATIVE).collect(),
        OrganizationClass::Foundation => std::iter::once(form::FUND_BRANCH).chain(form::REPRESENTATIVE).collect(),
        OrganizationClass::PrivateNonEnterprise | OrganizationClass::Other => {
            return ("不得设立".to_owned(), Outcome::NotMet);
        }
    };
    if let Some(ending) = known.iter().find(|ending| own.ends_with(**ending)) {
        return (format!("以「{ending}」结束"), Outcome::Met);
    }
    if let Some(ending) = form::of_legal_person(own) {
        return (format!("以法人组织的「{ending}」结束"), Outcome::NotMet);
    }
    if own.ends_with("委员会") || kind == OrganizationClass::Foundation && own.ends_with("基金") {
        return ("不是列举的字样，是否准确体现其性质和业务领域".to_owned(), Outcome::Ask);
    }
    ("没有规定的结束字样".to_owned(), Outcome::NotMet)
}

//! Conditions of setting up a branch or representative body (分支机构、代表机构).

use statute::{NotInForce, RuleBook};
use time::Date;
use vocab::{DivisionCode, OrganizationClass};

use crate::checklist::{Checklist, about};
use crate::{Finding, Outcome, Title, naming};

/// A branch that an organisation wants to set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Kind of the parent.
    pub kind: OrganizationClass,
    /// Division of the parent's authority.
    pub division: DivisionCode,
    /// The parent's name.
    pub parent_title: Title,
    /// The branch's name.
    pub title: Title,
    /// Whether the parent is a branch itself.
    pub parent_is_branch: bool,
}

/// Whether the law lets there be such a branch (REG-08, REG-22); its name is checked by [`naming::composition`].
///
/// # Errors
/// A rule that applies was not in force on the day.
pub fn branch(branch: &Branch, book: &RuleBook, day: Date) -> Result<Vec<Finding>, NotInForce> {
    let mut list = Checklist::unanswered(book, day);
    if branch.kind == OrganizationClass::PrivateNonEnterprise {
        let about = about("REG-22", "分支机构", "kind");
        list.check(about, "民办非企业单位的分支机构", "民办非企业单位不得设立分支机构", false)?;
        return Ok(list.done());
    }
    if branch.kind == OrganizationClass::Foundation {
        // the rule book has no bar for them; that they may is what REG-31 takes for granted
        list.note(about("REG-31", "分支机构", "kind"), "基金会的分支机构", "可以依法设立", Outcome::Met)?;
        return Ok(list.done());
    }
    let value = if branch.parent_is_branch { "由分支机构设立" } else { "由社会团体设立" };
    let about_parent = about("REG-08", "设立的主体", "parent");
    list.check(about_parent, value, "分支机构不得再设立分支机构", !branch.parent_is_branch)?;
    let own = naming::own_part(branch.title.as_str(), branch.parent_title.as_str()).unwrap_or_default();
    let of_area = naming::is_area_based(&own, branch.division);
    let value = if of_area { "名称冠以行政区域" } else { "名称未冠以行政区域" };
    list.check(about("REG-08", "地域性分支机构", "title"), value, "不得设立地域性的分支机构", !of_area)?;
    Ok(list.done())
}

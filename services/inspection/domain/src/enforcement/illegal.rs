//! Illegal organisations (非法社会组织): which bodies are, and which authority acts (IL-01, IL-02).

use statute::RuleRef;
use time::Date;
use vocab::DivisionCode;

use super::{Refusal, cited};
use crate::Level;

/// Why a body is illegal (IL-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IllegalCase {
    /// 未经登记擅自以社会组织名义活动.
    Unregistered,
    /// 社会团体筹备期间开展筹备以外的活动.
    BeyondPreparation,
    /// 被撤销登记、吊销登记证书后继续活动.
    AfterRevocation,
}

impl IllegalCase {
    /// Every case.
    pub const ALL: [Self; 3] = [Self::Unregistered, Self::BeyondPreparation, Self::AfterRevocation];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unregistered => "unregistered",
            Self::BeyondPreparation => "beyond_preparation",
            Self::AfterRevocation => "after_revocation",
        }
    }

    /// Reads its word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|case| case.as_str() == word)
    }
}

/// What a body is, as far as it can be excluded (IL-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Body {
    /// Nothing that is excluded.
    Ordinary,
    /// A group managed by a street or township (街道、乡镇管理的社区社会组织).
    Community,
    /// Exempt from registration (免予登记的团体).
    Exempt,
    /// Lacks a licence of another law (应当取得其他许可的).
    Licensed,
}

/// Refuses a body that is no illegal organisation; the version of the rule that it is judged by.
///
/// # Errors
/// [`Refusal::Excluded`]; no rule in force.
pub fn require_illegal(body: Body, day: Date) -> Result<RuleRef, Refusal> {
    let rule = cited("IL-01", day)?.reference();
    let kind = match body {
        Body::Ordinary => return Ok(rule),
        Body::Community => "community",
        Body::Exempt => "exempt",
        Body::Licensed => "licensed",
    };
    Err(Refusal::Excluded { kind, rule })
}

/// Who wants to act, and where the act was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Competence {
    /// Where it was done.
    pub place: DivisionCode,
    /// The division of the authority.
    pub authority: DivisionCode,
    /// It was done in several provinces.
    pub cross_province: bool,
    /// A higher authority has taken the case up, or the Ministry has designated this one (提级、指定管辖).
    pub taken_up: bool,
}

/// Refuses an authority that is not competent (IL-02): the county of the place; the Ministry across provinces; others only
/// where they took the case up from above, or were designated. The version of the rule.
///
/// # Errors
/// [`Refusal::Incompetent`]; no rule in force.
pub fn require_competent(competence: Competence, day: Date) -> Result<RuleRef, Refusal> {
    let rule = cited("IL-02", day)?.reference();
    let Competence { place, authority, cross_province, taken_up } = competence;
    let fits = match Level::of(authority) {
        Level::Ministry => cross_province || taken_up,
        _ if cross_province => taken_up,
        Level::County => authority == place,
        Level::City | Level::Province => taken_up && authority.contains(place),
    };
    if fits { Ok(rule) } else { Err(Refusal::Incompetent { rule }) }
}

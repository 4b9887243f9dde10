//! Projects of purchase (采购项目): how a supplier is found, and codes of whoever takes part.

use std::fmt::{self, Display};

use vocab::code::check_character;
use vocab::{CodeError, IdNumber, UnifiedCode};

/// How a supplier is found (采购方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// 公开招标.
    OpenTender,
    /// 邀请招标.
    InvitedTender,
    /// 竞争性谈判.
    CompetitiveNegotiation,
    /// 竞争性磋商.
    CompetitiveConsultation,
    /// 询价.
    Inquiry,
    /// 单一来源.
    SingleSource,
    /// 框架协议.
    Framework,
}

impl Method {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::OpenTender,
        Self::InvitedTender,
        Self::CompetitiveNegotiation,
        Self::CompetitiveConsultation,
        Self::Inquiry,
        Self::SingleSource,
        Self::Framework,
    ];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OpenTender => "open_tender",
            Self::InvitedTender => "invited_tender",
            Self::CompetitiveNegotiation => "competitive_negotiation",
            Self::CompetitiveConsultation => "competitive_consultation",
            Self::Inquiry => "inquiry",
            Self::SingleSource => "single_source",
            Self::Framework => "framework",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == word)
    }

    /// What the law calls it.
    #[must_use]
    pub fn term(self) -> &'static str {
        match self {
            Self::OpenTender => "公开招标",
            Self::InvitedTender => "邀请招标",
            Self::CompetitiveNegotiation => "竞争性谈判",
            Self::CompetitiveConsultation => "竞争性磋商",
            Self::Inquiry => "询价",
            Self::SingleSource => "单一来源采购",
            Self::Framework => "框架协议采购",
        }
    }
}

/// Length of a code.
const CODE: usize = 18;
/// Class of codes that civil affairs gives.
const CIVIL_AFFAIRS: char = '5';

/// Why a text is no code of anybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotACode {
    /// Not eighteen characters whose last one fits the others.
    Wrong,
    /// It reads as a resident's ID number.
    IdNumber,
    /// It begins as one of civil affairs, and is none.
    Organization(CodeError),
}

impl Display for NotACode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong => {
                f.write_str("must be a unified social credit code: 18 characters, the last of which fits the others")
            }
            Self::IdNumber => f.write_str("looks like an ID number, which must not be stated here"),
            Self::Organization(error) => error.fmt(f),
        }
    }
}

/// The unified social credit code (GB 32100) of whoever purchases or supplies, whichever department gave it.
///
/// # Errors
/// It is none; a text that reads as an ID number never passes.
pub fn party_code(text: &str) -> Result<String, NotACode> {
    if text.starts_with(CIVIL_AFFAIRS) {
        return UnifiedCode::parse(text).map(|code| code.to_string()).map_err(NotACode::Organization);
    }
    if IdNumber::parse(text).is_ok() {
        return Err(NotACode::IdNumber);
    }
    let plain = text.len() == CODE && text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    let fits = plain && check_character(&text[..CODE - 1]) == text.chars().last();
    fits.then(|| text.to_owned()).ok_or(NotACode::Wrong)
}

/// The code as that of an organisation of the register, if it is one.
#[must_use]
pub fn organization(code: &str) -> Option<UnifiedCode> {
    UnifiedCode::parse(code).ok()
}

#[cfg(test)]
mod tests {
    use super::{Method, NotACode, party_code};

    #[test]
    fn codes_of_companies_and_of_organisations_are_codes() {
        assert_eq!(party_code("91350100M000100Y43").as_deref(), Ok("91350100M000100Y43"), "the standard's own example");
        assert_eq!(party_code("91350100M000100Y44"), Err(NotACode::Wrong));
        assert!(matches!(party_code("51330500MJ0000000X"), Err(NotACode::Organization(_))));
        for wrong in ["", "9135", "湖州市", "91350100m000100y43"] {
            assert_eq!(party_code(wrong), Err(NotACode::Wrong), "{wrong}");
        }
    }

    #[test]
    fn an_id_number_is_never_taken_for_a_code() {
        assert_eq!(party_code("11010519491231002X"), Err(NotACode::IdNumber));
    }

    #[test]
    fn methods_have_names() {
        for method in Method::ALL {
            assert_eq!(Method::parse(method.as_str()), Some(method));
            assert!(!method.term().is_empty());
        }
    }
}

//! The unified social credit code (统一社会信用代码, GB 32100-2015) of a social organisation, and of whoever deals with one.

mod candidates;
mod check;
mod class;
mod error;
mod id_number;
mod inspect;
mod numeral;
mod report;
mod typed;

use std::borrow::Cow;
use std::fmt;
use std::ops::ControlFlow;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use candidates::{Candidate, Edit};
pub use check::{check_character, organization_check_character};
pub use class::OrganizationClass;
pub use error::{CodeError, CodeWarning};
pub use numeral::{number, numeral};
pub use report::{CheckCharacter, CodeParts, CodeReport, examine};

use crate::division::{self, DivisionCode, Status};
use typed::Typed;

/// A code whose structure and both check characters are right (USCC-01..04).
///
/// The division in it is that of the authority at issue and never changes, so a code of an abolished division is
/// valid (USCC-08); see [`UnifiedCode::warnings`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnifiedCode([u8; 18]);

impl UnifiedCode {
    /// Reads a code as people type it: full-width or lower-case characters, spaces and hyphens are understood;
    /// I, O, S, V and Z are refused, never replaced (USCC-01).
    ///
    /// A resident's ID number is refused as [`CodeError::LooksLikeIdNumber`]. Where one text is both a right code and
    /// a right ID number with a real birth date and a known area, it is refused too (USCC-07): a field that may hold
    /// either must not guess. [`UnifiedCode::parse_vouched`] is the way in for the few true codes of that shape.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        Self::from_typed(&Typed::read(text))
    }

    /// Like [`UnifiedCode::parse`], for a field that an authority's own register vouches for: a right code is taken
    /// even where it also reads as an ID number.
    pub fn parse_vouched(text: &str) -> Result<Self, CodeError> {
        let typed = Typed::read(text);
        match inspect::inspect(&typed, &mut ControlFlow::Break) {
            ControlFlow::Continue(bytes) => Ok(Self(bytes)),
            ControlFlow::Break(_) if id_number::is_id_number(&typed) => Err(CodeError::LooksLikeIdNumber),
            ControlFlow::Break(error) => Err(error),
        }
    }

    /// The code of anybody, exactly as it is written and whichever department gave it: one of civil affairs is judged as by
    /// [`UnifiedCode::parse_vouched`], any other by its alphabet and its last character. A text that reads as an ID number is none.
    #[must_use]
    pub fn of_anybody(text: &str) -> Option<Self> {
        if text.starts_with('5') {
            return Self::parse_vouched(text).ok().filter(|code| code.as_str() == text);
        }
        let (first, last) = text.split_at_checked(17)?;
        let fits = check_character(first).is_some_and(|expected| last.chars().eq([expected]));
        let bytes = text.as_bytes().try_into().ok().filter(|_| fits)?;
        (!id_number::is_id_number(&Typed::read(text))).then_some(Self(bytes))
    }

    /// Makes a code for issue: `body8` is the organisation code without its check character; both check characters
    /// are computed. A result that would read as an ID number is refused, so that it is never issued.
    pub fn from_parts(class: OrganizationClass, division: DivisionCode, body8: &str) -> Result<Self, CodeError> {
        let illegal = |character: &char| u8::try_from(*character).ok().and_then(check::value).is_none();
        if let Some((at, character)) = body8.chars().enumerate().find(|(_, character)| illegal(character)) {
            return Err(CodeError::IllegalCharacter { position: at + 9, character });
        }
        let body = body8.as_bytes(); // legal characters are ASCII
        if body.len() != 8 {
            return Err(CodeError::Length { expected: 8, found: body.len() });
        }
        let mut bytes = [b'5'; 18];
        bytes[1] = class.digit();
        bytes[2..8].copy_from_slice(division.as_str().as_bytes());
        bytes[8..16].copy_from_slice(body);
        bytes[16] = check::organization(body);
        bytes[17] = check::whole(&bytes[..17]);
        Self::from_typed(&Typed::from_bytes(&bytes))
    }

    fn from_typed(typed: &Typed) -> Result<Self, CodeError> {
        match inspect::inspect(typed, &mut ControlFlow::Break) {
            ControlFlow::Continue(_) if id_number::is_id_number_of_known_area(typed) => {
                Err(CodeError::LooksLikeIdNumber)
            }
            ControlFlow::Continue(bytes) => Ok(Self(bytes)),
            ControlFlow::Break(_) if id_number::is_id_number(typed) => Err(CodeError::LooksLikeIdNumber),
            ControlFlow::Break(error) => Err(error),
        }
    }

    /// The eighteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default() // always ASCII
    }

    /// Position 1: the registering department, `5` for civil affairs.
    #[must_use]
    pub fn department(&self) -> char {
        char::from(self.0[0])
    }

    /// Position 2: the class of organisation; [`OrganizationClass::Other`] for what another department than civil affairs registered.
    #[must_use]
    pub fn class(&self) -> OrganizationClass {
        OrganizationClass::from_digit(self.0[1]).unwrap_or(OrganizationClass::Other) // checked on the way in
    }

    /// Positions 3–8: the division of the registering authority at issue; not where the organisation is today.
    #[must_use]
    pub fn division(&self) -> DivisionCode {
        let mut digits = [b'0'; 6];
        digits.copy_from_slice(&self.0[2..8]);
        DivisionCode::from_digits(digits)
    }

    /// Positions 9–17: the organisation code (GB 11714) with its check character.
    #[must_use]
    pub fn organization_code(&self) -> &str {
        &self.as_str()[8..17]
    }

    /// What deserves a second look although the code is right.
    #[must_use]
    pub fn warnings(&self) -> Vec<CodeWarning> {
        let mut warnings = Vec::new();
        if self.class() == OrganizationClass::Other {
            warnings.push(CodeWarning::UncommonClass);
        }
        match division::lookup(self.division()) {
            None => warnings.push(CodeWarning::UnknownDivision(self.division())),
            Some(division) if division.status() == Status::Abolished => {
                warnings.push(CodeWarning::AbolishedDivision(self.division()));
            }
            Some(_) => {}
        }
        warnings
    }
}

/// The code at the front of a public-fundraising filing number (公开募捐备案号): code, `A`, serial digits (USCC-10).
#[must_use]
pub fn embedded_code(filing_number: &str) -> Option<UnifiedCode> {
    let typed = Typed::read(filing_number);
    let serial = typed.chars().get(18..)?;
    let is_serial =
        matches!(serial, ['A', digits @ ..] if !digits.is_empty() && digits.iter().all(char::is_ascii_digit));
    if typed.overflowed() || !is_serial {
        return None;
    }
    UnifiedCode::from_typed(&typed.first(18)).ok()
}

/// The one form of a resident's ID number, if the text is a right one.
pub(crate) fn tidy_id_number(text: &str) -> Option<String> {
    let typed = Typed::read(text);
    id_number::is_id_number(&typed).then(|| typed.chars().iter().collect())
}

impl FromStr for UnifiedCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::parse(text)
    }
}

impl fmt::Display for UnifiedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for UnifiedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnifiedCode({})", self.as_str())
    }
}

impl AsRef<str> for UnifiedCode {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Serialize for UnifiedCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for UnifiedCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

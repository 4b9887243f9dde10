//! Everything that can be told about a text that should be a code.

use std::ops::ControlFlow;

use super::candidates::{Candidate, candidates};
use super::class::OrganizationClass;
use super::error::{CodeError, CodeWarning};
use super::typed::Typed;
use super::{UnifiedCode, check, id_number, inspect};
use crate::division::{self, Division, DivisionCode};

/// The outcome of [`examine`]. It holds nothing of a text that reads as an ID number.
#[derive(Debug, Clone)]
pub struct CodeReport {
    /// The code, if the text is one.
    pub code: Option<UnifiedCode>,
    /// Every rule the text breaks, in the order of positions; empty exactly if `code` is present.
    pub failures: Vec<CodeError>,
    /// What is unusual about a right code.
    pub warnings: Vec<CodeWarning>,
    /// The parts and what they mean; absent unless the text has eighteen characters of the standard.
    pub parts: Option<CodeParts>,
    /// Codes that may have been meant, likeliest first, at most ten; for a person to choose from, never to apply.
    pub candidates: Vec<Candidate>,
}

/// The parts of a code, right or wrong.
#[derive(Debug, Clone)]
pub struct CodeParts {
    /// Position 1.
    pub department: char,
    /// Position 2, if it is a class.
    pub class: Option<OrganizationClass>,
    /// Positions 3–8, if they are digits.
    pub division: Option<DivisionCode>,
    /// What is known of that division; its status tells whether it is historic.
    pub division_entry: Option<&'static Division>,
    /// Positions 9–16: the organisation code without its check character.
    pub body: String,
    /// Position 17.
    pub organization_check: CheckCharacter,
    /// Position 18.
    pub check: CheckCharacter,
}

/// A check character as found and as it must be for the characters before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckCharacter {
    /// As typed.
    pub found: char,
    /// As computed.
    pub expected: char,
}

/// Reports validity, meaning, all failures and likely intended codes.
#[must_use]
pub fn examine(text: &str) -> CodeReport {
    let typed = Typed::read(text);
    let mut report =
        CodeReport { code: None, failures: Vec::new(), warnings: Vec::new(), parts: None, candidates: Vec::new() };
    match UnifiedCode::from_typed(&typed) {
        Err(CodeError::LooksLikeIdNumber) => report.failures.push(CodeError::LooksLikeIdNumber),
        Ok(code) => {
            report.code = Some(code);
            report.warnings = code.warnings();
            report.parts = Some(CodeParts::of(&code.0));
        }
        Err(_) => {
            let outcome = inspect::inspect(&typed, &mut |failure| {
                report.failures.push(failure);
                ControlFlow::Continue(())
            });
            // a mistyped ID number has the shape without the check: its neighbours would give it away
            if !id_number::has_shape(&typed) {
                let legal =
                    !report.failures.iter().any(|failure| matches!(failure, CodeError::IllegalCharacter { .. }));
                if let (ControlFlow::Continue(bytes), true, 18) = (outcome, legal, typed.len()) {
                    report.parts = Some(CodeParts::of(&bytes));
                }
                report.candidates = candidates(&typed);
            }
        }
    }
    report
}

impl CodeParts {
    fn of(bytes: &[u8; 18]) -> Self {
        let division = std::str::from_utf8(&bytes[2..8]).ok().and_then(|digits| digits.parse::<DivisionCode>().ok());
        Self {
            department: char::from(bytes[0]),
            class: OrganizationClass::from_digit(bytes[1]),
            division,
            division_entry: division.and_then(division::lookup),
            body: bytes[8..16].iter().copied().map(char::from).collect(),
            organization_check: CheckCharacter {
                found: char::from(bytes[16]),
                expected: char::from(check::organization(&bytes[8..16])),
            },
            check: CheckCharacter { found: char::from(bytes[17]), expected: char::from(check::whole(&bytes[..17])) },
        }
    }
}

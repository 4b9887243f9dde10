//! The rules of a code, one after the other.

use std::ops::ControlFlow;

use super::class::OrganizationClass;
use super::error::CodeError;
use super::typed::Typed;
use super::{check, error};

type Verdict = ControlFlow<CodeError>;

/// Applies every rule in the order of positions and reports each failure to `on`, which says whether to go on.
/// Continues with the bytes of the code; they are meaningful only if nothing was reported.
pub(super) fn inspect(typed: &Typed, on: &mut impl FnMut(CodeError) -> Verdict) -> ControlFlow<CodeError, [u8; 18]> {
    let mut bytes = [b'0'; 18];
    if typed.len() == 0 {
        on(CodeError::Empty)?;
        return ControlFlow::Continue(bytes);
    }
    if typed.len() != 18 {
        on(CodeError::Length { expected: 18, found: typed.len() })?;
    }
    let mut legal = [false; 18];
    for (at, character) in typed.chars().iter().copied().enumerate() {
        match u8::try_from(character).ok().filter(|byte| check::value(*byte).is_some()) {
            None => on(CodeError::IllegalCharacter { position: at + 1, character })?,
            Some(byte) if at < 18 => (bytes[at], legal[at]) = (byte, true),
            Some(_) => {}
        }
    }
    if typed.len() == 18 {
        judge_parts(&bytes, &legal, on)?;
    }
    ControlFlow::Continue(bytes)
}

fn judge_parts(bytes: &[u8; 18], legal: &[bool; 18], on: &mut impl FnMut(CodeError) -> Verdict) -> Verdict {
    let sound = |from: usize, to: usize| legal[from..to].iter().all(|legal| *legal);
    if legal[0] && bytes[0] != b'5' {
        on(CodeError::Department { found: char::from(bytes[0]) })?;
    }
    if legal[1] && OrganizationClass::from_digit(bytes[1]).is_none() {
        on(CodeError::Class { found: char::from(bytes[1]) })?;
    }
    if let Some(at) = (2..8).find(|at| legal[*at] && !bytes[*at].is_ascii_digit()) {
        on(CodeError::Division { position: at + 1 })?;
    }
    if sound(8, 17) {
        let expected = check::organization(&bytes[8..16]);
        if expected != bytes[16] {
            on(error_of(expected, bytes[16], |expected, found| CodeError::OrganizationCheck { expected, found }))?;
        }
    }
    if sound(0, 18) {
        let expected = check::whole(&bytes[..17]);
        if expected != bytes[17] {
            on(error_of(expected, bytes[17], |expected, found| CodeError::Check { expected, found }))?;
        }
    }
    ControlFlow::Continue(())
}

fn error_of(expected: u8, found: u8, make: fn(char, char) -> error::CodeError) -> CodeError {
    make(char::from(expected), char::from(found))
}

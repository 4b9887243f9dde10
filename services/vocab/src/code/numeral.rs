//! Numbers in the 31 characters of the standard, as serials of organisation codes are written.

use super::check::{ALPHABET, value};

const BASE: u64 = ALPHABET.len() as u64;

/// A number in the 31 characters, `width` of them with zeros in front; `None` if it needs more.
#[must_use]
pub fn numeral(number: u64, width: usize) -> Option<String> {
    let mut rest = number;
    let mut digits = vec![b'0'; width];
    for place in digits.iter_mut().rev() {
        *place = ALPHABET[usize::try_from(rest % BASE).ok()?];
        rest /= BASE;
    }
    String::from_utf8(digits).ok().filter(|_| rest == 0)
}

/// The number that characters of the standard are; `None` if there is none, another, or too many.
#[must_use]
pub fn number(numeral: &str) -> Option<u64> {
    if numeral.is_empty() {
        return None;
    }
    numeral.bytes().try_fold(0_u64, |number, byte| number.checked_mul(BASE)?.checked_add(u64::from(value(byte)?)))
}

//! Receipts of objections (回执编号): random, short enough to be read out, forgiving of how they are written.

/// Crockford's digits: no letter that is taken for a digit or another letter.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many digits: 100 bits, which nobody guesses.
const LENGTH: usize = 20;

/// A receipt that nobody has.
pub(crate) fn fresh() -> String {
    (0..LENGTH).map(|_| char::from(DIGITS[rand::random_range(0..DIGITS.len())])).collect()
}

/// In groups of five, as it is told.
pub(crate) fn shown(receipt: &str) -> String {
    let digits: Vec<char> = receipt.chars().collect();
    digits.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A receipt as somebody typed it; `None` if it cannot be one.
pub(crate) fn parse(typed: &str) -> Option<String> {
    let mut receipt = String::with_capacity(LENGTH);
    for c in typed.trim().chars().filter(|c| *c != '-' && *c != ' ') {
        let c = match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        };
        if receipt.len() == LENGTH || !DIGITS.contains(&u8::try_from(c).ok()?) {
            return None;
        }
        receipt.push(c);
    }
    (receipt.len() == LENGTH).then_some(receipt)
}

#[cfg(test)]
mod tests {
    use super::{fresh, parse, shown};

    #[test]
    fn a_receipt_is_read_however_it_is_typed() {
        let receipt = fresh();
        assert_eq!(shown(&receipt).len(), 23);
        assert_eq!(parse(&shown(&receipt)), Some(receipt.clone()));
        assert_eq!(parse(&format!(" {} ", receipt.to_lowercase())), Some(receipt.clone()));
        assert_ne!(fresh(), receipt);
        assert_eq!(parse("oil0o-00000-00000-00000"), Some("01100000000000000000".to_owned()));
        assert_eq!((parse(""), parse("U0000-00000-00000-00000"), parse(&format!("{receipt}0"))), (None, None, None));
    }
}

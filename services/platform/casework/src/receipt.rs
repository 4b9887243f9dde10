//! Receipts (回执编号) of what the public files: random, short enough to be read out, forgiving of how they are written.

/// Crockford's digits: no letter that is taken for a digit or another letter.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many digits: 100 bits, which nobody guesses.
const LENGTH: usize = 20;

/// A receipt that nobody has.
#[must_use]
pub fn fresh() -> String {
    (0..LENGTH).map(|_| char::from(DIGITS[rand::random_range(0..DIGITS.len())])).collect()
}

/// The digits of a hash, five bits each: as good as a fresh one to whoever does not know what was hashed.
#[must_use]
pub fn of_hash(hash: &[u8; 32]) -> String {
    (0..LENGTH)
        .map(|place| {
            (0..5)
                .map(|bit| place * 5 + bit)
                .fold(0, |digit, bit| digit << 1 | usize::from(hash[bit / 8] >> (7 - bit % 8) & 1))
        })
        .map(|digit| char::from(DIGITS[digit]))
        .collect()
}

/// In groups of five, as it is told.
#[must_use]
pub fn shown(receipt: &str) -> String {
    let digits: Vec<char> = receipt.chars().collect();
    digits.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A receipt as somebody typed it; `None` if it cannot be one.
#[must_use]
pub fn parse(typed: &str) -> Option<String> {
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
    use super::{fresh, of_hash, parse, shown};

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

    #[test]
    fn a_hash_gives_its_first_hundred_bits() {
        let mut hash = [0; 32];
        assert_eq!(of_hash(&hash), "0".repeat(20));
        (hash[0], hash[12]) = (0b1000_0100, 0b1111_1111);
        assert_eq!(of_hash(&hash), "GG00000000000000000F");
        assert_eq!(of_hash(&[0xff; 32]), "Z".repeat(20));
    }
}

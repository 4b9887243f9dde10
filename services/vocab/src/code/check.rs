//! The two check characters: modulo 31 over the whole (GB 32100), modulo 11 over the organisation code (GB 11714).

/// The 31 characters of the standard; a character's value is its place (USCC-01).
pub(super) const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANIZATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

const ABSENT: u8 = u8::MAX;
const VALUES: [u8; 128] = {
    let mut values = [ABSENT; 128];
    let mut place: u8 = 0;
    while (place as usize) < ALPHABET.len() {
        values[ALPHABET[place as usize] as usize] = place;
        place += 1;
    }
    values
};

/// The value of a character, if the standard has it.
pub(super) fn value(byte: u8) -> Option<u32> {
    VALUES.get(usize::from(byte)).copied().filter(|value| *value != ABSENT).map(u32::from)
}

/// The check character of seventeen legal characters (USCC-02, USCC-03).
pub(super) fn whole(first17: &[u8]) -> u8 {
    let sum: u32 = first17.iter().zip(WEIGHTS).map(|(byte, weight)| value(*byte).unwrap_or(0) * weight).sum();
    ALPHABET[((31 - sum % 31) % 31) as usize]
}

/// The check character of an organisation code's first eight (USCC-04): letters count in base 36 here.
pub(super) fn organization(first8: &[u8]) -> u8 {
    let base36 = |byte: u8| u32::from(if byte.is_ascii_digit() { byte - b'0' } else { byte - b'A' + 10 });
    let sum: u32 = first8.iter().zip(ORGANIZATION_WEIGHTS).map(|(byte, weight)| base36(*byte) * weight).sum();
    b"0X987654321"[(sum % 11) as usize]
}

/// The GB 32100 check character of the first seventeen characters, of any department's code; `None` unless there are
/// exactly seventeen and all belong to the alphabet.
#[must_use]
pub fn check_character(first17: &str) -> Option<char> {
    legal(first17, 17).then(|| char::from(whole(first17.as_bytes())))
}

/// The GB 11714 check character of the first eight characters of an organisation code; `None` as above.
#[must_use]
pub fn organization_check_character(first8: &str) -> Option<char> {
    legal(first8, 8).then(|| char::from(organization(first8.as_bytes())))
}

fn legal(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| value(byte).is_some())
}

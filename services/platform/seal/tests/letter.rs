//! Letters open with both halves of their box's key, at their place, and not otherwise.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use seal::{LetterBox, LetterKey, OpenError, seal_letter};

const PLACE: &[u8] = b"tender/1 bid/1";

fn key(letters: &LetterBox) -> LetterKey {
    LetterKey::joined(letters.halves[0].expose(), letters.halves[1].expose()).unwrap()
}

#[test]
fn a_letter_opens_with_both_halves_and_does_not_show_its_text() {
    let letters = LetterBox::generate().unwrap();
    let text = "报价 987654321 分";
    let sealed = seal_letter(&letters.public_key, PLACE, text.as_bytes()).unwrap();
    assert!(!sealed.windows(9).any(|window| window == b"987654321"));
    assert_eq!(key(&letters).open(PLACE, &sealed).unwrap().expose(), text.as_bytes());
    for half in &letters.halves {
        let alone = LetterKey::joined(half.expose(), &vec![0; half.expose().len()]).unwrap();
        assert_eq!(alone.open(PLACE, &sealed).unwrap_err(), OpenError::Refused);
    }
}

#[test]
fn a_letter_that_was_changed_or_moved_or_is_of_another_box_does_not_open() {
    let letters = LetterBox::generate().unwrap();
    let sealed = seal_letter(&letters.public_key, PLACE, b"text").unwrap();
    let refused = |place: &[u8], letter: &[u8], letters: &LetterBox| key(letters).open(place, letter).is_err();
    assert!(refused(b"tender/1 bid/2", &sealed, &letters));
    assert!(refused(PLACE, &sealed, &LetterBox::generate().unwrap()));
    assert!(refused(PLACE, &sealed[..20], &letters));
    for at in [0, 31, 32, sealed.len() - 1] {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(refused(PLACE, &changed, &letters), "{at}");
    }
}

#[test]
fn letters_of_different_length_look_alike() {
    let letters = LetterBox::generate().unwrap();
    let length = |text: &[u8]| seal_letter(&letters.public_key, PLACE, text).unwrap().len();
    assert_eq!(length(b"1"), length(b"100000000000"));
    assert_eq!(
        key(&letters).open(PLACE, &seal_letter(&letters.public_key, PLACE, b"").unwrap()).unwrap().expose(),
        b""
    );
}

//! Codes that may have been meant by a wrong one: for a person to choose from, never applied (USCC-01).

use super::UnifiedCode;
use super::check::ALPHABET;
use super::typed::Typed;
use crate::division::{self, Status};

const MOST: usize = 10;

/// Letters the standard leaves out, and what they are mistaken for.
const CONFUSIONS: [(char, char); 5] = [('I', '1'), ('O', '0'), ('S', '5'), ('Z', '2'), ('V', 'U')];

/// Characters of the standard that look or sound alike.
const ALIKE: [&str; 9] = ["0DQ", "1L7T", "2Z", "5S", "6G", "8B", "UVWY", "PFE", "MN"];

/// A right code one typing error away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The right code.
    pub code: UnifiedCode,
    /// The error that would explain the text.
    pub edit: Edit,
}

/// A typing error. Positions count from 1 in the text as typed, separators left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Letters outside the standard stand for the digits they resemble.
    Confusion,
    /// This character and the next were exchanged.
    Transposition {
        /// The first of the two.
        position: usize,
    },
    /// One character was mistyped.
    Substitution {
        /// Where.
        position: usize,
    },
    /// One character too many was typed.
    Extra {
        /// Where.
        position: usize,
    },
    /// One character was left out.
    Missing {
        /// Where it belongs.
        position: usize,
    },
}

pub(super) fn candidates(typed: &Typed) -> Vec<Candidate> {
    let chars = typed.chars();
    let mut ranked: Vec<((bool, u8, bool, usize), Candidate)> = Vec::new();
    let mut offer = |edit: Edit, likeness: u8, position: usize, characters: &[char]| {
        let typed: Typed = characters.iter().copied().collect();
        if let Ok(code) = UnifiedCode::from_typed(&typed) {
            let division = division::lookup(code.division());
            let historic = division.is_some_and(|division| division.status() == Status::Abolished);
            ranked.push(((division.is_none(), likeness, historic, position), Candidate { code, edit }));
        }
    };
    match chars.len() {
        17 => insertions(chars, &mut offer),
        18 => {
            confusions(chars, &mut offer);
            transpositions(chars, &mut offer);
            substitutions(chars, &mut offer);
        }
        19 => deletions(chars, &mut offer),
        _ => {}
    }
    ranked.sort_by_key(|(rank, candidate)| (*rank, candidate.code));
    let mut best: Vec<Candidate> = Vec::with_capacity(MOST);
    for (_, candidate) in ranked {
        if best.len() < MOST && best.iter().all(|known| known.code != candidate.code) {
            best.push(candidate);
        }
    }
    best
}

type Offer<'a> = dyn FnMut(Edit, u8, usize, &[char]) + 'a;

fn confusions(chars: &[char], offer: &mut Offer<'_>) {
    let mapped: Vec<char> = chars
        .iter()
        .map(|found| CONFUSIONS.iter().find(|(letter, _)| letter == found).map_or(*found, |(_, meant)| *meant))
        .collect();
    if mapped != chars {
        offer(Edit::Confusion, 0, 0, &mapped);
    }
}

fn transpositions(chars: &[char], offer: &mut Offer<'_>) {
    let mut trial = chars.to_vec();
    for at in 0..chars.len() - 1 {
        trial.swap(at, at + 1);
        offer(Edit::Transposition { position: at + 1 }, 1, at, &trial);
        trial.swap(at, at + 1);
    }
}

fn substitutions(chars: &[char], offer: &mut Offer<'_>) {
    let mut trial = chars.to_vec();
    for at in 0..chars.len() {
        for meant in ALPHABET.iter().copied().map(char::from).filter(|meant| *meant != chars[at]) {
            trial[at] = meant;
            offer(Edit::Substitution { position: at + 1 }, if alike(chars[at], meant) { 2 } else { 4 }, at, &trial);
        }
        trial[at] = chars[at];
    }
}

fn deletions(chars: &[char], offer: &mut Offer<'_>) {
    for at in 0..chars.len() {
        let mut trial = chars.to_vec();
        trial.remove(at);
        offer(Edit::Extra { position: at + 1 }, 3, at, &trial);
    }
}

fn insertions(chars: &[char], offer: &mut Offer<'_>) {
    for at in 0..=chars.len() {
        for meant in ALPHABET.iter().copied().map(char::from) {
            let mut trial = chars.to_vec();
            trial.insert(at, meant);
            offer(Edit::Missing { position: at + 1 }, 3, at, &trial);
        }
    }
}

fn alike(left: char, right: char) -> bool {
    ALIKE.iter().any(|group| group.contains(left) && group.contains(right))
}

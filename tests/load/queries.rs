//! What people type into a search, cut from names of the register.

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use sqlx::PgConnection;
use vocab::reading::reading;

/// A way of searching.
pub(crate) struct Kind {
    /// What it is called.
    pub(crate) title: &'static str,
    /// The column that a plain `ilike` looks into; none where it would not find anything.
    pub(crate) column: Option<&'static str>,
    cut: fn(&mut StdRng, &[char]) -> (String, String),
}

/// Something to search for.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    /// As typed.
    pub(crate) typed: String,
    /// As the column of [`Kind::column`] has it.
    pub(crate) part: String,
}

/// Every way that is measured.
pub(crate) const KINDS: [Kind; 7] = [
    Kind { title: "1 character", column: Some("title"), cut: |random, name| same(piece(random, name, 1..=1)) },
    Kind { title: "2 characters", column: Some("title"), cut: |random, name| same(piece(random, name, 2..=2)) },
    Kind { title: "4-8 characters", column: Some("title"), cut: |random, name| same(piece(random, name, 4..=8)) },
    Kind { title: "whole name", column: Some("title"), cut: |_, name| same(name.to_vec()) },
    Kind { title: "pinyin of 2-4 characters", column: Some("pinyin"), cut: pinyin },
    Kind { title: "initials of 4-6 characters", column: Some("initials"), cut: initials },
    Kind { title: "6-8 characters, one wrong", column: None, cut: slip },
];

impl Kind {
    /// So many queries, the same for the same names.
    pub(crate) fn queries(&self, names: &[String], count: usize) -> Vec<Query> {
        let mut random = StdRng::seed_from_u64(1);
        let one = || {
            let name: Vec<char> = names.choose(&mut random).expect("there are names").chars().collect();
            let (typed, part) = (self.cut)(&mut random, &name);
            Query { typed, part }
        };
        std::iter::repeat_with(one).take(count).collect()
    }
}

/// Names spread over the register, the same each time.
pub(crate) async fn names(books: &mut PgConnection) -> Vec<String> {
    let names = sqlx::query_scalar("select title from registry.organization order by md5(code) limit 2000");
    names.fetch_all(books).await.expect("names can be read")
}

fn same(piece: Vec<char>) -> (String, String) {
    let piece = String::from_iter(piece);
    (piece.clone(), piece)
}

fn piece(random: &mut StdRng, name: &[char], lengths: std::ops::RangeInclusive<usize>) -> Vec<char> {
    let length = random.random_range(lengths).min(name.len());
    let from = random.random_range(0..=name.len() - length);
    name[from..from + length].to_vec()
}

fn pinyin(random: &mut StdRng, name: &[char]) -> (String, String) {
    let syllables = reading(&String::from_iter(piece(random, name, 2..=4))).syllables;
    (syllables.concat(), format!(" {} ", syllables.join(" ")))
}

fn initials(random: &mut StdRng, name: &[char]) -> (String, String) {
    let initials = reading(&String::from_iter(piece(random, name, 4..=6))).initials;
    (initials.clone(), initials)
}

/// One character in the middle is another.
fn slip(random: &mut StdRng, name: &[char]) -> (String, String) {
    let mut piece = piece(random, name, 6..=8);
    let wrong = random.random_range(1..piece.len() - 1);
    piece[wrong] = *['天', '明', '永', '和', '平'].iter().find(|other| **other != piece[wrong]).unwrap_or(&'天');
    same(piece)
}

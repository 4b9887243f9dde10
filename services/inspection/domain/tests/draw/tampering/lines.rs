//! Tampering with the lines of the worked example.

use inspection_domain::draw::{Difference, Hash, Merkle, Share, commitment};

use crate::worked::worked;

/// A tampered proof: what was done, and what is found first.
pub(crate) struct Tampered {
    pub(crate) what: &'static str,
    pub(crate) file: Vec<u8>,
    pub(crate) expected: Expected,
}

pub(crate) type Expected = fn(&Difference) -> bool;

/// The lines of a proof under somebody's hands.
pub(crate) struct Lines(pub(crate) Vec<String>);

impl Lines {
    /// Those of the worked example.
    pub(crate) fn good() -> Self {
        Self(String::from_utf8(worked().proof()).expect("a proof is text").lines().map(str::to_owned).collect())
    }

    /// The file.
    pub(crate) fn file(&self) -> Vec<u8> {
        self.0.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>().into_bytes()
    }

    fn at(&self, begins: &str) -> usize {
        self.0.iter().position(|line| line.starts_with(begins)).unwrap_or_else(|| panic!("no line {begins}"))
    }

    /// Another field in the first line that begins so.
    pub(crate) fn set(mut self, begins: &str, place: usize, by: &str) -> Self {
        let at = self.at(begins);
        let mut fields: Vec<&str> = self.0[at].split('\t').collect();
        fields[place] = by;
        self.0[at] = fields.join("\t");
        self
    }

    /// Without the first line that begins so.
    pub(crate) fn without(mut self, begins: &str) -> Self {
        let at = self.at(begins);
        self.0.remove(at);
        self
    }

    /// Without the lines from one to another.
    pub(crate) fn without_from(mut self, begins: &str, to: &str) -> Self {
        self.0.drain(self.at(begins)..self.at(to));
        self
    }

    /// Ends before the line that begins so.
    pub(crate) fn until(mut self, begins: &str) -> Self {
        self.0.truncate(self.at(begins));
        self
    }

    /// Two lines in each other's place.
    pub(crate) fn swap(mut self, one: &str, other: &str) -> Self {
        let (one, other) = (self.at(one), self.at(other));
        self.0.swap(one, other);
        self
    }

    /// A further line, before the one that begins so.
    pub(crate) fn insert(mut self, before: &str, line: &str) -> Self {
        let at = self.at(before);
        self.0.insert(at, line.to_owned());
        self
    }

    /// A further line at the end.
    pub(crate) fn push(mut self, line: &str) -> Self {
        self.0.push(line.to_owned());
        self
    }

    /// The whole line that begins so.
    pub(crate) fn line(&self, begins: &str) -> String {
        self.0[self.at(begins)].clone()
    }

    /// With root and commitments made anew, as whoever holds the database and all shares could.
    pub(crate) fn resealed(mut self) -> Self {
        let end = self.at("root\t");
        let mut tree = Merkle::new();
        self.0[..end].iter().for_each(|line| tree.push(line.as_bytes()));
        let root = tree.root();
        self.0[end] = format!("root\t{root}");
        let reveals: Vec<String> = self.0.iter().filter(|line| line.starts_with("reveal\t")).cloned().collect();
        reveals.iter().fold(self, |lines, reveal| {
            let fields: Vec<&str> = reveal.split('\t').collect();
            let share: Share = fields[3].parse().expect("a share");
            let made = commitment(&root, fields[2], fields[1].parse().expect("a number"), &share);
            lines.set(&format!("commitment\t{}\t{}\t", fields[1], fields[2]), 3, &made.to_string())
        })
    }

    /// Round 1 with the right share of the tax department, that is said to have been missing.
    pub(crate) fn share_that_was_there(self) -> Self {
        let share = Share([0x31; 32]);
        let root: Hash = self.line("root")[5..].parse().expect("a root");
        let made = commitment(&root, "tax", 1, &share).to_string();
        let reveal = format!("reveal\t1\ttax\t{share}\t2026-03-03T04:00:00.000000Z");
        self.set("commitment\t1\ttax", 3, &made).insert("failed", &reveal)
    }
}

//! The lines of a proof, one at a time, of bounded length.

use std::io::{self, BufRead, Read};

use super::Findings;
use super::difference::Difference;

/// The most bytes of a line; one that is longer is no line of a proof.
const MOST: u64 = 64 * 1024;

/// A reader of lines that can look at the next one before it is taken.
pub(super) struct Lines<R> {
    from: R,
    buffer: Vec<u8>,
    number: u64,
    /// The line in `buffer` was looked at and not taken.
    kept: bool,
    broken: Option<Difference>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(from: R) -> Self {
        Self { from, buffer: Vec::new(), number: 0, kept: false, broken: None }
    }

    /// The next line without its line break; `None` at the end, or where what follows are no lines.
    pub(super) fn next(&mut self) -> io::Result<Option<&str>> {
        if !std::mem::take(&mut self.kept) && !self.read()? {
            return Ok(None);
        }
        Ok(str::from_utf8(&self.buffer).ok())
    }

    /// Makes the next [`Lines::next`] give the same line again.
    pub(super) fn keep(&mut self) {
        self.kept = true;
    }

    /// The number of the line that was given last, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Tells what made the lines end before the file did.
    pub(super) fn finish(self, findings: &mut Findings) {
        if let Some(difference) = self.broken {
            findings.note(self.number, difference);
        }
    }

    fn read(&mut self) -> io::Result<bool> {
        if self.broken.is_some() {
            return Ok(false);
        }
        self.buffer.clear();
        if self.from.by_ref().take(MOST).read_until(b'\n', &mut self.buffer)? == 0 {
            return Ok(false);
        }
        self.number += 1;
        if self.buffer.pop_if(|last| *last == b'\n').is_none() {
            let long = u64::try_from(self.buffer.len()) == Ok(MOST);
            self.broken = Some(if long { Difference::LineTooLong } else { Difference::NoLineBreak });
        }
        if str::from_utf8(&self.buffer).is_err() {
            self.broken = Some(Difference::NotText);
        }
        Ok(!matches!(self.broken, Some(Difference::LineTooLong | Difference::NotText)))
    }
}

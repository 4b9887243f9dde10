//! The chunks that are sent, or about to be, and not yet known to be committed.

use std::collections::VecDeque;

use super::chunks::Chunk;

/// Chunks on their way. What is here survives a broken connection and is sent again: a chunk that the register has
/// already is answered as it was the first time.
#[derive(Debug, Default)]
pub(super) struct Window {
    chunks: VecDeque<Chunk>,
    sent: usize,
}

impl Window {
    /// How many chunks are unanswered.
    pub(super) fn in_flight(&self) -> usize {
        self.sent
    }

    pub(super) fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    pub(super) fn push(&mut self, chunk: Chunk) {
        self.chunks.push_back(chunk);
    }

    /// The next chunk to send; it is in flight from now on.
    pub(super) fn next_unsent(&mut self) -> Option<&Chunk> {
        let chunk = self.chunks.get(self.sent)?;
        self.sent += 1;
        Some(chunk)
    }

    /// The connection is new: everything is to be sent again.
    pub(super) fn rewind(&mut self) {
        self.sent = 0;
    }

    /// The oldest chunk in flight, which the register has answered.
    pub(super) fn answered(&mut self) -> Option<Chunk> {
        self.sent = self.sent.checked_sub(1)?;
        self.chunks.pop_front()
    }
}

#[cfg(test)]
mod tests {
    use onecode_proto::registry::v1::{ImportOrganizationsRequest, ImportRow};

    use super::*;

    fn chunk(first_row: i64) -> Chunk {
        let request = ImportOrganizationsRequest { first_row, rows: vec![ImportRow::default()] };
        Chunk { request, lines: vec![1], notes: Vec::new(), bytes: 0 }
    }

    #[test]
    fn after_a_break_all_that_was_not_answered_is_sent_again_in_order() {
        let mut window = Window::default();
        for row in 1..=3 {
            window.push(chunk(row));
        }
        let first: Vec<i64> = (0..3).map(|_| window.next_unsent().unwrap().request.first_row).collect();
        assert_eq!(first, [1, 2, 3]);
        assert_eq!(window.answered().unwrap().request.first_row, 1);
        window.rewind();
        let again: Vec<i64> = (0..2).map(|_| window.next_unsent().unwrap().request.first_row).collect();
        assert_eq!(again, [2, 3]);
        assert_eq!((window.next_unsent().is_none(), window.in_flight()), (true, 2));
    }

    #[test]
    fn an_answer_to_nothing_is_no_answer() {
        let mut window = Window::default();
        window.push(chunk(1));
        assert_eq!(window.answered(), None);
        assert!(!window.is_empty());
    }
}

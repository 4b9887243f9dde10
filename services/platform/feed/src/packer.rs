//! Cutting what was read into messages: whole units of work, few enough bytes.

use crate::page::Page;
use crate::{Cursor, Record};

/// Most events in one batch.
const EVENTS: usize = 1_000;
/// Most bytes in one batch, about; a single event may be larger.
const BYTES: usize = 1 << 20;

/// Some events of a watch, or a heartbeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// What happened, in order; empty in a heartbeat.
    pub events: Vec<Record>,
    /// Where to go on from when `events` are processed.
    pub cursor: Cursor,
    /// The last unit of work is too large for one batch and goes on in the next.
    pub continues: bool,
}

/// Turns pages into batches. Holds back the last unit of a page until its end has been seen.
#[derive(Debug)]
pub(crate) struct Packer {
    /// Everything before it has been given out or was filtered out; heartbeats carry it.
    cursor: Cursor,
    /// Units that are complete.
    whole: Run,
    /// The unit that may go on.
    open: Run,
}

#[derive(Debug, Default)]
struct Run {
    records: Vec<Record>,
    bytes: usize,
}

impl Run {
    fn push(&mut self, record: Record) {
        self.bytes += record.size();
        self.records.push(record);
    }

    fn append(&mut self, mut other: Self) {
        self.bytes += other.bytes;
        self.records.append(&mut other.records);
    }

    fn fits(&self, events: usize, bytes: usize) -> bool {
        self.records.len() + events <= EVENTS && self.bytes + bytes <= BYTES
    }
}

impl Packer {
    pub(crate) fn new(cursor: Cursor) -> Self {
        Self { cursor, whole: Run::default(), open: Run::default() }
    }

    /// What a heartbeat says now.
    pub(crate) fn heartbeat(&self) -> Batch {
        Batch { events: Vec::new(), cursor: self.cursor, continues: false }
    }

    /// Takes the next page, and gives the batches that are complete with it.
    pub(crate) fn pack(&mut self, page: Page) -> Vec<Batch> {
        let mut batches = Vec::new();
        for record in page.records {
            if self.open.records.last().is_some_and(|last| last.call_id != record.call_id) {
                batches.extend(self.close());
            }
            if !self.open.records.is_empty() && !self.open.fits(1, record.size()) {
                batches.extend(self.flush());
                self.whole = std::mem::take(&mut self.open);
                batches.extend(self.flush().map(|batch| Batch { continues: true, ..batch }));
            }
            self.open.push(record);
        }
        if self.open.records.last().is_some_and(|last| Some(last.call_id) != page.open) {
            batches.extend(self.close());
        }
        batches.extend(self.flush());
        // What the filter left out behind the last event is behind the cursor too.
        if self.open.records.is_empty() {
            self.cursor = page.to;
            if let Some(last) = batches.last_mut() {
                last.cursor = page.to;
            }
        }
        batches
    }

    /// The open unit is complete: it joins the others, or starts the next batch if it does not fit to them.
    fn close(&mut self) -> Option<Batch> {
        let unit = std::mem::take(&mut self.open);
        let full = if self.whole.fits(unit.records.len(), unit.bytes) { None } else { self.flush() };
        self.whole.append(unit);
        full
    }

    fn flush(&mut self) -> Option<Batch> {
        let events = std::mem::take(&mut self.whole).records;
        self.cursor.position = events.last()?.position;
        Some(Batch { events, cursor: self.cursor, continues: false })
    }
}

#[cfg(test)]
mod tests;

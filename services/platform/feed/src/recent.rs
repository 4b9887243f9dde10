//! The newest pages of the feed in memory, so that watchers of the present need no database.

use std::collections::VecDeque;

use crate::filter::Filter;
use crate::page::Page;
use crate::{Cursor, Record};

/// How many bytes of events are kept, about.
const BYTES: usize = 8 << 20;
/// How many pages are kept.
const PAGES: usize = 64;

/// Pages that follow one another, the newest last.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    pages: VecDeque<Page>,
    bytes: usize,
}

impl Recent {
    /// Adds the page after the newest.
    pub(crate) fn push(&mut self, page: Page) {
        self.bytes += page.weight();
        self.pages.push_back(page);
        while self.pages.len() > PAGES || self.bytes > BYTES {
            let Some(oldest) = self.pages.pop_front() else { break };
            self.bytes -= oldest.weight();
        }
    }

    /// Forgets everything: what comes next does not follow what was here.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// What follows a cursor, as far as the page reaches in which it lies; `None` if that is not here.
    ///
    /// It is the last page for a watcher that has marked the growth as seen before: newer ones would wake it again.
    pub(crate) fn after(&self, from: Cursor, filter: &Filter) -> Option<Page> {
        let page = self.pages.iter().rfind(|page| page.from <= from && from < page.to)?;
        let is_newest = self.pages.back().is_some_and(|newest| newest.to == page.to);
        let wanted = |record: &&Record| record.position > from.position && filter.passes(record);
        let records = page.records.iter().filter(wanted).cloned().collect();
        Some(Page { from, to: page.to, is_last: page.is_last && is_newest, open: page.open, records })
    }
}

#[cfg(test)]
mod tests;

//! That an organisation is on a list, or was within a time.

use time::Date;

use super::answer::{Cure, Finding};
use super::condition::Window;
use super::evaluate::Ground;
use super::found::of_listing;
use crate::listing::{List, Listing};

pub(super) fn find<'b>(ground: Ground<'_, 'b>, list: List, window: Window, blank: Finding<'b>) -> Finding<'b> {
    let years = blank.rule.value();
    let counts = |listing: &&Listing| {
        let begun = listing.list == list && listing.withdrawn_on.is_none() && listing.listed_on <= ground.on;
        begun && !is_empty(listing) && free_from(listing, window, years).is_none_or(|free| ground.on < free)
    };
    let counting: Vec<&Listing> = ground.known.listings.iter().filter(counts).collect();
    if counting.is_empty() {
        return blank;
    }
    let on_it = counting.iter().any(|listing| listing.counts_on(ground.on));
    let cure = if on_it { Cure::RemovalFromList } else { Cure::Time };
    let ends: Option<Vec<Date>> = counting.iter().map(|listing| free_from(listing, window, years)).collect();
    let cures_on = ends.and_then(|ends| ends.into_iter().max());
    let value = if on_it { "listed" } else { "was_listed" }.to_owned();
    let facts = counting.into_iter().map(of_listing).collect();
    Finding { value, facts, ..blank }.failed(cure, cures_on)
}

/// Removed on the day of the listing: it was on the list on no day.
fn is_empty(listing: &Listing) -> bool {
    listing.removed_on.is_some_and(|removed| removed <= listing.listed_on)
}

/// The first day on which a listing does not count any more; none while it has no end.
fn free_from(listing: &Listing, window: Window, years: i64) -> Option<Date> {
    let last = listing.removed_on?.previous_day()?;
    Some(window.free_from(last, years))
}

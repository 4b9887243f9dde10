//! Leaving a list: on application once the duties are done, or by itself (CR-06, CR-08).

use time::Date;
use uuid::Uuid;

use crate::ground::{Ground, last_day};
use crate::listing::{List, Listing};
use crate::organization::Status;
use crate::record::{Kind, Record};

/// What an organisation stands in that wants to leave a list.
#[derive(Debug, Clone)]
pub struct Situation<'a> {
    /// The listing.
    pub listing: &'a Listing,
    /// The grounds that carry it.
    pub grounds: &'a [Ground],
    /// Those of the abnormal list, of this listing or of the one that it was moved from, that are [`undone`].
    pub undone: &'a [Ground],
    /// A ground of the same list that nobody has decided yet.
    pub pending: Option<Ground>,
    /// How it is registered, as far as that is known.
    pub status: Option<Status>,
}

/// Grounds of which a record says that a duty is still open. Of what no feed tells when it is done, whoever verifies decides.
#[must_use]
pub fn undone(grounds: &[(Ground, Vec<Uuid>)], records: &[Record], day: Date) -> Vec<Ground> {
    let told = [Kind::ReportMissed, Kind::PartyGap, Kind::RectificationMissed, Kind::ReportRectificationMissed];
    let open = |id: &Uuid| {
        records.iter().any(|record| record.id == *id && told.contains(&record.kind) && record.counts_on(day))
    };
    grounds.iter().filter(|(_, rests_on)| rests_on.iter().any(open)).map(|(ground, _)| *ground).collect()
}

/// Why it stays on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// A new ground waits for a decision (CR-05).
    Pending(Ground),
    /// What is to be put right is not (CR-06, CR-08).
    Undone(Vec<Ground>),
    /// The period runs up to and with this day (CR-08).
    Running(Date),
    /// The registration that was revoked has not ended (CR-08).
    NotDeregistered,
}

impl Situation<'_> {
    /// What stands in the way of an application on a day.
    #[must_use]
    pub fn obstacle(&self, day: Date) -> Option<Obstacle> {
        if let Some(ground) = self.pending {
            return Some(Obstacle::Pending(ground));
        }
        let open: Vec<Ground> = self.undone.iter().copied().filter(|ground| ground.curable()).collect();
        let asked = self.listing.list == List::Abnormal || self.grounds.contains(&Ground::TwoYears);
        if asked && !open.is_empty() {
            return Some(Obstacle::Undone(open));
        }
        if self.listing.list == List::Abnormal {
            return None;
        }
        let last = last_day("CR-08", self.listing.period_from, day);
        if let Some(last) = last.filter(|last| day <= *last) {
            return Some(Obstacle::Running(last));
        }
        let deregistered = self.status == Some(Status::Deregistered);
        (self.grounds.contains(&Ground::Revoked) && !deregistered).then_some(Obstacle::NotDeregistered)
    }

    /// Whether it leaves the abnormal list by itself on a day: nothing is to be put right, and six months have passed (CR-06b).
    #[must_use]
    pub fn lapses(&self, day: Date) -> bool {
        let last = last_day("CR-06b", self.listing.period_from, day);
        let over = last.is_some_and(|last| last < day);
        let nothing = !self.grounds.iter().any(|ground| ground.curable());
        self.listing.list == List::Abnormal && self.pending.is_none() && nothing && over
    }
}

#[cfg(test)]
mod tests;

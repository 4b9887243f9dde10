//! What is on record of an organisation.

use time::Date;

use crate::listing::Listing;
use crate::organization::{Organization, Status};
use crate::qualification::Held;
use crate::record::{Kind, Record};

/// What is on record of one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The organisation as it is registered today.
    pub organization: Organization,
    /// Its records; those that were withdrawn count as if they had never been.
    pub records: Vec<Record>,
    /// Its listings; likewise.
    pub listings: Vec<Listing>,
    /// Its qualifications on hand; cancellations that were taken back count as if they had never been.
    pub qualifications: Vec<Held>,
    /// For how many minutes facts may have happened that are not known yet; 0 if none may.
    pub minutes_behind: i64,
}

impl Known {
    /// The records of a kind that count on a day.
    pub(super) fn counting(&self, kind: Kind, day: Date) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(move |record| record.kind == kind && record.counts_on(day))
    }

    /// Its status on a day, and the record that says so; nothing before it was registered. What was told last of the same day
    /// holds: ids rise with time.
    pub(super) fn status_on(&self, day: Date) -> Option<(Status, Option<&Record>)> {
        let organization = &self.organization;
        if day < organization.registered_on {
            return None;
        }
        let told = |record: &&Record| {
            matches!(record.kind, Kind::Registered | Kind::StatusChanged) && record.stands() && record.from <= day
        };
        let dated = self.records.iter().filter(told);
        let last = dated.filter_map(|record| Some((Status::parse(&record.value)?, record)));
        if let Some((status, record)) = last.max_by_key(|(_, record)| (record.from, record.id)) {
            return Some((status, Some(record)));
        }
        let known = organization.status_from <= day;
        Some((if known { organization.status } else { Status::Unknown }, None))
    }
}

//! What the indicators of an organisation are on a day, from what is on record of it.

use std::collections::{BTreeMap, BTreeSet};

use cel::common::types::{CelBool, CelInt};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use statute::months_later;
use time::Date;

use super::indicator::{Indicator, Measure, indicators};
use crate::listing::Listing;
use crate::organization::{Organization, Status};
use crate::record::{Kind, Record};

/// An organisation and what is on record of it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The organisation as it is registered today.
    pub organization: &'a Organization,
    /// Its records of the kinds that are looked at, those that ended or were withdrawn too.
    pub records: &'a [Record],
    /// Its listings, those that ended or were withdrawn too.
    pub listings: &'a [Listing],
}

impl Subject<'_> {
    /// The kind of records that tell how it stood: whoever looks at anything looks at it.
    pub const STATUS: Kind = Kind::StatusChanged;

    /// How it stood on a day, as far as the records tell.
    #[must_use]
    pub fn status_on(&self, day: Date) -> Status {
        if self.organization.status_from <= day {
            return self.organization.status;
        }
        let changes = self.records.iter().filter(|one| one.kind == Self::STATUS && one.stands() && one.from <= day);
        let last = changes.max_by_key(|one| (one.from, one.id));
        last.and_then(|one| Status::parse(&one.value)).unwrap_or(Status::Active)
    }

    /// Whether there is somebody to warn of on a day: it is registered, and its registration has not ended.
    #[must_use]
    pub fn lives_on(&self, day: Date) -> bool {
        self.organization.registered_on <= day && !matches!(self.status_on(day), Status::Deregistered | Status::Revoked)
    }
}

/// A value, as a rule sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measurement {
    Int(CelInt),
    Bool(CelBool),
}

/// The indicators of one organisation on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured(Vec<Measurement>);

impl Measured {
    /// Of an organisation, on a day.
    #[must_use]
    pub fn of(subject: Subject<'_>, day: Date) -> Self {
        Self(indicators().iter().map(|one| measure(one, subject, day)).collect())
    }

    /// The value of an indicator; 1 for yes and 0 for no.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<i64> {
        let at = indicators().iter().position(|one| one.key == key)?;
        self.0.get(at).map(|one| match one {
            Measurement::Int(value) => value.into_inner(),
            Measurement::Bool(value) => i64::from(value.into_inner()),
        })
    }
}

impl VariableResolver for Measured {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        let at = indicators().iter().position(|one| one.key == variable)?;
        let value: &dyn Val = match self.0.get(at)? {
            Measurement::Int(value) => value,
            Measurement::Bool(value) => value,
        };
        Some(CowVal::Borrowed(value))
    }
}

fn measure(indicator: &Indicator, subject: Subject<'_>, day: Date) -> Measurement {
    let counted = || subject.records.iter().filter(move |one| counts(indicator, one, day));
    let int = |value: i64| Measurement::Int(CelInt::from(value));
    let size = |size: usize| int(i64::try_from(size).unwrap_or(i64::MAX));
    let yes = |yes: bool| Measurement::Bool(if yes { CelBool::TRUE } else { CelBool::FALSE });
    let listed = || subject.listings.iter().find(|one| Some(one.list) == indicator.list && one.counts_on(day));
    let since = |from: Date| (day - from).whole_days().max(0);
    match indicator.measure {
        Measure::Count => size(counted().count()),
        Measure::Years => size(counted().filter_map(|one| one.year).collect::<BTreeSet<_>>().len()),
        Measure::Run => size(longest_run(&counted().filter_map(|one| one.year).collect())),
        Measure::SumFen => int(counted().filter_map(|one| one.amount_fen).fold(0, i64::saturating_add)),
        Measure::LargestShare => int(largest_share(counted())),
        Measure::Any => yes(counted().next().is_some()),
        Measure::Grade => int(counted().max_by_key(|one| (one.from, one.id)).map_or(0, grade)),
        Measure::Age => int(since(subject.organization.registered_on)),
        Measure::Listed => yes(listed().is_some()),
        // a period that a later ground began anew (CR-05) had not begun then
        Measure::ListedDays => {
            let from = |one: &Listing| if one.period_from <= day { one.period_from } else { one.listed_on };
            int(listed().map_or(0, |one| since(from(one))))
        }
    }
}

fn counts(indicator: &Indicator, record: &Record, day: Date) -> bool {
    let happened = record.stands() && record.from <= day;
    let within = indicator.months == 0 || record.from > months_later(day, -i64::from(indicator.months));
    indicator.records.contains(&record.kind)
        && happened
        && within
        && (!indicator.standing || record.counts_on(day))
        && (indicator.values.is_empty() || indicator.values.contains(&record.value))
        && (indicator.only.is_empty()
            || record.value.split(',').all(|part| indicator.only.iter().any(|one| one == part)))
        && indicator.below_fen.is_none_or(|below| record.amount_fen.unwrap_or(0) < below)
}

/// What the department of a division with the largest sum has of all amounts, in hundredths of a per cent, rounded down; 0 where they come
/// to nothing.
fn largest_share<'a>(records: impl Iterator<Item = &'a Record>) -> i64 {
    let mut sums: BTreeMap<(&str, &str), i128> = BTreeMap::new();
    for record in records {
        let sum = sums.entry((&record.division, &record.department)).or_default();
        *sum += i128::from(record.amount_fen.unwrap_or(0));
    }
    let largest = sums.values().copied().max().unwrap_or(0);
    let share = (largest * 10_000).checked_div(sums.values().sum());
    share.and_then(|share| i64::try_from(share).ok()).unwrap_or(0)
}

fn grade(record: &Record) -> i64 {
    record.value.chars().next().and_then(|digit| digit.to_digit(10)).map_or(0, i64::from)
}

fn longest_run(years: &BTreeSet<i32>) -> usize {
    let (mut longest, mut run, mut before) = (0, 0, None);
    for year in years {
        run = if before == Some(year - 1) { run + 1 } else { 1 };
        longest = longest.max(run);
        before = Some(*year);
    }
    longest
}

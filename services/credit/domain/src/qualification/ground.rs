//! Grounds of cancelling a qualification (取消资格): what facts speak for one, and how long it bars from applying again.

use statute::{RuleBook, RuleRef, months_later};
use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::day::{first_of, months};
use super::{Held, Kind, Terms};
use crate::eligibility::Known;
use crate::listing::List;
use crate::organization::{AUTHORITIES, Status};
use crate::record::{Kind as RecordKind, Record};

/// A ground of cancelling a kind of qualification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Its key: lower case and hyphens.
    pub key: String,
    /// What it is, in Chinese.
    pub title: String,
    /// Id of the rule.
    pub rule: String,
    /// For how long nobody may apply again.
    pub bar: Option<BarRule>,
    /// Nobody may ever apply again.
    pub forever: bool,
    /// Which facts speak for it; none where a person finds it out.
    pub signal: Option<Signal>,
}

/// For how long nobody may apply again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarRule {
    /// Id of the rule with the number of years.
    pub rule: String,
    /// How they are counted.
    pub counts: BarCount,
}

/// How the years of a bar are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BarCount {
    /// To the same day, so many years later.
    Years,
    /// So many whole calendar years, after that of the cancellation (次年起).
    CalendarYears,
}

/// Until when nobody may apply again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// They may at once.
    None,
    /// The first day on which they may.
    Until(Date),
    /// Never.
    Forever,
}

impl Bar {
    /// Whether it keeps from applying on a day.
    #[must_use]
    pub fn holds_on(self, day: Date) -> bool {
        match self {
            Self::None => false,
            Self::Until(until) => day < until,
            Self::Forever => true,
        }
    }
}

/// Which facts speak for a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// It is on the serious list.
    SeriousListing,
    /// Its last grade of tax credit is C or D.
    TaxCredit,
    /// The registering authority punished it with more than a warning, since the qualification began.
    Penalty,
    /// It has no grade of as many A as the rule says.
    Rating,
    /// A report did not come since the qualification began.
    ReportMissed,
    /// Its exemption ended, and the months that the rule says have passed.
    ExemptionGone,
    /// It is a charity no more.
    CharityGone,
    /// The organisation was deregistered or its registration revoked.
    Ended,
}

impl Signal {
    /// Every one with its name in the data.
    pub(super) const ALL: [(Self, &'static str); 8] = [
        (Self::SeriousListing, "serious-listing"),
        (Self::TaxCredit, "tax-credit"),
        (Self::Penalty, "penalty"),
        (Self::Rating, "rating"),
        (Self::ReportMissed, "report-missed"),
        (Self::ExemptionGone, "exemption-gone"),
        (Self::CharityGone, "charity-gone"),
        (Self::Ended, "ended"),
    ];

    /// The kinds of records that any of them looks at.
    pub const LOOKS_AT: [RecordKind; 4] =
        [RecordKind::TaxCredit, RecordKind::Penalty, RecordKind::Rating, RecordKind::ReportMissed];
}

/// What a proposal rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// A record.
    Record(Uuid),
    /// A listing.
    Listing(Uuid),
    /// Another qualification, which ended.
    Qualification(Uuid),
    /// The organisation as it is registered.
    Organization(UnifiedCode),
}

/// That facts speak for cancelling a qualification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal<'t> {
    /// The ground.
    pub ground: &'t Ground,
    /// The version of its rule.
    pub rule: RuleRef,
    /// What it rests on.
    pub cause: Cause,
}

impl Ground {
    /// Until when nobody may apply again, if it cancels on a day.
    #[must_use]
    pub fn bars(&self, on: Date, book: &RuleBook) -> Bar {
        if self.forever {
            return Bar::Forever;
        }
        let rule = self.bar.as_ref().and_then(|bar| Some((bar.counts, book.on(&bar.rule, on).ok()?)));
        let Some((counts, months)) = rule.and_then(|(counts, rule)| Some((counts, months(rule)?))) else {
            return Bar::None;
        };
        match counts {
            BarCount::Years => Bar::Until(months_later(on, months)),
            BarCount::CalendarYears => {
                let years = i32::try_from(months / 12).unwrap_or(i32::MAX / 2);
                Bar::Until(first_of(on.year().saturating_add(years).saturating_add(1)))
            }
        }
    }
}

/// The grounds of cancelling a qualification that facts speak for on a day; none, if it is not in force.
#[must_use]
pub fn proposals<'t>(terms: &'t Terms, held: &Held, known: &Known, on: Date, book: &RuleBook) -> Vec<Proposal<'t>> {
    if !held.in_force(on) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for ground in &terms.grounds {
        let (Some(signal), Ok(rule)) = (ground.signal, book.on(&ground.rule, on)) else { continue };
        let causes = causes(signal, held, known, (on, rule));
        found.extend(causes.into_iter().map(|cause| Proposal { ground, rule: rule.reference(), cause }));
    }
    found
}

fn causes(signal: Signal, held: &Held, known: &Known, (on, rule): (Date, statute::Cited<'_>)) -> Vec<Cause> {
    let counting = |kind: RecordKind| known.records.iter().filter(move |one| one.kind == kind && one.counts_on(on));
    let since = |one: &&Record| one.from >= held.from;
    let records = |found: Vec<&Record>| found.into_iter().map(|one| Cause::Record(one.id)).collect();
    match signal {
        Signal::SeriousListing => {
            let on_it = known.listings.iter().filter(|one| one.list == List::Serious && one.counts_on(on));
            on_it.map(|one| Cause::Listing(one.id)).collect()
        }
        Signal::TaxCredit => {
            let last = counting(RecordKind::TaxCredit).max_by_key(|one| (one.year, one.from, one.id));
            records(last.into_iter().filter(|one| matches!(one.value.as_str(), "C" | "D")).collect())
        }
        Signal::Penalty => {
            records(counting(RecordKind::Penalty).filter(since).filter(|one| above_warning(one)).collect())
        }
        Signal::ReportMissed => records(counting(RecordKind::ReportMissed).filter(since).collect()),
        Signal::Rating => rating(known, on, rule.value()).into_iter().collect(),
        Signal::ExemptionGone => {
            let gone = gone(known, Kind::TaxExemption, on);
            let waited = months(rule).unwrap_or_default();
            let late = gone.filter(|(_, ended)| months_later(*ended, waited) <= on);
            late.map(|(id, _)| Cause::Qualification(id)).into_iter().collect()
        }
        Signal::CharityGone => {
            gone(known, Kind::Charity, on).map(|(id, _)| Cause::Qualification(id)).into_iter().collect()
        }
        Signal::Ended => {
            let organization = &known.organization;
            let over =
                matches!(organization.status, Status::Revoked | Status::Deregistered) && organization.status_from <= on;
            over.then_some(Cause::Organization(organization.code)).into_iter().collect()
        }
    }
}

/// More than a warning, by a registering authority or by nobody named.
fn above_warning(record: &Record) -> bool {
    let ours = record.department.is_empty() || AUTHORITIES.contains(&record.department.as_str());
    let warning = !record.value.is_empty() && record.value.split(',').all(|word| word == "warning");
    ours && !warning
}

/// That no grade of so many A counts: the last grade that did, or the organisation, which never had one.
fn rating(known: &Known, on: Date, least: i64) -> Option<Cause> {
    let grade = |record: &Record| record.value.strip_suffix('A').and_then(|number| number.parse::<i64>().ok());
    let of_kind =
        || known.records.iter().filter(|one| one.kind == RecordKind::Rating && one.stands() && one.from <= on);
    if of_kind().any(|one| one.counts_on(on) && grade(one).is_some_and(|grade| grade >= least)) {
        return None;
    }
    let latest = of_kind().max_by_key(|one| (one.from, one.id));
    Some(latest.map_or(Cause::Organization(known.organization.code), |one| Cause::Record(one.id)))
}

/// The qualification of a kind that was the last to end, if none is in force, with the day of its end.
fn gone(known: &Known, kind: Kind, on: Date) -> Option<(Uuid, Date)> {
    let of_kind = || known.qualifications.iter().filter(|held| held.kind == kind);
    if of_kind().any(|held| held.in_force(on)) {
        return None;
    }
    of_kind().filter(|held| held.over(on)).filter_map(|held| Some((held.id, held.ends_on()?))).max_by_key(|(_, on)| *on)
}

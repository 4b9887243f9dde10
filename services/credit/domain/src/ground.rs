//! Grounds (列入事由): what records of an organisation amount to for the two lists (CR-03, CR-07). A ground is a proposal, never a decision.

mod article;
mod penalty;

use statute::{Clock, RuleRef, Unit};
use time::Date;
use uuid::Uuid;
use vocab::workdays::Calendar;

pub use article::Ground;

use crate::listing::{List, Listing};
use crate::record::{Kind, Record};
use crate::rules;

/// What triggers a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// A record.
    Record(Uuid),
    /// Two years on the abnormal list (CR-07.1).
    Listing(Uuid),
}

/// Records that amount to a ground: facts, the version of the rule, the conclusion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The conclusion.
    pub ground: Ground,
    /// What triggers it.
    pub cause: Cause,
    /// Since when the cause counts: a restarted period is another cause.
    pub since: Date,
    /// Every record that it rests on, in the order of their days.
    pub records: Vec<Uuid>,
    /// Whether a penalty is the ground, so that no notice is needed (CR-09).
    pub penal: bool,
    /// The version of the rule.
    pub rule: RuleRef,
}

/// Whether records of a kind can be a ground at all.
#[must_use]
pub fn matters(kind: Kind) -> bool {
    kind == Kind::Penalty || kind == Kind::StatusChanged || kind == Kind::OtherGround || of_kind(kind).is_some()
}

/// Every ground that the records of an organisation amount to on a day, one for each record that triggers it, but one for a
/// revocation that the register carried out too. A ground whose rule is not in force on the day is none.
#[must_use]
pub fn proposals(records: &[Record], day: Date) -> Vec<Proposal> {
    let mut standing: Vec<&Record> = records.iter().filter(|record| record.counts_on(day)).collect();
    standing.sort_by_key(|record| (record.from, record.id));
    let mut found = Vec::new();
    for record in standing.iter().filter(|record| carries_out(record, &standing).is_none()) {
        let ground = |ground| proposal(record, ground, said_by(record, ground, &standing), day);
        found.extend(grounds_of(record, day).into_iter().filter_map(ground));
    }
    found.extend(repeated(&standing, day));
    found
}

/// That an organisation has been on the abnormal list for two years without a restart (CR-07.1), resting on the records of the
/// grounds that carry the listing.
#[must_use]
pub fn escalation(listing: &Listing, records: Vec<Uuid>, day: Date) -> Option<Proposal> {
    let ground = Ground::TwoYears;
    let over = listing.list == List::Abnormal && listing.counts_on(day);
    let over = over && last_day(ground.rule(), listing.period_from, day).is_some_and(|last| last < day);
    let rule = rules().on(ground.rule(), day).ok().filter(|_| over)?.reference();
    let cause = Cause::Listing(listing.id);
    Some(Proposal { ground, cause, since: listing.period_from, records, penal: false, rule })
}

/// The last day of a term that the version of a rule in force on `day` gives to an event, whether it is a working day or not.
#[must_use]
pub fn last_day(rule: &str, from: Date, day: Date) -> Option<Date> {
    let cited = rules().on(rule, day).ok()?;
    Clock::start(cited, from).reckon(rules(), &Calendar::default()).ok()?.due
}

/// The months of a term that a rule in force on `day` gives in months or years.
#[must_use]
pub fn months(rule: &str, day: Date) -> Option<i32> {
    let threshold = rules().on(rule, day).ok()?.version.threshold?;
    let value = i32::try_from(threshold.value).ok()?;
    if threshold.unit == Unit::Years {
        value.checked_mul(12)
    } else {
        Some(value).filter(|_| threshold.unit == Unit::Months)
    }
}

/// The ground of a kind that is one whatever it says.
fn of_kind(kind: Kind) -> Option<Ground> {
    match kind {
        Kind::ReportMissed => Some(Ground::ReportMissed),
        Kind::PartyGap => Some(Ground::PartyGap),
        Kind::RectificationMissed | Kind::ReportRectificationMissed => Some(Ground::RectificationMissed),
        Kind::FundraisingUnqualified => Some(Ground::FundraisingUnqualified),
        Kind::Unreachable => Some(Ground::Unreachable),
        Kind::FraudRevoked => Some(Ground::Fraud),
        Kind::CourtDefaulter => Some(Ground::CourtDefaulter),
        Kind::Registered
        | Kind::StatusChanged
        | Kind::ReportConcluded
        | Kind::CheckConcluded
        | Kind::SeriousFinding
        | Kind::Penalty
        | Kind::Rating
        | Kind::OtherGround
        | Kind::Commendation
        | Kind::Purchase
        | Kind::TaxCredit => None,
    }
}

/// The grounds that a record is by itself.
fn grounds_of(record: &Record, day: Date) -> Vec<Ground> {
    if let Some(ground) = of_kind(record.kind) {
        return vec![ground];
    }
    match (record.kind, record.value.as_str()) {
        (Kind::Penalty, _) => penalty::grounds(record, day),
        (Kind::StatusChanged, "revoked") => vec![Ground::Revoked],
        (Kind::OtherGround, "abnormal") => vec![Ground::OtherAbnormal],
        (Kind::OtherGround, "serious") => vec![Ground::OtherSerious],
        _ => Vec::new(),
    }
}

/// The penalty that a status carries out: a certificate of registration is revoked (吊销登记证书) by a decision of the authority,
/// of which inspection tells, and by what the register notes of it.
fn carries_out(record: &Record, standing: &[&Record]) -> Option<Uuid> {
    let revoked = record.kind == Kind::StatusChanged && record.value == "revoked";
    let decides = |one: &&&Record| {
        let decision = one.kind == Kind::Penalty && one.value.split(',').any(|word| word == "revocation");
        decision && one.source.starts_with("penalties/") && one.from <= record.from
    };
    standing.iter().rev().find(decides).filter(|_| revoked).map(|one| one.id)
}

/// The records that say a ground which one of them triggers.
fn said_by(trigger: &Record, ground: Ground, standing: &[&Record]) -> Vec<Uuid> {
    let mut records = vec![trigger.id];
    if ground == Ground::Revoked {
        let noted = standing.iter().filter(|one| carries_out(one, standing) == Some(trigger.id));
        records.extend(noted.map(|one| one.id));
    }
    records
}

fn proposal(trigger: &Record, ground: Ground, records: Vec<Uuid>, day: Date) -> Option<Proposal> {
    let rule = rules().on(ground.rule(), day).ok()?.reference();
    let (cause, penal) = (Cause::Record(trigger.id), trigger.kind == Kind::Penalty);
    Some(Proposal { ground, cause, since: trigger.from, records, penal, rule })
}

/// Small penalties, of which as many as CR-07i says fall within the years of CR-07e; each that makes the number full is a trigger.
fn repeated(standing: &[&Record], day: Date) -> Vec<Proposal> {
    let ground = Ground::RepeatedPenalties;
    let Ok(least) = rules().on("CR-07i", day).map(|cited| usize::try_from(cited.value()).unwrap_or(usize::MAX)) else {
        return Vec::new();
    };
    let small: Vec<&&Record> = standing.iter().filter(|one| penalty::is_small(one, day)).collect();
    let mut found = Vec::new();
    for (place, trigger) in small.iter().enumerate() {
        let near = |one: &&&&Record| last_day(ground.rule(), one.from, day).is_some_and(|last| trigger.from <= last);
        let chain: Vec<Uuid> = small[..=place].iter().filter(near).map(|one| one.id).collect();
        if chain.len() >= least {
            found.extend(proposal(trigger, ground, chain, day));
        }
    }
    found
}

#[cfg(test)]
mod tests;

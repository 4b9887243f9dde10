//! Everything ever recorded of one organisation, in two times: from when it holds, and when it was learnt.

use time::{Date, Duration, OffsetDateTime};
use vocab::UnifiedCode;

use crate::{Organization, Patch, Refusal, Status, Text, Title, day_of};

/// PostgreSQL keeps microseconds: the least by which two records of one organisation differ.
const TICK: Duration = Duration::microseconds(1);

/// One recorded change (登记记录).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// From 1, rising by one within an organisation.
    pub number: i64,
    /// From which day the particulars hold.
    pub valid_from: Date,
    /// When it was recorded; rises strictly within an organisation.
    pub recorded_at: OffsetDateTime,
    /// Department that recorded it.
    pub department: String,
    /// Client system that recorded it.
    pub actor: String,
    /// The decision or source that it rests on.
    pub basis: Text<200>,
    /// What it states.
    pub patch: Patch,
}

/// What somebody wants recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// From which day it holds; never in the future, so "today" needs no timer.
    pub valid_from: Date,
    /// The decision or source.
    pub basis: Text<200>,
    /// What it states.
    pub patch: Patch,
}

/// Who records, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// The instant of the unit of work.
    pub at: OffsetDateTime,
    /// Department.
    pub department: String,
    /// Client system.
    pub actor: String,
}

/// The revisions of one organisation, oldest first, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    code: UnifiedCode,
    revisions: Vec<Revision>,
    stored: usize,
}

impl History {
    /// Begins with a first record, which must state title, status and division.
    #[must_use]
    pub fn open(code: UnifiedCode, first: Change, stamp: Stamp) -> Self {
        let mut history = Self { code, revisions: Vec::with_capacity(1), stored: 0 };
        history.push(first, stamp);
        history
    }

    /// What the store holds of an organisation, in the order of numbers; `None` if that is nothing.
    #[must_use]
    pub fn restore(code: UnifiedCode, revisions: Vec<Revision>) -> Option<Self> {
        let stored = revisions.len();
        (stored > 0).then_some(Self { code, revisions, stored })
    }

    /// Records a change.
    ///
    /// # Errors
    /// [`Refusal::BeforeRegistration`], [`Refusal::Ended`], or [`Refusal::StatusTransition`] anywhere on the valid-time
    /// sequence that would result, so that corrections of the past are held to the table too.
    pub fn record(&mut self, change: Change, stamp: Stamp) -> Result<(), Refusal> {
        let first = self.revisions.first().map_or(change.valid_from, |revision| revision.valid_from);
        if change.valid_from < first {
            return Err(Refusal::BeforeRegistration { first });
        }
        if change.patch.states_particulars() && self.ended_on(change.valid_from) {
            return Err(Refusal::Ended);
        }
        if let Some(status) = change.patch.status {
            self.admit(status, change.valid_from)?;
        }
        self.push(change, stamp);
        Ok(())
    }

    /// Records what of a change is news on its day; whether anything was.
    ///
    /// For rows of an import, which state all that their source knows: a status not known to the source contradicts
    /// none, and former names add to those known.
    ///
    /// # Errors
    /// As [`History::record`].
    pub fn record_news(&mut self, mut change: Change, stamp: Stamp) -> Result<bool, Refusal> {
        let Some(holding) = self.on(change.valid_from) else {
            return self.record(change, stamp).map(|()| true);
        };
        change.patch.status.take_if(|status| *status == Status::Unknown);
        change.patch = change.patch.news(&holding);
        if let Some(stated) = &mut change.patch.former_titles {
            let known = holding.former_titles.iter().filter(|title| !stated.contains(title)).cloned();
            *stated = known.chain(stated.iter().cloned()).collect();
        }
        if change.patch.is_empty() {
            return Ok(false);
        }
        self.record(change, stamp).map(|()| true)
    }

    /// What holds on a day on which the organisation is registered and not deregistered, by everything recorded.
    ///
    /// # Errors
    /// [`Refusal::BeforeRegistration`], [`Refusal::Ended`].
    pub fn registered_on(&self, day: Date) -> Result<Organization, Refusal> {
        let first = self.revisions.first().map_or(day, |revision| revision.valid_from);
        let organization = self.on(day).ok_or(Refusal::BeforeRegistration { first })?;
        if organization.status == Status::Deregistered { Err(Refusal::Ended) } else { Ok(organization) }
    }

    /// What holds on `valid` by everything recorded.
    #[must_use]
    pub fn on(&self, valid: Date) -> Option<Organization> {
        self.as_of(valid, self.revisions.last()?.recorded_at)
    }

    /// What holds on `valid` by what was recorded up to `known`: of each particular the statement with the greatest
    /// `(valid_from, number)` among those with `valid_from <= valid` and `recorded_at <= known`. `None` if there is none.
    #[must_use]
    pub fn as_of(&self, valid: Date, known: OffsetDateTime) -> Option<Organization> {
        let timeline = self.timeline(|revision| revision.valid_from <= valid && revision.recorded_at <= known);
        let latest = timeline.iter().max_by_key(|revision| revision.number)?;
        let created_at = self.revisions.first()?.recorded_at;
        let mut organization = Organization::unstated(self.code, created_at);
        for revision in &timeline {
            revision.patch.apply(&mut organization);
        }
        organization.former_titles = former_titles(&timeline, &organization.title);
        organization.revision = latest.number;
        organization.updated_at = latest.recorded_at;
        Some(organization)
    }

    /// What held right after a revision was recorded, on that day.
    #[must_use]
    pub fn after(&self, number: i64) -> Option<Organization> {
        let revision = self.revisions.iter().find(|revision| revision.number == number)?;
        self.as_of(day_of(revision.recorded_at), revision.recorded_at)
    }

    /// What holds by everything recorded, on the day of the last record.
    #[must_use]
    pub fn latest(&self) -> Option<Organization> {
        self.after(self.revisions.last()?.number)
    }

    /// What the store holds as the latest; `None` of a new organisation.
    #[must_use]
    pub fn stored_latest(&self) -> Option<Organization> {
        self.after(self.revisions.get(self.stored.checked_sub(1)?)?.number)
    }

    /// Whose history it is.
    #[must_use]
    pub fn code(&self) -> UnifiedCode {
        self.code
    }

    /// Number of the latest revision.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revisions.last().map_or(0, |revision| revision.number)
    }

    /// The revisions that the store does not hold yet.
    #[must_use]
    pub fn unstored(&self) -> &[Revision] {
        &self.revisions[self.stored..]
    }

    fn push(&mut self, change: Change, stamp: Stamp) {
        let last = self.revisions.last();
        self.revisions.push(Revision {
            number: last.map_or(1, |last| last.number + 1),
            valid_from: change.valid_from,
            recorded_at: last.map_or(stamp.at, |last| stamp.at.max(last.recorded_at + TICK)),
            department: stamp.department,
            actor: stamp.actor,
            basis: change.basis,
            patch: change.patch,
        });
    }

    /// The revisions that pass, in the order in which their statements override one another.
    pub(crate) fn timeline(&self, passes: impl Fn(&Revision) -> bool) -> Vec<&Revision> {
        let mut timeline: Vec<&Revision> = self.revisions.iter().filter(|revision| passes(revision)).collect();
        timeline.sort_by_key(|revision| (revision.valid_from, revision.number));
        timeline
    }

    fn ended_on(&self, day: Date) -> bool {
        let timeline = self.timeline(|revision| revision.valid_from <= day);
        timeline.iter().filter_map(|revision| revision.patch.status).next_back() == Some(Status::Deregistered)
    }

    /// Whether `status` may hold from `day` on, between what is stated before and what is stated after it.
    fn admit(&self, status: Status, day: Date) -> Result<(), Refusal> {
        let stated = |revisions: Vec<&Revision>| {
            revisions.into_iter().filter_map(|revision| revision.patch.status).collect::<Vec<_>>()
        };
        let before = stated(self.timeline(|revision| revision.valid_from <= day));
        let after = stated(self.timeline(|revision| revision.valid_from > day));
        if let Some(previous) = before.last() {
            previous.follow(status)?;
        }
        match after.first() {
            Some(next) if *next != status => status.follow(*next),
            _ => Ok(()),
        }
    }
}

/// The names stated as former and those that held for at least a day before another did; the present one is not among
/// them.
fn former_titles(timeline: &[&Revision], present: &Title) -> Vec<Title> {
    let stated = timeline.iter().filter_map(|revision| revision.patch.former_titles.as_ref()).next_back();
    let mut held: Vec<(Date, &Title)> = Vec::new();
    for (day, title) in
        timeline.iter().filter_map(|revision| Some((revision.valid_from, revision.patch.title.as_ref()?)))
    {
        held.pop_if(|(last, _)| *last == day);
        held.push((day, title));
    }
    let mut former: Vec<Title> = Vec::new();
    for title in stated.into_iter().flatten().chain(held.into_iter().map(|(_, title)| title)) {
        if title != present && !former.contains(title) {
            former.push(title.clone());
        }
    }
    former
}

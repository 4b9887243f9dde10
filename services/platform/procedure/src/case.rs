//! Where one matter stands in a procedure.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use statute::Clock;
use time::Date;

use crate::Office;

/// Where one matter stands; kept as it is beside the rows that others query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Key of the state.
    pub state: String,
    /// Which variant of the procedure's terms applies (the kind of organisation); empty if it has none.
    pub variant: String,
    /// Which offices play which role; of a department, one office at most.
    pub roles: BTreeMap<String, BTreeSet<Office>>,
    /// Opinions asked for, in order.
    pub papers: Vec<Paper>,
    /// Clocks that ran or run, in the order in which they began; of one key, the last counts.
    pub clocks: Vec<CaseClock>,
    /// Documents on file.
    pub filed: Vec<Filed>,
}

/// An opinion asked for, and given or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Key of the review.
    pub review: String,
    /// The office asked.
    #[serde(rename = "department")]
    pub office: Office,
    /// The answer; `None` while awaited.
    pub verdict: Option<Verdict>,
    /// No longer awaited: the case went on without it.
    pub closed: bool,
}

/// What a department thinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 同意.
    Favourable,
    /// 不同意.
    Unfavourable,
}

/// A clock of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClock {
    /// Key of the clock; of an opinion's clock with the department: `opinion:tax`.
    pub key: String,
    /// The office that must act in time.
    pub owner: Office,
    /// When it began, under which rule, and what interrupted it.
    pub clock: Clock,
    /// Whether it runs.
    pub standing: ClockStanding,
}

/// Whether a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStanding {
    /// It runs, or stands still for a while.
    Running,
    /// What had to be done was done on that day.
    Stopped(Date),
    /// It no longer matters.
    Cancelled(Date),
}

/// A document on file, pinned by its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Kind: `charter`.
    pub kind: String,
    /// Resource name: `documents/{uuid}`.
    pub document: String,
    /// SHA-256 of its content as it was filed, in hexadecimal.
    pub sha256: String,
}

impl Case {
    /// Whether an office plays a role: another of the same department, of the division above or of one beside, does not.
    #[must_use]
    pub fn plays(&self, office: &Office, role: &str) -> bool {
        self.roles.get(role).is_some_and(|offices| offices.contains(office))
    }

    /// Lets an office play a role, instead of the department's office of another division if that did.
    pub(crate) fn enlist(&mut self, role: &str, office: Office) {
        let offices = self.roles.entry(role.to_owned()).or_default();
        offices.retain(|known| known.department != office.department);
        offices.insert(office);
    }

    /// The case as it was stored, every office of it with a division: those that were stored without one are of that of the case.
    #[must_use]
    pub fn seated(mut self, division: &str) -> Self {
        for offices in self.roles.values_mut() {
            let seat = |mut office: Office| {
                office.seat(division);
                office
            };
            *offices = std::mem::take(offices).into_iter().map(seat).collect();
        }
        self.papers.iter_mut().for_each(|paper| paper.office.seat(division));
        self.clocks.iter_mut().for_each(|clock| clock.owner.seat(division));
        self
    }

    /// The clock of a key that counts: the last one begun.
    #[must_use]
    pub fn clock(&self, key: &str) -> Option<&CaseClock> {
        self.clocks.iter().rev().find(|clock| clock.key == key)
    }

    pub(crate) fn running(&mut self, key: &str) -> Option<&mut CaseClock> {
        self.clocks.iter_mut().rev().find(|clock| clock.key == key && clock.standing == ClockStanding::Running)
    }

    /// Opinions still awaited.
    pub fn awaited(&self) -> impl Iterator<Item = &Paper> {
        self.papers.iter().filter(|paper| paper.verdict.is_none() && !paper.closed)
    }

    /// Whether a document of a kind is on file.
    #[must_use]
    pub fn has(&self, kind: &str) -> bool {
        self.filed.iter().any(|filed| filed.kind == kind)
    }
}

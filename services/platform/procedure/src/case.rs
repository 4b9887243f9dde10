//! Where one matter stands in a procedure.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use statute::Clock;
use time::Date;

/// Where one matter stands; kept as it is beside the rows that others query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Key of the state.
    pub state: String,
    /// Which variant of the procedure's terms applies (the kind of organisation); empty if it has none.
    pub variant: String,
    /// Which departments play which role.
    pub roles: BTreeMap<String, BTreeSet<String>>,
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
    /// The department asked.
    pub department: String,
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
    /// The department that must act in time.
    pub owner: String,
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
    /// Whether a department plays a role.
    #[must_use]
    pub fn plays(&self, department: &str, role: &str) -> bool {
        self.roles.get(role).is_some_and(|departments| departments.contains(department))
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

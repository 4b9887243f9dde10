//! The names that a register holds of an organisation, and what became of each (名称的沿革).

use time::Date;
use vocab::UnifiedCode;

use crate::{History, Revision, Status, Title};

/// A name that an organisation has or had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameOnRecord {
    /// Whose it is or was.
    pub code: UnifiedCode,
    /// The name.
    pub title: Title,
    /// What became of it.
    pub standing: Standing,
}

/// What became of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Held by an organisation that exists.
    Registered,
    /// Given up for another (变更名称).
    GivenUp {
        /// From which day another name held.
        since: Since,
        /// The organisation went back to a name it had before: the change may have been revoked (被撤销名称变更登记).
        returned: bool,
    },
    /// Held to the end by an organisation that ended; one of the days at least is there.
    Ended {
        /// 注销登记.
        deregistered: Option<Since>,
        /// 撤销登记.
        revoked: Option<Since>,
    },
}

/// From when something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// The day.
    pub day: Date,
    /// Whether it is that very day; else the register learnt that it held then, and it may have begun earlier.
    pub exact: bool,
}

impl Since {
    /// A first record states what holds; when that began it does not say.
    fn stated_by(revision: &Revision) -> Self {
        Self { day: revision.valid_from, exact: revision.number > 1 }
    }
}

impl History {
    /// Every name on a day, with what became of it, by everything recorded.
    #[must_use]
    pub fn names(&self, day: Date) -> Vec<NameOnRecord> {
        let Some(holding) = self.on(day) else { return Vec::new() };
        let timeline = self.timeline(|revision| revision.valid_from <= day);
        let mut held: Vec<(Date, &Title)> = Vec::new();
        for (from, title) in
            timeline.iter().filter_map(|revision| Some((revision.valid_from, revision.patch.title.as_ref()?)))
        {
            held.pop_if(|(last, _)| *last == from);
            if held.last().is_none_or(|(_, last)| *last != title) {
                held.push((from, title));
            }
        }
        let former = holding.former_titles.iter().map(|title| {
            let standing = given_up(&held, title).unwrap_or_else(|| stated_former(&timeline, title, day));
            (title.clone(), standing)
        });
        let names = std::iter::once((holding.title.clone(), present(&timeline))).chain(former);
        names.map(|(title, standing)| NameOnRecord { code: self.code(), title, standing }).collect()
    }
}

fn present(timeline: &[&Revision]) -> Standing {
    let first = |status| {
        let stated = timeline.iter().find(|revision| revision.patch.status == Some(status));
        stated.map(|revision| Since::stated_by(revision))
    };
    match (first(Status::Deregistered), first(Status::Revoked)) {
        (None, None) => Standing::Registered,
        (deregistered, revoked) => Standing::Ended { deregistered, revoked },
    }
}

fn given_up(held: &[(Date, &Title)], title: &Title) -> Option<Standing> {
    let last = held.iter().rposition(|(_, other)| *other == title)?;
    let (day, next) = held.get(last + 1)?;
    let returned = held[..last].iter().any(|(_, earlier)| earlier == next);
    Some(Standing::GivenUp { since: Since { day: *day, exact: true }, returned })
}

/// A name that was only ever stated as a former one had been given up by then.
fn stated_former(timeline: &[&Revision], title: &Title, day: Date) -> Standing {
    let states =
        |revision: &&&Revision| revision.patch.former_titles.as_ref().is_some_and(|titles| titles.contains(title));
    let known = timeline.iter().find(states).map_or(day, |revision| revision.valid_from);
    Standing::GivenUp { since: Since { day: known, exact: false }, returned: false }
}

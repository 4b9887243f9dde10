//! Signs of having no life (僵尸型社会组织), scored by the points of ZB-02. A score says whom to look at; people decide.

use std::collections::BTreeSet;

use statute::{NotInForce, RuleBook, months_later};
use time::Date;

use super::indicator::indicators;
use super::measured::{Measured, Subject};
use crate::record::Kind;

/// Records that show that something is going on.
const ACTIVITY: [Kind; 5] =
    [Kind::ReportConcluded, Kind::CheckConcluded, Kind::Rating, Kind::Commendation, Kind::Purchase];

/// Indicators that are signs.
const MISSED: &str = "missed_reports";
const UNREACHABLE: &str = "unreachable";

/// A sign that was looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// The version of the rule, `ZB-02a@1`.
    pub rule: String,
    /// What it is called.
    pub title: String,
    /// Whether credit holds the information at all.
    pub known: bool,
    /// How often it was found.
    pub count: i64,
    /// The points that it gives.
    pub points: i64,
}

/// What the signs of an organisation come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The sum of the points.
    pub score: i64,
    /// Each sign that was looked for.
    pub signs: Vec<Sign>,
}

/// What people decide on a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Disposal {
    /// 移交清理: handed over for its exit (ZB-01).
    HandedOver,
    /// 不列入清理.
    Dismissed,
}

impl Disposal {
    /// Both.
    pub const ALL: [Self; 2] = [Self::HandedOver, Self::Dismissed];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HandedOver => "handed_over",
            Self::Dismissed => "dismissed",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|disposal| disposal.as_str() == word)
    }

    /// Whether people may decide again on a candidate of which this was decided at a score: only on what shows more signs than when
    /// it was dismissed.
    #[must_use]
    pub fn lets_decide_again(self, then: i64, now: i64) -> bool {
        self == Self::Dismissed && now > then
    }
}

/// The kinds of records that signs are found in.
#[must_use]
pub fn signs_look_at() -> BTreeSet<Kind> {
    let measured = indicators().iter().filter(|one| one.key == MISSED || one.key == UNREACHABLE);
    measured.flat_map(|one| &one.records).copied().chain(ACTIVITY).chain([Subject::STATUS]).collect()
}

/// The signs of an organisation on a day; `None` if they stay below the score of ZB-02f, or its registration has ended.
///
/// # Errors
/// A rule of ZB-02 is not in force on the day.
pub fn candidate(subject: Subject<'_>, day: Date, book: &RuleBook) -> Result<Option<Candidate>, NotInForce> {
    if !subject.lives_on(day) {
        return Ok(None);
    }
    let measured = Measured::of(subject, day);
    let value = |key: &str| measured.value(key).unwrap_or_default();
    let idle_since = months_later(day, -book.on("ZB-02g", day)?.value());
    let found = [
        ("ZB-02a", Some(value(MISSED))),
        ("ZB-02b", Some(value(UNREACHABLE))),
        ("ZB-02c", None),
        ("ZB-02d", Some(i64::from(idle(subject, idle_since, day)))),
        ("ZB-02e", None),
    ];
    let mut signs = Vec::with_capacity(found.len());
    for (id, count) in found {
        let cited = book.on(id, day)?;
        let (known, count) = (count.is_some(), count.unwrap_or_default());
        let title = cited.rule.title.clone();
        signs.push(Sign { rule: cited.reference().to_string(), title, known, count, points: count * cited.value() });
    }
    let score = signs.iter().map(|sign| sign.points).sum();
    Ok((score >= book.on("ZB-02f", day)?.value()).then_some(Candidate { score, signs }))
}

fn idle(subject: Subject<'_>, since: Date, day: Date) -> bool {
    let active = |kind: Kind, from: Date| ACTIVITY.contains(&kind) && since < from && from <= day;
    subject.organization.registered_on <= since
        && !subject.records.iter().any(|one| one.stands() && active(one.kind, one.from))
}

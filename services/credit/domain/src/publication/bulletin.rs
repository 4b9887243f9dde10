//! Periodic bulletins (公告): what each is about, and of which period it is. How long a period is, is data (PUB-01, PUB-02).

use time::{Date, Month};

use super::Kind as Published;
use crate::rules;
use crate::title::of_day;

/// Most entries of a bulletin; what is more is a further one.
pub const MOST: i64 = 500;

/// What a bulletin is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 行政处罚公告.
    Penalties,
    /// 注销、撤销登记公告.
    Deregistrations,
}

/// A period that is over, and the version of the rule that says how long it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// `PUB-01@1`.
    pub rule: String,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Penalties, Self::Deregistrations];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Penalties => "penalties",
            Self::Deregistrations => "deregistrations",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What is published in it.
    #[must_use]
    pub fn holds(self) -> &'static [Published] {
        match self {
            Self::Penalties => &[Published::Penalty],
            Self::Deregistrations => &[Published::Deregistration, Published::Revocation],
        }
    }

    /// The rule that says of how many months it is.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Penalties => "PUB-01",
            Self::Deregistrations => "PUB-02",
        }
    }

    /// The last period that is over on a day; none before the rule held, or if its months make no whole year.
    #[must_use]
    pub fn period(self, day: Date) -> Option<Period> {
        let cited = rules::rules().on(self.rule(), day).ok()?;
        let months = u8::try_from(cited.value()).ok().filter(|months| *months > 0 && 12 % months == 0)?;
        let begun = first_of(day.year(), (u8::from(day.month()) - 1) / months * months + 1)?;
        let to = begun.previous_day()?;
        let from = first_of(to.year(), (u8::from(to.month()) - 1) / months * months + 1)?;
        Some(Period { from, to, rule: cited.reference().to_string() })
    }

    /// Its title.
    #[must_use]
    pub fn title(self, from: Date, to: Date) -> String {
        let of = match self {
            Self::Penalties => "社会组织行政处罚决定",
            Self::Deregistrations => "社会组织注销登记、撤销登记",
        };
        format!("关于{}至{}{of}的公告", of_day(from), of_day(to))
    }
}

/// The title of a bulletin that corrects another.
#[must_use]
pub fn correction(number: &str) -> String {
    format!("关于更正{number}号公告的公告")
}

/// The number of a bulletin (公告编号).
#[must_use]
pub fn number(division: &str, year: i32, serial: i64) -> String {
    format!("GG-{division}-{year}-{serial:04}")
}

fn first_of(year: i32, month: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, 1).ok()
}

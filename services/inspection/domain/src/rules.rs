//! The rule book of inspection (检查规则库), as the files in `rules/` date it, and what a draw takes from it.

use std::sync::LazyLock;

use draw::{Demands, Multiplier, Proportion};
use statute::{Cited, RuleBook, Unit};
use time::Date;
use vocab::DivisionCode;

use crate::Refusal;
use crate::risk::Grade;

/// A file for each matter, so that a rule is found where its matter is.
const FILES: &[&str] = &[
    include_str!("../rules/inspection.toml"),
    include_str!("../rules/check.toml"),
    include_str!("../rules/complaint.toml"),
    include_str!("../rules/enforcement.toml"),
    include_str!("../rules/rating.toml"),
    include_str!("../rules/report.toml"),
];

static RULES: LazyLock<RuleBook> = LazyLock::new(|| RuleBook::shipped(FILES));

/// The rules that inspection goes by.
#[must_use]
pub fn rules() -> &'static RuleBook {
    &RULES
}

/// The level of a registering authority (登记管理机关的层级), which fixes how many it inspects in a year (SP-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// A county or district (县级).
    County,
    /// A city (市级).
    City,
    /// A province (省级).
    Province,
    /// The Ministry of Civil Affairs (民政部).
    Ministry,
}

impl Level {
    /// Every level, from below.
    pub const ALL: [Self; 4] = [Self::County, Self::City, Self::Province, Self::Ministry];

    /// The level of the authority of a division, read off its trailing zeros (GB/T 2260).
    #[must_use]
    pub fn of(division: DivisionCode) -> Self {
        match division.as_str() {
            "100000" => Self::Ministry,
            code if code.ends_with("0000") => Self::Province,
            code if code.ends_with("00") => Self::City,
            _ => Self::County,
        }
    }

    fn rule(self) -> &'static str {
        match self {
            Self::County => "SP-02a",
            Self::City => "SP-02b",
            Self::Province => "SP-02c",
            Self::Ministry => "SP-02d",
        }
    }
}

/// What the rules in force on a day ask of a plan of an authority of a level.
///
/// # Errors
/// [`Refusal::RuleNotFound`]: a rule was not in force on that day.
pub fn demands(level: Level, day: Date) -> Result<Demands, Refusal> {
    let share = cited(level.rule(), day)?;
    let mut multipliers = [Multiplier::All; 4];
    for (grade, multiplier) in Grade::ALL.into_iter().zip(&mut multipliers) {
        *multiplier = multiplier_of(grade, day)?;
    }
    let proportion = fraction(&share).and_then(|(part, whole)| Proportion::new(part, whole));
    Ok(Demands {
        proportion: proportion.ok_or_else(|| Refusal::RuleNotFound { rule: share.rule.id.clone() })?,
        rule: share.reference(),
        multipliers,
        least: number("SP-05", day)?,
    })
}

fn multiplier_of(grade: Grade, day: Date) -> Result<Multiplier, Refusal> {
    let rule = match grade {
        Grade::A => "SP-12a",
        Grade::B => "SP-12b",
        Grade::C => "SP-12c",
        Grade::D => "SP-12d",
    };
    let cited = cited(rule, day)?;
    Ok(fraction(&cited).and_then(|(part, whole)| Multiplier::times(part, whole)).unwrap_or(Multiplier::All))
}

/// The threshold of a rule that states one as a number of something.
pub(crate) fn number(rule: &str, day: Date) -> Result<u32, Refusal> {
    let threshold = cited(rule, day)?.version.threshold;
    let value = threshold.and_then(|threshold| u32::try_from(threshold.value).ok());
    value.ok_or_else(|| Refusal::RuleNotFound { rule: rule.to_owned() })
}

pub(crate) fn cited(rule: &str, day: Date) -> Result<Cited<'static>, Refusal> {
    rules().on(rule, day).map_err(|_| Refusal::RuleNotFound { rule: rule.to_owned() })
}

fn fraction(cited: &Cited<'_>) -> Option<(u32, u32)> {
    let threshold = cited.version.threshold?;
    let whole = if threshold.unit == Unit::PerMille { 1000 } else { 100 };
    Some((u32::try_from(threshold.value).ok()?, whole))
}

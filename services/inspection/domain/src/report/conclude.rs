//! Conclusions (年检结论): 合格, 基本合格 or 不合格, as the grounds lead to it (AI-02, AI-03).

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use statute::{Rule, RuleRef};
use time::Date;

use super::Refusal;

/// The letters of AI-03 under which the thirteen grounds stand; what follows are thresholds.
const LETTERS: std::ops::RangeInclusive<char> = 'a'..='m';

/// A conclusion (AI-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// 合格.
    Qualified,
    /// 基本合格.
    BasicallyQualified,
    /// 不合格.
    Unqualified,
}

impl Value {
    /// Every one, the best first.
    pub const ALL: [Self; 3] = [Self::Qualified, Self::BasicallyQualified, Self::Unqualified];

    /// Its word in the database and in metadata.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Qualified => "qualified",
            Self::BasicallyQualified => "basically_qualified",
            Self::Unqualified => "unqualified",
        }
    }

    /// The conclusion of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == word)
    }

    /// What it is called.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Qualified => "合格",
            Self::BasicallyQualified => "基本合格",
            Self::Unqualified => "不合格",
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How grave what a ground names is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gravity {
    /// 情节轻微.
    Minor,
    /// 情节严重.
    Serious,
}

/// A ground of AI-03 that a conclusion rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The version of the rule that names it: `AI-03g`.
    pub rule: RuleRef,
    /// How grave it is.
    pub gravity: Gravity,
}

/// The grounds that can be named (AI-03), in order.
pub fn grounds() -> impl Iterator<Item = &'static Rule> {
    crate::rules().rules().filter(|rule| is_ground(&rule.id))
}

fn is_ground(id: &str) -> bool {
    id.strip_prefix("AI-03")
        .and_then(|letter| letter.parse().ok())
        .is_some_and(|letter: char| LETTERS.contains(&letter))
}

/// What grounds lead to: nothing to 合格, minor ones to 基本合格, a serious one to 不合格.
#[must_use]
pub fn follows(grounds: impl IntoIterator<Item = Gravity>) -> Value {
    match grounds.into_iter().max() {
        None => Value::Qualified,
        Some(Gravity::Minor) => Value::BasicallyQualified,
        Some(Gravity::Serious) => Value::Unqualified,
    }
}

/// The grounds of a conclusion with the versions of their rules, if they lead to it.
///
/// # Errors
/// [`Refusal::GroundNotFound`], [`Refusal::GroundTwice`], [`Refusal::ConclusionNotOfGrounds`].
pub fn judge(value: Value, stated: &[(String, Gravity)], day: Date) -> Result<Vec<Ground>, Refusal> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::with_capacity(stated.len());
    for (id, gravity) in stated {
        let rule = crate::rules().on(id, day).ok().filter(|_| is_ground(id));
        let rule = rule.ok_or_else(|| Refusal::GroundNotFound { ground: id.clone() })?;
        if !seen.insert(id) {
            return Err(Refusal::GroundTwice { ground: id.clone() });
        }
        found.push(Ground { rule: rule.reference(), gravity: *gravity });
    }
    let follows = follows(found.iter().map(|ground| ground.gravity));
    if follows == value { Ok(found) } else { Err(Refusal::ConclusionNotOfGrounds { value: follows }) }
}

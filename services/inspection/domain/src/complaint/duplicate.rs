//! Which complaints may be about the same (疑似重复举报, TS-06): a score with its parts, for a person to judge.

use std::collections::HashMap;

use time::Date;
use vocab::name::fold;

use crate::rules;

/// Points for a subject that both name by its code, or by title and place.
const SAME_SUBJECT: u32 = 400;
/// Points where the titles only are alike.
const LIKE_SUBJECT: u32 = 200;
/// Points for the time.
const SAME_TIME: u32 = 200;
/// Points for the text.
const SAME_TEXT: u32 = 400;
/// How alike titles are that are taken for the same, of 1,000.
const LIKE_TITLE: u32 = 600;

/// A text as it is compared: its groups of three neighbouring characters, however it was typed, with how often each is
/// there. A text shorter than three characters is one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    counts: HashMap<[char; 3], u32>,
    all: u32,
}

impl Groups {
    /// Those of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut characters: Vec<char> = fold(text).chars().collect();
        if (1..3).contains(&characters.len()) {
            characters.resize(3, ' '); // folded texts have no blanks
        }
        let mut counts = HashMap::new();
        for group in characters.windows(3) {
            *counts.entry([group[0], group[1], group[2]]).or_default() += 1;
        }
        Self { all: counts.values().sum(), counts }
    }

    /// How alike two texts are, of 1,000: twice the groups that both have, by all that they have (Dice). An empty one is
    /// like none.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> u32 {
        if self.all == 0 || other.all == 0 {
            return 0;
        }
        let both = |(group, count): (&[char; 3], &u32)| other.counts.get(group).map_or(0, |found| *found.min(count));
        let both: u32 = self.counts.iter().map(both).sum();
        u32::try_from(2000 * u64::from(both) / (u64::from(self.all) + u64::from(other.all))).unwrap_or(1000)
    }
}

/// What is compared of a complaint.
#[derive(Debug, Clone, Copy)]
pub struct Likes<'a> {
    /// Codes of organisations that it is about.
    pub codes: &'a [String],
    /// Titles and divisions of these, as the register has them.
    pub registered: &'a [(String, String)],
    /// Those that it names by title, whose code is not known: title and division.
    pub titles: &'a [(String, String)],
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// What is said.
    pub text: &'a Groups,
}

/// How alike two complaints are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Likeness {
    /// For the subjects, 0-400.
    pub subject: u32,
    /// For the time, 0-200.
    pub time: u32,
    /// For the text, 0-400.
    pub text: u32,
    /// Days between the two; 0 where they overlap.
    pub days_apart: u32,
    /// How alike the texts are, of 1,000.
    pub similarity: u32,
}

impl Likeness {
    /// Compares two complaints by the rules of a day. The order of the two does not matter.
    ///
    /// # Errors
    /// [`crate::Refusal::RuleNotFound`]: no rule says how far apart in time they may lie.
    pub fn of(one: Likes<'_>, other: Likes<'_>, day: Date) -> Result<Self, crate::Refusal> {
        let window = rules::number("TS-06", day)?.max(1);
        let days_apart = days_apart(one, other);
        let similarity = one.text.similarity(other.text);
        Ok(Self {
            subject: subject(one, other),
            time: SAME_TIME * window.saturating_sub(days_apart) / window,
            text: SAME_TEXT * similarity / 1000,
            days_apart,
            similarity,
        })
    }

    /// The sum of the parts, 0-1,000.
    #[must_use]
    pub fn score(self) -> u32 {
        self.subject + self.time + self.text
    }

    /// Whether it is worth showing by the rule of a day (TS-06a); without a common subject it never is.
    ///
    /// # Errors
    /// [`crate::Refusal::RuleNotFound`]: no rule says from which score on.
    pub fn suggests(self, day: Date) -> Result<bool, crate::Refusal> {
        Ok(self.subject > 0 && self.score() >= rules::number("TS-06a", day)?)
    }
}

fn subject(one: Likes<'_>, other: Likes<'_>) -> u32 {
    if one.codes.iter().any(|code| other.codes.contains(code)) {
        return SAME_SUBJECT;
    }
    // Whoever does not know a code says the title; two with codes are different by them, however alike they are called.
    let named =
        one.titles.iter().flat_map(|title| other.titles.iter().chain(other.registered).map(move |like| (title, like)));
    let by_code = one.registered.iter().flat_map(|title| other.titles.iter().map(move |like| (title, like)));
    named.chain(by_code).map(|(title, like)| alike(title, like)).max().unwrap_or_default()
}

fn alike((title, division): &(String, String), (like, place): &(String, String)) -> u32 {
    let same = fold(title) == fold(like);
    match (same, division == place) {
        (true, true) => SAME_SUBJECT,
        (true, false) => LIKE_SUBJECT,
        (false, _) if Groups::of(title).similarity(&Groups::of(like)) >= LIKE_TITLE => LIKE_SUBJECT,
        (false, _) => 0,
    }
}

fn days_apart(one: Likes<'_>, other: Likes<'_>) -> u32 {
    let gap = (other.from - one.to).whole_days().max((one.from - other.to).whole_days()).max(0);
    u32::try_from(gap).unwrap_or(u32::MAX)
}

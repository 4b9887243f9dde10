//! What an evaluation of performance comes to (履约评价): whole numbers alone.

use time::Date;

use super::cited;

/// All the weights of a contract's indicators together, and the best score of each.
pub const FULL: i32 = 10_000;

/// What a score comes to (等次).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// 优秀.
    Excellent,
    /// 良好.
    Good,
    /// 合格.
    Passed,
    /// 不合格.
    Failed,
}

impl Grade {
    /// Every one, the best first.
    pub const ALL: [Self; 4] = [Self::Excellent, Self::Good, Self::Passed, Self::Failed];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Excellent => "excellent",
            Self::Good => "good",
            Self::Passed => "passed",
            Self::Failed => "failed",
        }
    }

    /// The one of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|grade| grade.as_str() == word)
    }
}

/// The score of indicators, each with its weight and its own score, in hundredths of a point; what is below a hundredth is left out.
#[must_use]
pub fn total(scored: impl IntoIterator<Item = (i32, i32)>) -> i32 {
    let sum: i64 = scored.into_iter().map(|(weight, score)| i64::from(weight) * i64::from(score)).sum();
    i32::try_from(sum / i64::from(FULL)).unwrap_or(FULL)
}

/// The grade of a score on a day, and the version of the rule that decides: the best whose least score is reached, or the last one.
#[must_use]
pub fn grade(total: i32, day: Date) -> (Grade, String) {
    let steps = [(Grade::Excellent, "GP-08f"), (Grade::Good, "GP-08g"), (Grade::Passed, "GP-08h")];
    let mut decided = String::new();
    for (grade, id) in steps {
        let Some(rule) = cited(id, day) else { continue };
        decided = rule.reference().to_string();
        if i64::from(total) >= rule.value() * 100 {
            return (grade, decided);
        }
    }
    (Grade::Failed, decided)
}

//! Risk grades (风险等级): how much attention an organisation needs, A the least to D the most (SP-12).

use time::Date;

pub use draw::{Grade, NoGrade};

/// A grade that an authority gave (评定).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// The grade.
    pub grade: Grade,
    /// First day on which it holds.
    pub valid_from: Date,
    /// First day on which it no longer holds; `None` until another follows.
    pub valid_to: Option<Date>,
    /// Why, as people are to read it.
    pub ground: String,
}

/// The grade of an organisation on a day: of the assessments that hold, the one that began last; B if there is none.
#[must_use]
pub fn grade_on(assessments: &[Assessment], day: Date) -> Grade {
    let holds = |held: &&Assessment| held.valid_from <= day && held.valid_to.is_none_or(|end| day < end);
    assessments.iter().filter(holds).max_by_key(|held| held.valid_from).map_or(Grade::B, |held| held.grade)
}

//! Rating (评估): indicator sheets, scores, who may apply, who votes, how long a grade holds, and why it is lowered or cancelled.
//!
//! Everything is judged by the rules of a day: those of 2010 (民政部令第39号) until 28 February 2026, the revised ones from
//! 1 March 2026. What the summary of the revision does not say is marked so in `rules/rating.toml`.

mod care;
mod committee;
mod condition;
mod eligibility;
mod expert;
mod grade;
mod law;
mod refusal;
mod score;
mod sheet;

pub use care::{CheckKind, Conclusion, Ground, Proof};
pub use committee::{Body, Choice, Tally, require_seats, seats};
pub use condition::{Condition, Result};
pub use eligibility::{Fate, Investigation, Past, Penalty, Record, Report, conditions, simplified_visit};
pub use expert::{Tie, enough, tie};
pub use grade::{Grade, Term, grade_of, target, term};
pub use law::RuleSet;
pub use refusal::Refusal;
pub use score::{Difference, Flaw, Scores, combined, differences, flaws};
pub use sheet::{Combine, Indicator, Sheet, sheet, sheets};

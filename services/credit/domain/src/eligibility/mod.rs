//! Whether an organisation may be admitted to something on a day (资格核查, CR-11, CR-12): every condition of the purpose,
//! whether it is met, what that rests on, and what would cure it.
//!
//! What is asked is data: [`Purpose::conditions`] says which conditions a purpose has, and the rule book what each of them asks
//! on a day. [`evaluate`] reckons an answer from what is on record; it decides nothing.

mod answer;
mod condition;
mod evaluate;
mod found;
mod grade;
mod known;
mod listed;
mod needs;
mod penalty;
mod purpose;
mod qualified;
mod report;
mod trial;
mod window;

#[cfg(test)]
mod tests;

pub use answer::{Answer, Cure, Decision, Fact, Finding, Outcome, Thing};
pub use condition::{Condition, GradeDay, Penalties, Test, Window};
pub use evaluate::{CURRENT, evaluate};
pub use known::Known;
pub use needs::Needs;
pub use purpose::Purpose;
pub use trial::{Change, Decisions, Differing, NotTried, Tally, Trial};

//! A statement of the bank (银行对账单): how it is read from a table, and of which payment a line may be.

mod matching;
mod rows;

pub use matching::{Candidate, Proposal, Reason, propose};
pub use rows::{Booked, Column, Problem, Row, read};

pub use crate::catalog::MOST_ROWS;

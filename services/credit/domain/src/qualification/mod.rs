//! Qualifications (资格): tax exemption, donation deduction, charity, public fundraising (TX-01..13, CH-01, CH-02, CH-07, CH-08).
//!
//! What is asked for each kind is data ([`terms`]): who confirms, for how long it is valid, what cancels it. A [`Held`] is a
//! qualification that a decision gave; [`proposals`] says which facts speak for cancelling it, and decides nothing.

mod day;
mod ground;
mod held;
mod read;
mod receipt;
mod terms;

#[cfg(test)]
mod tests;

pub use ground::{Bar, BarCount, BarRule, Cause, Ground, Proposal, Signal, proposals};
pub use held::{Cancelled, Held, State};
pub use receipt::{Receipts, receipts};
pub use terms::{CountsFrom, Kind, Obstacle, Proof, Terms, all, terms};

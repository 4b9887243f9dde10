//! A plan (抽查计划) and its rounds: frozen once, drawn once; what was entered is never cleared.

mod round;
mod state;
mod steps;

pub use round::{BeaconValue, Cause, Commitment, End, Failure, Reveal, Round, Terms};
pub use state::{Cancellation, Freeze, Plan, State};
pub use steps::Revealed;

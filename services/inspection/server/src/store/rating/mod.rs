//! Rating: rounds, experts, applications, scores, votes, grades and checks.

pub(crate) mod application;
pub(crate) mod ballot;
pub(crate) mod check;
pub(crate) mod expert;
pub(crate) mod grade;
pub(crate) mod round;
pub(crate) mod scoring;

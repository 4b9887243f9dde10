//! People of social organisations and how they grow (人才与培育): pure, without I/O.

pub mod honour;
mod rules;
pub mod secondment;

pub use rules::rules;

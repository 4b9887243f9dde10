//! People of social organisations and how they grow (人才与培育): pure, without I/O.

pub mod certificate;
pub mod consultation;
mod rules;
pub mod training;

pub use rules::rules;

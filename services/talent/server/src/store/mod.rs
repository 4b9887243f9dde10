//! SQL: one function a statement, no decisions.

pub(crate) mod training;

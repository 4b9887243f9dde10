//! SQL: one function a statement, no decisions.

pub(crate) mod consultation;
pub(crate) mod personnel;
pub(crate) mod training;

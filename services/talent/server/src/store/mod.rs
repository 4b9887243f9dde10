//! SQL: one function a statement, no decisions.

pub(crate) mod consultation;
pub(crate) mod honour;
pub(crate) mod personnel;
pub(crate) mod resealing;
pub(crate) mod secondment;
pub(crate) mod training;

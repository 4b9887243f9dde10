//! SQL: one function a statement, no decisions.

pub(crate) mod case;
pub(crate) mod deadline;
pub(crate) mod publicity;
pub(crate) mod task;

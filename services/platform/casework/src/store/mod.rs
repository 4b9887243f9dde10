//! SQL: one function a statement, no decisions.

pub(crate) mod announcement;
pub(crate) mod case;
pub(crate) mod deadline;
pub(crate) mod notice;
pub(crate) mod objection;
mod place;
pub(crate) mod publicity;
pub(crate) mod sweep;
pub(crate) mod task;

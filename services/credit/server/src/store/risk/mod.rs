//! Rules of warning, warnings, and who is to be looked at.

pub(crate) mod alert;
pub(crate) mod evaluation;
pub(crate) mod overview;
pub(crate) mod rule;
pub(crate) mod subject;
pub(crate) mod task;
pub(crate) mod zombie;

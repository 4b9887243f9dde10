//! One use case a file: load, decide, store, emit.

pub(crate) mod check;
pub(crate) mod complaint;
pub(crate) mod enforcement;
pub(crate) mod inspection_item;
pub(crate) mod inspector;
pub(crate) mod outcome;
pub(crate) mod plan;
pub(crate) mod rating;
pub(crate) mod rectification;
pub(crate) mod recusal;
pub(crate) mod refused;
pub(crate) mod report;
pub(crate) mod risk_grade;

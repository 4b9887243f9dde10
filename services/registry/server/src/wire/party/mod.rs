//! Party building (党建): contract ⇄ domain, both ways.

pub(crate) mod coverage;
pub(crate) mod enums;
pub(crate) mod facts;
pub(crate) mod finding;
pub(crate) mod gaps;
pub(crate) mod joint_branch;
pub(crate) mod manage;
pub(crate) mod name;
pub(crate) mod report;
pub(crate) mod status;

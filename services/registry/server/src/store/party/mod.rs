//! SQL of party building (党建): one function a statement, no decisions.

pub(crate) mod coverage;
pub(crate) mod gap;
pub(crate) mod joint_branch;
pub(crate) mod management;
pub(crate) mod membership;
pub(crate) mod report;

//! One function a statement; decides nothing.

pub(crate) mod delay;
pub(crate) mod eligibility;
pub(crate) mod intake;
pub(crate) mod issued_report;
pub(crate) mod listing;
pub(crate) mod measure;
pub(crate) mod organization;
pub(crate) mod petition;
pub(crate) mod publication;
pub(crate) mod qualification;
pub(crate) mod record;
pub(crate) mod reporting;
pub(crate) mod risk;
pub(crate) mod standing;

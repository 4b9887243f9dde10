//! ListService: drafts of what records amount to, decisions, removal, withdrawal.

mod deciding;
mod deeming;
mod drafting;
mod public;
mod real;
mod removing;
mod retracting;
mod revoking;
pub(crate) mod support;

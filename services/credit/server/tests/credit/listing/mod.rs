//! ListService: drafts of what records amount to, decisions, removal, withdrawal.

mod deciding;
mod drafting;
mod public;
mod real;
mod removing;
mod retracting;
pub(crate) mod support;

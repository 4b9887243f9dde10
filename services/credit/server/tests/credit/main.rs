//! Credit as its callers see it, beside a register and inspection.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod eligibility;
mod following;
mod listing;
mod measure;
mod publication;
mod qualification;
mod record;
mod risk;
mod world;

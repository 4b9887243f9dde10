//! Checks in the field (掌上执法): what inspectors record, how their devices' records merge, and when a check may end.
//!
//! A check is a fold over a grow-only set of entries, which the database keeps by their ids: merging is union, so that devices
//! may upload in any order, twice, and interleaved. [`Record`] is the fold: what was answered, found, contradicted, withdrawn
//! and confirmed. [`conclude`] says whether the record is good enough to end the check.

mod conclude;
mod digest;
mod entry;
mod place;
mod record;
mod refusal;
mod term;

pub use conclude::{Conclusion, Kind, Member, Outcome, Team, conclude};
pub use entry::{Content, Entry, Media, Severity, Verdict};
pub use place::{Place, far_beyond};
pub use record::{Gap, Item, Kept, Record};
pub use refusal::{EntryRefusal, Refusal};
pub use term::{clock_is_wrong, least_inspectors, rectification_term, visit_days};

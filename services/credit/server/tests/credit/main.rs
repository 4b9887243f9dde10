//! Credit as its callers see it, beside a register and inspection.

mod following;
mod listing;
mod record;
mod world;

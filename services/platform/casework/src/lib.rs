//! Cases (案件) in statutory procedures, whatever service they belong to: opened, moved, remembered, and told.
//!
//! A service's operation moves a case within its own unit of work: [`Casework::open`], then [`Casework::act`] for every
//! action. Both write the case, its step, the tasks and the terms that follow, and emit the facts. [`Casework::publicise`]
//! and [`Casework::announce`] tell the public of it. [`Casework::services`] answers `onecode.procedure.v1`; [`Casework::sweeper`] warns of terms and reckons them anew where rules or calendar changed.

mod act;
mod adjust;
mod api;
mod deadline;
mod notice;
mod objection;
mod office;
mod period;
mod publication;
mod publicity;
mod read;
pub mod receipt;
mod relocate;
mod store;
mod sweep;
mod wire;

use sqlx::migrate::Migrator;

pub use act::{Opening, Standing, caller};
pub use api::SERVICES;
pub use office::Casework;
pub use procedure::Office;
pub use publication::{Announced, Announcement, Publication, Published};
pub use store::publicity::count as objections;
pub use sweep::{Sweep, Sweeper};
pub use wire::{case_name, etag};

/// The tables of this crate, in schema `casework`; run after those of `uow`.
pub static MIGRATOR: Migrator = sqlx::migrate!();

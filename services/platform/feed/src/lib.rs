//! The feed (变更订阅): every committed fact, once, in order, from any point of the past.
//!
//! Writers leave facts in the outbox, inside their own transactions. One [`Sequencer`] per database moves them to
//! `uow.event` and gives each the next *position*: dense, and only ever given to what is committed, so nothing appears
//! behind a reader. A [`Feed`] reads from there: [`Feed::watch`] follows it from a [`Cursor`], [`Feed::follow`] is the
//! one task of a process that wakes its watchers, and [`EventApi`] is the contract on top of it.
//!
//! # Why the order is right
//!
//! Facts are inserted by the last statement of a unit of work, after it has taken every row lock it will take. Of two
//! units that change one subject, the second has waited for the first to commit before it got its own `seq`; so the
//! first has the smaller `seq`s, and is visible wherever the second is. The same holds for two writes of which one
//! began after the other was answered. The sequencer takes what is visible in order of each unit's last `seq`, whole
//! units only; what it cannot see yet has no such predecessor, and comes later. Units that never met may be numbered
//! either way round; once numbered, that is their order for everybody.

mod api;
mod batch;
mod bell;
mod bounds;
mod cursor;
mod feed;
mod filter;
mod packer;
mod page;
mod recent;
mod record;
mod request;
mod sequencer;
mod tail;
mod watch;

pub use api::EventApi;
pub use batch::{Sequenced, sequence};
pub use cursor::{Cursor, CursorError};
pub use feed::Feed;
pub use packer::Batch;
pub use record::Record;
pub use sequencer::Sequencer;
pub use watch::WatchQuery;

/// The channel on which readers hear that the feed has grown.
pub const EVENT_CHANNEL: &str = "onecode_event";

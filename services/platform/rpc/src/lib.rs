//! How a process answers calls: the door that every call passes, the parts behind it, and their life from start to drain.
//!
//! A call meets one [`Door`]: it is given a trace, a deadline and a caller, or it is refused. Behind it are [`Part`]s,
//! mounted on a [`Host`] over TCP or over an in-memory [`Memory`] address; both are HTTP/2 through the same door, so a
//! laptop that runs every part in one process exercises what the cluster runs.

mod admin;
mod admission;
mod behalf;
mod body;
mod door;
mod drain;
mod host;
mod memory;
mod metadata;
mod part;
mod peers;
mod process;
mod start;
mod task;

pub use admin::{Admin, AdminState};
pub use admission::{Admission, admit, admit_stream};
pub use behalf::{on_behalf, refused, unreachable};
pub use door::{Door, DoorLayer, Refusals};
pub use drain::unless;
pub use host::{Host, HostOptions, Listener, Serving, Tls};
pub use memory::Memory;
pub use metadata::{IDEMPOTENCY_KEY, PURPOSE, REQUEST_ID};
pub use part::{Edge, Part, Readiness};
pub use peers::{Peer, Peers, Traced};
pub use process::{Process, ProcessError, Stage};
pub use start::{Running, start};
pub use task::Task;

//! What stories and faults stand on: the real program, started, called, killed, and its books looked at.

mod admin;
mod books;
mod calls;
mod deployment;
#[path = "../../services/inspection/server/tests/check/device.rs"]
mod device;
mod fund;
mod hall;
mod port;
mod program;
mod raw;
mod rows;
mod site;
mod wait;
mod watcher;
mod writers;

pub use admin::{Metrics, metrics, readiness};
pub use books::Books;
pub use calls::{bearing, details, reason};
pub use deployment::{Arrangement, Deployment};
pub use device::{Device, digest_of};
pub use fund::budgeted;
pub use hall::{Hall, establishment, id_number};
pub use port::Port;
pub use program::{Program, binary, workspace};
pub use raw::{Raw, RawCodec};
pub use rows::{code, creation, organization, row};
pub use site::Site;
pub use testkit::papers::ESTABLISHMENT as PAPERS;
pub use wait::eventually;
pub use watcher::Watcher;
pub use writers::{Roads, Writers, Written, may_repeat};

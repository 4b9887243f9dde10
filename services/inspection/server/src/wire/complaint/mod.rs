//! Complaints: what is asked, what is shown, and what others may learn of them.

mod enums;
mod facts;
mod file;
mod read;
mod reply;
mod review;
mod step;

pub(crate) use facts::*;
pub(crate) use file::*;
pub(crate) use read::*;
pub(crate) use reply::*;
pub(crate) use review::*;
pub(crate) use step::*;

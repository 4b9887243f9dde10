//! Notices before taking office and late elections: what is asked, and what is shown.

mod late_election;
mod name;
mod notice;

pub(crate) use late_election::*;
pub(crate) use name::{late_election_name, notice_name};
pub(crate) use notice::*;

//! Notices before taking office (任前公示) and late elections (延期换届): each operation moves the case and its row together.

mod decide;
mod late_election;
mod propose;
mod read;
mod sealed;

pub(crate) use decide::{Confirm, confirm, publish, put_aside};
pub(crate) use late_election::{
    ApproveLate, FileLate, GetLate, ListLate, ListedLate, OpineLate, StepLate, approve_late, file_late, get_late,
    list_late, opine_late, put_aside_late,
};
pub(crate) use propose::{Propose, propose};
pub(crate) use read::{GetNotice, ListNotices, Listed, SeenNotice, get, list};

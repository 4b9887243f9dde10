//! Leaders (负责人): appointments and what the rules say to them, ends of posts, duties, and who must not decide.

pub(crate) mod appoint;
mod duty;
mod end;
mod people;
mod posts;
pub(crate) mod recusal;
mod reseal;
mod review;

pub(crate) use appoint::{Appoint, appoint, appoint_in};
pub(crate) use duty::{
    Expiring, ExpiringTerm, FileReport, ListExpiring, ListMissing, Missing, RecordAudit, Recorded, TermState, audit,
    expiring, file, missing,
};
pub(crate) use end::{EndPost, end, end_posts_of};
pub(crate) use people::{Opened, account_hash};
pub(crate) use posts::{FindPerson, GetPost, ListPosts, Listed, Seen, find_person, get, list};
pub(crate) use recusal::is_interested;
pub(crate) use reseal::resealing;
pub(crate) use review::{Check, check, review};

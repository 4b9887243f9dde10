//! Leaders, posts and duties: what is asked, and what is shown of a person.

pub(crate) mod appointment;
mod duty;
mod enums;
mod post;
mod read;
mod write;

pub(crate) use appointment::{Seat, appointment, confirmed_rules};
pub(crate) use duty::{audit, audit_reply, expiring, expiring_reply, file, file_reply, missing, missing_reply};
pub(crate) use enums::role;
pub(crate) use post::{appointed, ended, etag, officer, post_name};
pub(crate) use read::{check, check_reply, find_person, find_person_reply, get, get_reply, list, list_reply};
pub(crate) use write::{appoint, appoint_reply, end, end_reply};

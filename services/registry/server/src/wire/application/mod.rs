//! Applications: what they ask for, read into matters of the domain, and how they are shown.

mod content;
mod enums;
mod matter;
mod reply;
mod request;

pub(crate) use content::Content;
pub(crate) use enums::kind;
pub(crate) use matter::{BranchMatter, ChangeMatter, ConversionMatter, Establishment, Matter, Seen, read_matter};
pub(crate) use reply::*;
pub(crate) use request::*;

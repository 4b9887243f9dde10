//! Applications: what they ask for, read into matters of the domain, and how they are shown.

mod content;
mod enums;
mod establishment;
mod matter;
mod reader;
mod reply;
mod request;

pub(crate) use content::Content;
pub(crate) use enums::kind;
pub(crate) use matter::{BranchMatter, ChangeMatter, ConversionMatter, Establishment, Matter, Seen};
pub(crate) use reader::read_matter;
pub(crate) use reply::*;
pub(crate) use request::*;

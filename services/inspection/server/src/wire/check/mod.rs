//! Checks in the field: what is asked, what devices recorded, and what is shown.

pub(crate) mod entry;
pub(crate) mod facts;
pub(crate) mod name;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod stated;
pub(crate) mod word;

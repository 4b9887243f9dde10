//! Plans (抽查计划): what was entered of one, and who may enter more.

pub(crate) mod draft;
pub(crate) mod draw;
pub(crate) mod entered;
pub(crate) mod freeze;
pub(crate) mod proof;
pub(crate) mod read;
pub(crate) mod records;
pub(crate) mod round;
pub(crate) mod share;

pub(crate) use entered::Entered;

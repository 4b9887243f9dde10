//! Checks in the field: the check, its inspectors, its entries, its evidence.

pub(crate) mod entry;
pub(crate) mod evidence;
pub(crate) mod field_check;
pub(crate) mod inspector;

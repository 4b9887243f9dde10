//! One function a statement; decides nothing.

pub(crate) mod intake;
pub(crate) mod listing;
pub(crate) mod organization;
pub(crate) mod record;

//! One function a statement; decides nothing.

pub(crate) mod honour;
pub(crate) mod resealing;
pub(crate) mod secondment;

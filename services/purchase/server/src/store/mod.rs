//! One function a statement; decides nothing.

pub(crate) mod catalog;
pub(crate) mod entry;
pub(crate) mod lock;
pub(crate) mod negative;
pub(crate) mod transfer;

use time::OffsetDateTime;
use uuid::Uuid;

/// Who makes a row, and when.
#[derive(Debug)]
pub(crate) struct Author {
    pub(crate) id: Uuid,
    pub(crate) division: String,
    pub(crate) department: String,
    pub(crate) actor: String,
    pub(crate) officer: Option<String>,
    pub(crate) at: OffsetDateTime,
}

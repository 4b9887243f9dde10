//! Drafts and listings as the contract says them.

pub(crate) mod facts;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod step;
mod word;

use intake::etag::etag;

use super::name;
use crate::store::listing::draft::DraftRow;
use crate::store::listing::removal::RemovalRow;

/// The etag of a draft as it stands.
pub(crate) fn draft_etag(row: &DraftRow) -> String {
    etag(&name::listing_draft(row.id), row.revision)
}

/// The etag of an application as it stands.
pub(crate) fn removal_etag(row: &RemovalRow) -> String {
    etag(&name::listing_removal(row.id), row.revision)
}

//! Qualifications as the contract says them.

pub(crate) mod application;
pub(crate) mod facts;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod step;
mod word;

use intake::etag::etag;

use super::name;
use crate::store::qualification::QualificationRow;
use crate::store::qualification::application::ApplicationRow;
use crate::store::qualification::draft::DraftRow;

/// The etag of a qualification as it stands.
pub(crate) fn qualification_etag(row: &QualificationRow) -> String {
    etag(&name::qualification(row.id), row.revision)
}

/// The etag of an application as it stands.
pub(crate) fn application_etag(row: &ApplicationRow) -> String {
    etag(&name::qualification_application(row.id), row.revision)
}

/// The etag of a draft as it stands.
pub(crate) fn draft_etag(row: &DraftRow) -> String {
    etag(&name::qualification_draft(row.id), row.revision)
}

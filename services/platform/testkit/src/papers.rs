//! Documents that applications come with, made up.

use onecode_proto::document::v1::upload_document_request::Part;
use onecode_proto::document::v1::{DocumentDescription, UploadDocumentRequest};
use sha2::{Digest as _, Sha256};

/// Kinds of documents that an establishment wants.
pub const ESTABLISHMENT: &[&str] = &[
    "application",
    "charter",
    "leaders-particulars",
    "capital-verification",
    "premises-right",
    "supervising-approval",
];

/// Bytes in hexadecimal, as hashes are told and as PostgreSQL shows bytes.
#[must_use]
pub fn hex(bytes: impl AsRef<[u8]>) -> String {
    hex::encode(bytes)
}

/// The upload of a small document of a kind, described as it is.
#[must_use]
pub fn upload(kind: &str) -> [UploadDocumentRequest; 2] {
    let content = format!("%PDF-1.7\n{kind}\n%%EOF\n").into_bytes();
    let description = DocumentDescription {
        title: format!("{kind}.pdf"),
        kind: kind.to_owned(),
        media_type: "application/pdf".to_owned(),
        size_bytes: content.len().try_into().unwrap_or(i64::MAX),
        sha256: hex(Sha256::digest(&content)),
        ..DocumentDescription::default()
    };
    [Part::Description(description), Part::Chunk(content.into())].map(|part| UploadDocumentRequest { part: Some(part) })
}

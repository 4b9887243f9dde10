//! Documents as their callers see them.

use fault::{Fault, Kind};
use intake::page::{self, Binding};
use intake::time;
use intake::violations::Violations;
use onecode_proto::document::v1 as pb;
use uow::{Call, Scope};
use uuid::Uuid;

use crate::document::{self, Description, Document};
use crate::media::Media;

const LONGEST_TITLE: usize = 200;
const LONGEST_KIND: usize = 60;
const LONGEST_SUBJECT: usize = 200;

/// Which page of which subject.
#[derive(Debug)]
pub(crate) struct ListDocuments {
    pub(crate) scope: Scope,
    pub(crate) subject: String,
    /// The last id of the page before; nil for the first.
    pub(crate) after: Uuid,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, the oldest first.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) documents: Vec<Document>,
    pub(crate) next_page_token: String,
}

pub(crate) fn description(request: &pb::DocumentDescription, max_bytes: u64) -> Result<Description, Fault> {
    let mut violations = Violations::default();
    let title = title(&mut violations, &request.title);
    if !is_key(&request.kind) {
        violations.note("description.kind", "must be a key in lower case with hyphens, e.g. charter");
    }
    let media = Media::parse(&request.media_type);
    if media.is_none() {
        let names = Media::ALL.map(Media::name).join(", ");
        violations.note("description.media_type", format_args!("must be one of {names}"));
    }
    let size_bytes = u64::try_from(request.size_bytes).ok().filter(|size| *size > 0);
    if size_bytes.is_none() {
        violations.note("description.size_bytes", "must be 1 or more");
    }
    let sha256 = digest(&request.sha256);
    if sha256.is_none() {
        violations.note("description.sha256", "must be 64 hexadecimal digits");
    }
    if !request.subject.is_empty() && !is_resource(&request.subject) {
        violations.note("description.subject", "must be a resource name, e.g. organizations/{code}");
    }
    let subject = Some(request.subject.clone()).filter(|subject| !subject.is_empty());
    let read = || {
        let (kind, media, size_bytes, sha256) = (request.kind.clone(), media?, size_bytes?, sha256?);
        Some(Description { title, kind, media, size_bytes, sha256, subject })
    };
    let description = violations.finish(read())?;
    if description.size_bytes > max_bytes {
        let sentence = format!("a document may have {max_bytes} bytes");
        let fault = Fault::new(Kind::ResourceExhausted, "TOO_LARGE", sentence);
        return Err(fault.with("limit_bytes", max_bytes.to_string()));
    }
    Ok(description)
}

pub(crate) fn id(name: &str) -> Result<Uuid, Fault> {
    let id = name.strip_prefix("documents/").and_then(|id| id.parse().ok());
    id.ok_or_else(|| Fault::invalid_field("name", "must be documents/{uuid}"))
}

pub(crate) fn list(request: &pb::ListDocumentsRequest, call: &Call) -> Result<ListDocuments, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListDocumentsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok()).unwrap_or_default();
    if !is_resource(&request.subject) {
        violations.note("subject", "must be a resource name, e.g. organizations/{code}");
    }
    let (scope, subject) = (call.scope.clone(), request.subject.clone());
    violations.finish(Some(ListDocuments { scope, subject, after, size, binding }))
}

pub(crate) fn upload_reply(document: Document) -> pb::UploadDocumentResponse {
    pb::UploadDocumentResponse { document: Some(self::document(document)) }
}

pub(crate) fn get_reply(document: Document) -> pb::GetDocumentResponse {
    pb::GetDocumentResponse { document: Some(self::document(document)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListDocumentsResponse {
    pb::ListDocumentsResponse {
        documents: listed.documents.into_iter().map(document).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn document(row: Document) -> pb::Document {
    pb::Document {
        name: document::name(row.id),
        title: row.title,
        kind: row.kind,
        media_type: row.media_type,
        size_bytes: row.size_bytes,
        sha256: hex::encode(&row.sha256),
        subject: row.subject.unwrap_or_default(),
        attached: row.attached_at.is_some(),
        department: row.department,
        division: row.division,
        retain_until: Some(time::date(row.retain_until)),
        create_time: Some(time::timestamp(row.created_at)),
    }
}

fn digest(text: &str) -> Option<[u8; 32]> {
    let digits = Some(text).filter(|text| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let mut digest = [0; 32];
    for (byte, at) in digest.iter_mut().zip((0..64).step_by(2)) {
        *byte = u8::from_str_radix(&digits[at..at + 2], 16).ok()?;
    }
    Some(digest)
}

fn title(violations: &mut Violations, text: &str) -> String {
    let title = text.trim();
    let length = title.chars().count();
    if !(1..=LONGEST_TITLE).contains(&length) || title.chars().any(char::is_control) {
        violations.note("description.title", format_args!("must have 1 to {LONGEST_TITLE} characters on one line"));
    }
    title.to_owned()
}

fn is_key(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.len() <= LONGEST_KIND
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// `collection/id`, once or nested.
fn is_resource(text: &str) -> bool {
    let segment = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    text.len() <= LONGEST_SUBJECT && text.split('/').count().is_multiple_of(2) && text.split('/').all(segment)
}

//! Why a document is not taken, shown, or attached.

use std::fmt;

use fault::{Kind, Reason};
use uuid::Uuid;

use crate::media::Media;

/// A refusal, declared in `onecode.document.v1.ErrorReason`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No such documents, or not for this caller.
    NotFound(Vec<Uuid>),
    /// Something else refers to these documents.
    AttachedElsewhere(Vec<Uuid>),
    /// More or fewer bytes came than were declared.
    SizeMismatch {
        /// Bytes declared.
        declared: u64,
    },
    /// Another content came than was declared.
    HashMismatch {
        /// SHA-256 of what came, hexadecimal.
        sha256: String,
    },
    /// The content is not of the media type declared.
    TypeMismatch {
        /// Media type declared.
        media_type: &'static str,
    },
    /// The caller does not say why the content is read.
    PurposeRequired,
    /// The content is not what was handed in.
    Damaged(Uuid),
}

impl Refusal {
    pub(crate) fn type_mismatch(media: Media) -> Self {
        Self::TypeMismatch { media_type: media.name() }
    }
}

fn joined(ids: &[Uuid]) -> String {
    ids.iter().map(Uuid::to_string).collect::<Vec<_>>().join(",")
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(ids) => write!(f, "no such document, or not for the caller to see: {}", joined(ids)),
            Self::AttachedElsewhere(ids) => write!(f, "something else refers to: {}", joined(ids)),
            Self::SizeMismatch { declared } => write!(f, "the content does not have the {declared} bytes declared"),
            Self::HashMismatch { sha256 } => write!(f, "the content has SHA-256 {sha256}, another than declared"),
            Self::TypeMismatch { media_type } => write!(f, "the content is not {media_type}"),
            Self::PurposeRequired => f.write_str("say why the content is read, in metadata `onecode-purpose`"),
            Self::Damaged(id) => write!(f, "what is stored of document {id} is not what was handed in"),
        }
    }
}

impl Reason for Refusal {
    fn kind(&self) -> Kind {
        match self {
            Self::NotFound(_) => Kind::NotFound,
            Self::AttachedElsewhere(_) => Kind::FailedPrecondition,
            Self::SizeMismatch { .. }
            | Self::HashMismatch { .. }
            | Self::TypeMismatch { .. }
            | Self::PurposeRequired => Kind::InvalidArgument,
            Self::Damaged(_) => Kind::Internal,
        }
    }

    fn reason(&self) -> &'static str {
        match self {
            Self::NotFound(_) => "DOCUMENT_NOT_FOUND",
            Self::AttachedElsewhere(_) => "DOCUMENT_ATTACHED_ELSEWHERE",
            Self::SizeMismatch { .. } => "DOCUMENT_SIZE_MISMATCH",
            Self::HashMismatch { .. } => "DOCUMENT_HASH_MISMATCH",
            Self::TypeMismatch { .. } => "DOCUMENT_TYPE_MISMATCH",
            Self::PurposeRequired => "PURPOSE_REQUIRED",
            Self::Damaged(_) => "DOCUMENT_DAMAGED",
        }
    }

    fn metadata(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotFound(ids) | Self::AttachedElsewhere(ids) => vec![("documents", joined(ids))],
            Self::SizeMismatch { declared } => vec![("declared_bytes", declared.to_string())],
            Self::HashMismatch { sha256 } => vec![("sha256", sha256.clone())],
            Self::TypeMismatch { media_type } => vec![("media_type", (*media_type).to_owned())],
            Self::PurposeRequired => Vec::new(),
            Self::Damaged(id) => vec![("document", id.to_string())],
        }
    }
}

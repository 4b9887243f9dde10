//! What is told of notices of single sources; of objections nothing is.

use onecode_proto::purchase::v1 as pb;

use super::notice;
use crate::store::single_source::NoticeRow;

/// One was published.
pub(crate) fn published(row: &NoticeRow) -> pb::SingleSourceNoticePublished {
    pb::SingleSourceNoticePublished { single_source_notice: Some(notice(row.clone())) }
}

/// It was cleared.
pub(crate) fn cleared(row: &NoticeRow) -> pb::SingleSourceNoticeCleared {
    pb::SingleSourceNoticeCleared { single_source_notice: Some(notice(row.clone())) }
}

/// It failed by an objection.
pub(crate) fn failed(row: &NoticeRow) -> pb::SingleSourceNoticeFailed {
    pb::SingleSourceNoticeFailed { single_source_notice: Some(notice(row.clone())) }
}

/// It was withdrawn.
pub(crate) fn withdrawn(row: &NoticeRow) -> pb::SingleSourceNoticeWithdrawn {
    pb::SingleSourceNoticeWithdrawn { single_source_notice: Some(notice(row.clone())) }
}

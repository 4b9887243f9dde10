//! What versions of catalogues and their differences are called in tables.

use onecode_proto::purchase::v1::{CatalogChangeKind, CatalogStatus};

use super::Label;

impl Label for CatalogStatus {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Draft => ("draft", "草案"),
            Self::Adopted => ("adopted", "已印发"),
            Self::Discarded => ("discarded", "已作废"),
        }
    }
}

impl Label for CatalogChangeKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Added => ("added", "新增"),
            Self::Removed => ("removed", "取消"),
            Self::Renamed => ("renamed", "更名"),
            Self::Moved => ("moved", "调整"),
            Self::Remarked => ("remark", "备注变更"),
        }
    }
}

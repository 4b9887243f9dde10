//! How tenders stand, and by what bids stand before others, in tables.

use onecode_proto::purchase::v1::{TenderDecider, TenderStatus};

use super::Label;

impl Label for TenderStatus {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Draft => ("draft", "草稿"),
            Self::Published => ("published", "已公告"),
            Self::Opened => ("opened", "已开标"),
            Self::Offering => ("last offers", "最后报价"),
            Self::Evaluated => ("evaluated", "已评审"),
            Self::Announced => ("announced", "结果已公示"),
            Self::Awarded => ("awarded", "已成交"),
            Self::Failed => ("failed", "废标、流标"),
            Self::Cancelled => ("cancelled", "已取消"),
        }
    }
}

impl Label for TenderDecider {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Score => ("score", "得分"),
            Self::Price => ("price", "报价"),
            Self::Preference => ("preference", "社会组织优先"),
            Self::Receipt => ("receipt", "递交时间"),
        }
    }
}

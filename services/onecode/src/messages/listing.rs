//! What the lists and their drafts are called in tables.

use onecode_proto::credit::v1::{CreditList, ListingDraftState, ListingRemovalCause, ListingRemovalState};

use super::Label;

impl Label for CreditList {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Abnormal => ("abnormal", "活动异常名录"),
            Self::Serious => ("serious", "严重违法失信名单"),
        }
    }
}

impl Label for ListingDraftState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Drafted => ("drafted", "待审查"),
            Self::Noticed => ("notice written", "已制作告知书"),
            Self::Served => ("told", "待陈述申辩"),
            Self::Defended => ("answered", "已陈述申辩"),
            Self::Unopposed => ("unopposed", "视为无异议"),
            Self::Listed => ("listed", "已列入"),
            Self::Exempted => ("exempted", "免予列入"),
            Self::Dismissed => ("dismissed", "不予列入"),
            Self::Lapsed => ("lapsed", "线索消失"),
        }
    }
}

impl Label for ListingRemovalCause {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Application => ("removed on application", "申请移出"),
            Self::Period => ("removed after six months", "期满自动移出"),
            Self::Moved => ("moved to the serious list", "转列严重违法失信名单"),
        }
    }
}

impl Label for ListingRemovalState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Verifying => ("removal applied for", "申请移出，核实中"),
            Self::Removed => ("removal granted", "决定移出"),
            Self::Refused => ("removal refused", "不予移出"),
            Self::Moot => ("removal moot", "移出申请无须办理"),
        }
    }
}

//! What accounts of the ledger and differences are called in tables.

use onecode_proto::purchase::v1::{LedgerAccount, LedgerDifferenceKind};

use super::Label;

impl Label for LedgerAccount {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Source => ("source", "拨款来源"),
            Self::Available => ("available", "可用指标"),
            Self::Committed => ("committed", "已批未付"),
            Self::InTransit => ("in transit", "支付在途"),
            Self::Paid => ("paid", "已支付"),
            Self::Receivable => ("receivable", "应追回"),
        }
    }
}

impl Label for LedgerDifferenceKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Balance => ("balance", "余额不符"),
            Self::Unbalanced => ("unbalanced", "借贷不平"),
            Self::Numbering => ("numbering", "编号断缺"),
            Self::Limit => ("limit", "超过限额"),
        }
    }
}

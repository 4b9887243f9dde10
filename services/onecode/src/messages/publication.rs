//! What publications are called in tables.

use onecode_proto::credit::v1::{PublicationKind, PublicationState, PublicationWithdrawalGround};

use super::Label;

impl Label for PublicationKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Registration => ("registration", "成立公示"),
            Self::Status => ("status", "登记状态公示"),
            Self::Deregistration => ("deregistration", "注销公示"),
            Self::Revocation => ("revocation", "撤销登记、吊销登记证书公示"),
            Self::Report => ("annual report", "年检结果"),
            Self::Check => ("check", "行政检查结果"),
            Self::Penalty => ("penalty", "行政处罚"),
            Self::Rating => ("grade", "评估信息"),
            Self::AbnormalListing => ("abnormal list", "活动异常名录"),
            Self::SeriousListing => ("serious list", "严重违法失信名单"),
            Self::Other => ("other", "其他"),
        }
    }
}

impl Label for PublicationState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Published => ("shown", "公示中"),
            Self::Ended => ("ended", "期满停止公示"),
            Self::Withdrawn => ("withdrawn", "已撤回"),
        }
    }
}

impl Label for PublicationWithdrawalGround {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::SourceFell => ("what it rests on fell", "所依据的决定、信息已经撤销"),
            Self::Authority => ("taken back by its authority", "作出决定的机关撤回公开"),
            Self::Error => ("it was wrong", "公示内容有误"),
            Self::Secrecy => ("law forbids it", "依法不予公开"),
        }
    }
}

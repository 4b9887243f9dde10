//! What contracts, their milestones and evaluations are called in tables.

use onecode_proto::purchase::v1::{ContractMilestoneStatus, ContractStatus, PerformanceGrade, SupplierMatch};

use super::Label;

impl Label for ContractStatus {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Active => ("active", "履行中"),
            Self::Completed => ("completed", "履行完毕"),
            Self::Terminated => ("terminated", "已终止"),
        }
    }
}

impl Label for ContractMilestoneStatus {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Pending => ("pending", "未交付"),
            Self::Submitted => ("submitted", "待验收"),
            Self::Examined => ("examined", "待复核"),
            Self::Accepted => ("accepted", "已验收"),
        }
    }
}

impl Label for PerformanceGrade {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Excellent => ("excellent", "优秀"),
            Self::Good => ("good", "良好"),
            Self::Passed => ("passed", "合格"),
            Self::Failed => ("failed", "不合格"),
        }
    }
}

impl Label for SupplierMatch {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Stated => ("stated", "原表载明"),
            Self::Found => ("found", "已匹配"),
            Self::Candidates => ("candidates", "疑似"),
            Self::None => ("none", "未匹配"),
        }
    }
}

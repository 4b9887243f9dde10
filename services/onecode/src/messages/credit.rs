//! What credit information is called in tables.

use onecode_proto::credit::v1::{DisplayLevel, RecordClass, RecordKind};

use super::Label;

impl Label for RecordClass {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Basic => ("basic", "基础信息"),
            Self::AnnualReport => ("annual report", "年报信息"),
            Self::Inspection => ("inspection", "行政检查信息"),
            Self::Penalty => ("penalty", "行政处罚信息"),
            Self::Other => ("other", "其他信息"),
        }
    }
}

impl Label for RecordKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Registered => ("registered", "成立登记"),
            Self::StatusChanged => ("status changed", "登记状态变化"),
            Self::ReportConcluded => ("report concluded", "年检结论"),
            Self::ReportMissed => ("report missed", "未按规定报送年度报告"),
            Self::ReportRectificationMissed => ("report rectification missed", "年检逾期未整改"),
            Self::CheckConcluded => ("check concluded", "行政检查结果"),
            Self::SeriousFinding => ("serious finding", "检查发现严重问题"),
            Self::RectificationMissed => ("rectification missed", "抽查逾期未整改"),
            Self::Penalty => ("penalty", "行政处罚"),
            Self::Rating => ("rating", "评估等级"),
            Self::PartyGap => ("party gap", "未按规定建立党组织"),
            Self::CourtDefaulter => ("court defaulter", "失信被执行人"),
            Self::Unreachable => ("unreachable", "通过登记的住所无法联系"),
            Self::FraudRevoked => ("fraud revoked", "骗取登记被撤销"),
            Self::FundraisingUnqualified => ("fundraising unqualified", "不再具备公开募捐资格条件"),
            Self::OtherGround => ("other ground", "法律法规规定的其他情形"),
            Self::Commendation => ("commendation", "表彰奖励"),
            Self::Purchase => ("purchase", "承接政府购买服务"),
            Self::TaxCredit => ("tax credit", "纳税信用等级"),
        }
    }
}

impl Label for DisplayLevel {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified | Self::None => ("", ""),
            Self::Minor => ("minor", "轻微"),
            Self::General => ("general", "一般"),
            Self::Serious => ("serious", "严重"),
        }
    }
}

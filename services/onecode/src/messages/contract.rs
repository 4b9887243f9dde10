//! What projects, contracts, their milestones and evaluations are called in tables.

use onecode_proto::purchase::v1::{
    AcceptanceOutcome, AwardEligibility, ContractMilestoneStatus, ContractStatus, PerformanceGrade, ProcurementMethod,
    ProjectStatus, SpendingTargetResult, SupplierMatch, TerminationGround,
};

use super::Label;

impl Label for ProjectStatus {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Planned => ("planned", "已立项"),
            Self::Awarded => ("awarded", "已成交"),
            Self::Contracted => ("contracted", "已签约"),
            Self::Failed => ("failed", "废标、流标"),
            Self::Cancelled => ("cancelled", "已取消"),
            Self::Framed => ("framed", "已订框架协议"),
        }
    }
}

impl Label for SpendingTargetResult {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Reached => ("reached", "已达到"),
            Self::NotReached => ("not reached", "未达到"),
            Self::NotKnown => ("not known", "不明"),
        }
    }
}

impl Label for ProcurementMethod {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::OpenTender => ("open tender", "公开招标"),
            Self::InvitedTender => ("invited tender", "邀请招标"),
            Self::CompetitiveNegotiation => ("competitive negotiation", "竞争性谈判"),
            Self::CompetitiveConsultation => ("competitive consultation", "竞争性磋商"),
            Self::Inquiry => ("inquiry", "询价"),
            Self::SingleSource => ("single source", "单一来源"),
            Self::Framework => ("framework agreement", "框架协议"),
        }
    }
}

impl Label for AwardEligibility {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Allowed => ("allowed", "符合"),
            Self::NotKnown => ("not known", "待核实"),
            Self::NoRecord => ("no record", "无记录"),
        }
    }
}

impl Label for AcceptanceOutcome {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Accept => ("accept", "合格"),
            Self::Return => ("return", "不合格"),
        }
    }
}

impl Label for TerminationGround {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Agreement => ("agreement", "协商一致"),
            Self::SupplierBreach => ("breach of the supplier", "承接主体违约"),
            Self::BuyerBreach => ("breach of the buyer", "购买主体违约"),
            Self::PublicInterest => ("public interest", "损害国家利益和社会公共利益"),
            Self::ForceMajeure => ("force majeure", "不可抗力"),
        }
    }
}

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

//! What purposes, decisions, results and cures of eligibility are called in tables.

use onecode_proto::credit::v1::{ConditionResult, EligibilityCure, EligibilityDecision, EligibilityPurpose};

use super::Label;

impl Label for EligibilityPurpose {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Purchase => ("purchase of services", "承接政府购买服务"),
            Self::TaxExemption => ("tax exemption", "免税资格"),
            Self::DonationDeduction => ("donation deduction", "公益性捐赠税前扣除资格"),
            Self::PublicFundraising => ("public fundraising", "公开募捐资格"),
            Self::CharityRecognition => ("charity recognition", "慈善组织认定"),
            Self::Rating => ("rating", "参加评估"),
            Self::Award => ("award", "表彰奖励"),
            Self::FunctionTransfer => ("transfer of functions", "承接政府转移职能"),
            Self::Fund => ("funds", "资金扶持"),
        }
    }
}

impl Label for EligibilityDecision {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Allowed => ("allowed", "符合"),
            Self::Restricted => ("restricted: a person must look", "待核实"),
            Self::Refused => ("refused", "不符合"),
        }
    }
}

impl Label for ConditionResult {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Met => ("met", "符合"),
            Self::NotMet => ("NOT MET", "不符合"),
            Self::NotKnown => ("not known", "无法核实"),
        }
    }
}

impl Label for EligibilityCure {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Time => ("time", "期限届满"),
            Self::RemovalFromList => ("removal from the list", "移出名录"),
            Self::ActiveRegistration => ("active registration", "恢复正常登记状态"),
            Self::Rating => ("a grade", "取得评估等级"),
            Self::Report => ("handing in the report", "补报年度报告"),
            Self::BetterConclusion => ("a better conclusion", "整改并取得合格结论"),
            Self::PerformJudgment => ("performing the judgment", "履行生效法律文书"),
            Self::TaxCredit => ("a better tax credit", "纳税信用修复"),
            Self::Proof => ("proof", "提交证明"),
            Self::FreshFacts => ("asking again later", "等待数据更新"),
            Self::Qualification => ("having the qualification", "取得资格"),
        }
    }
}

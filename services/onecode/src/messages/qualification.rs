//! What kinds and states of qualifications are called in tables.

use onecode_proto::credit::v1::{QualificationKind, QualificationState};

use super::Label;

impl Label for QualificationKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::TaxExemption => ("tax exemption", "非营利组织免税资格"),
            Self::DonationDeduction => ("donation deduction", "公益性捐赠税前扣除资格"),
            Self::Charity => ("charity", "慈善组织"),
            Self::PublicFundraising => ("public fundraising", "公开募捐资格"),
        }
    }
}

impl Label for QualificationState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::ToCome => ("to come", "尚未生效"),
            Self::InForce => ("in force", "有效"),
            Self::Lapsed => ("lapsed", "到期失效"),
            Self::Cancelled => ("cancelled", "已取消"),
        }
    }
}

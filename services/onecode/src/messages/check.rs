//! What values of checks in the field are called in tables.

use onecode_proto::inspection::v1::{CheckKind, CheckOutcome, CheckState, CheckVerdict, EntryRefusal};

use super::Label;

impl Label for CheckKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Routine => ("drawn at random", "双随机抽查"),
            Self::Special => ("special", "专项检查"),
            Self::Complaint => ("after a complaint", "投诉举报核查"),
            Self::FinancialAudit => ("financial audit", "财务审计"),
            Self::Supervisory => ("by the supervising unit", "业务主管单位抽查"),
        }
    }
}

impl Label for CheckState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Planned => ("planned", "待检查"),
            Self::Underway => ("under way", "检查中"),
            Self::Concluded => ("concluded", "已作出结论"),
            Self::Published => ("published", "已公布"),
        }
    }
}

impl Label for CheckOutcome {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::NoProblem => ("no problem found", "未发现问题"),
            Self::Corrected => ("corrected on the spot", "当场改正"),
            Self::Ordered => ("ordered to rectify", "责令改正"),
            Self::Transferred => ("transferred", "移送处理"),
            Self::Unreachable => ("unreachable", "通过登记的住所无法联系"),
            Self::Refused => ("refused inspection", "不配合检查"),
        }
    }
}

impl Label for CheckVerdict {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Conforms => ("conforms", "符合"),
            Self::DoesNotConform => ("does not conform", "不符合"),
            Self::NotApplicable => ("not applicable", "不涉及"),
        }
    }
}

impl Label for EntryRefusal {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::OtherContent => ("another content has its id", "内容与已收存的不一致"),
            Self::AuthorNotAssigned => ("its author is no inspector of the check", "非本次检查人员"),
            Self::AuthorOfOtherDepartment => ("its author is another department's", "非本部门检查人员"),
            Self::AuthorNotCertified => ("its author's certificate does not hold", "执法证件无效"),
            Self::AuthorRecused => ("its author must stay away", "应当回避"),
            Self::ItemNotOfCheck => ("the check has no such item", "非本次检查项目"),
            Self::CheckFull => ("the check is full", "记录已满"),
        }
    }
}

//! What values of the contracts and their fields are called in tables.

use onecode_proto::inspection::v1::{PlanState, RiskGrade, RoundFailureCause, RoundState};
use onecode_proto::procedure::v1::{Confidence, DeadlineState, OpinionState, ThresholdUnit};
use onecode_proto::registry::v1::{
    CertificateEndReason, CertificateStatus, DepartmentKind, ImportAction, LegalForm, MatchKind, OrganizationKind,
    OrganizationStatus, ResolutionKind,
};

use super::Language;

/// A value with a name in each language.
pub trait Label {
    /// English, Chinese.
    fn labels(&self) -> (&'static str, &'static str);

    /// The name in a language.
    fn label(&self, language: Language) -> &'static str {
        let (english, chinese) = self.labels();
        match language {
            Language::En => english,
            Language::Zh => chinese,
        }
    }
}

/// A heading, written with both names where it is used.
impl Label for (&'static str, &'static str) {
    fn labels(&self) -> (&'static str, &'static str) {
        *self
    }
}

impl Label for OrganizationKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::SocialGroup => ("social group", "社会团体"),
            Self::PrivateNonEnterprise => ("private non-enterprise", "社会服务机构"),
            Self::Foundation => ("foundation", "基金会"),
            Self::Other => ("other", "其他"),
        }
    }
}

impl Label for LegalForm {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Corporate => ("legal person", "法人"),
            Self::Partnership => ("partnership", "合伙"),
            Self::Individual => ("individual", "个体"),
        }
    }
}

impl Label for OrganizationStatus {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Unknown => ("unknown", "状态不详"),
            Self::Active => ("active", "正常"),
            Self::Suspended => ("suspended", "限期停止活动"),
            Self::Liquidating => ("liquidating", "清算中"),
            Self::Revoked => ("revoked", "撤销登记"),
            Self::Deregistered => ("deregistered", "注销"),
        }
    }
}

impl Label for PlanState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Draft => ("draft", "草案"),
            Self::Frozen => ("frozen", "已封存"),
            Self::Committing => ("committing", "承诺中"),
            Self::Revealing => ("revealing", "揭示中"),
            Self::Drawn => ("drawn", "已抽取"),
            Self::Cancelled => ("cancelled", "已取消"),
        }
    }
}

impl Label for RoundState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Committing => ("committing", "承诺中"),
            Self::Revealing => ("revealing", "揭示中"),
            Self::Complete => ("complete", "份额齐备"),
            Self::Failed => ("FAILED", "失败"),
            Self::Drawn => ("drawn", "已抽取"),
        }
    }
}

impl Label for RoundFailureCause {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::MissingCommitment => ("did not commit", "未承诺"),
            Self::MissingShare => ("did not reveal", "未揭示"),
            Self::ShareMismatch => ("revealed another share", "份额不符"),
            Self::MissingBeacon => ("no value of the beacon", "信标缺失"),
        }
    }
}

impl Label for RiskGrade {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::A => ("A", "A"),
            Self::B => ("B", "B"),
            Self::C => ("C", "C"),
            Self::D => ("D", "D"),
        }
    }
}

impl Label for MatchKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Exact => ("exact", "全名"),
            Self::Prefix => ("beginning", "开头"),
            Self::Contains => ("part", "包含"),
            Self::Reading => ("pinyin", "拼音"),
            Self::Similar => ("similar", "相近"),
        }
    }
}

impl Label for ResolutionKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Code => ("code", "统一社会信用代码"),
            Self::FilingNumber => ("filing number", "备案编号"),
            Self::HistoricIdentifier => ("old number", "历史编号"),
            Self::Title => ("present name", "现用名称"),
            Self::FormerTitle => ("former name", "曾用名"),
        }
    }
}

impl Label for DepartmentKind {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Registrar => ("registrar", "登记管理机关"),
            Self::PartyBody => ("party body", "党建工作机构"),
            Self::Functional => ("functional", "职能部门"),
            Self::SupervisingUnit => ("supervising unit", "业务主管单位"),
            Self::Industry => ("industry", "行业管理部门"),
            Self::Township => ("township", "乡镇、街道"),
        }
    }
}

impl Label for CertificateStatus {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Valid => ("valid", "有效"),
            Self::Superseded => ("superseded", "已被替代"),
            Self::Revoked => ("revoked", "已废止"),
            Self::Expired => ("expired", "已过有效期"),
        }
    }
}

impl Label for CertificateEndReason {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Reissued => ("another was issued", "已补发或换发"),
            Self::Changed => ("a particular changed", "登记事项已变更"),
            Self::Inactive => ("the organisation is no longer active", "社会组织不再是正常状态"),
        }
    }
}

impl Label for ImportAction {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Created => ("created", "新增"),
            Self::Changed => ("changed", "变更"),
            Self::Unchanged => ("unchanged", "未变"),
            Self::Refused => ("refused", "拒绝"),
        }
    }
}

impl Label for DeadlineState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Running => ("running", "计时中"),
            Self::Suspended => ("standing still", "中止"),
            Self::Stopped => ("done", "已完成"),
            Self::Cancelled => ("no longer matters", "已终止"),
        }
    }
}

impl Label for OpinionState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Awaited => ("awaited", "待反馈"),
            Self::Favourable => ("favourable", "同意"),
            Self::Unfavourable => ("unfavourable", "不同意"),
            Self::Missing => ("never given", "未反馈"),
        }
    }
}

impl Label for ThresholdUnit {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::WorkingDays => ("working days", "个工作日"),
            Self::CalendarDays => ("calendar days", "日"),
            Self::Months => ("months", "个月"),
            Self::Years => ("years", "年"),
            Self::Persons => ("persons", "人"),
            Self::Units => ("units", "个单位"),
            Self::Members => ("members", "个会员"),
            Self::Posts => ("posts", "个职务"),
            Self::Terms => ("terms of office", "届"),
            Self::Fen => ("fen", "分"),
            Self::Thirds => ("thirds", "（三分之几）"),
            Self::Percent => ("%", "%"),
            Self::PerMille => ("‰", "‰"),
            Self::Unspecified | Self::Count => ("", ""),
        }
    }
}

impl Label for Confidence {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Verified => ("verified by the text", "已核对条文"),
            Self::SecondHand => ("as others state it", "转述"),
            Self::MemoryHigh => ("from memory, quite sure", "待核（较有把握）"),
            Self::MemoryMedium => ("from memory, fairly sure", "待核（把握一般）"),
            Self::MemoryLow => ("from memory, not sure", "待核（把握不大）"),
            Self::Design => ("a choice of this system", "设计选择"),
        }
    }
}

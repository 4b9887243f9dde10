//! The columns, by the headings under which registers keep them.

use super::amount::Unit;
use super::words::half_width;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Unified social credit code.
    Code,
    /// Registered name.
    Title,
    /// Kind.
    Kind,
    /// Legal form of a private non-enterprise unit.
    LegalForm,
    /// Status.
    Status,
    /// Division of the registering authority.
    Division,
    /// Registering authority.
    Authority,
    /// Supervising unit.
    Supervisor,
    /// Day of establishment.
    Established,
    /// Registered address.
    Address,
    /// Business scope.
    BusinessScope,
    /// Registered fund; the unit of a bare number, if the heading states one.
    Capital(Option<Unit>),
    /// Legal representative.
    LegalRepresentative,
    /// Telephone.
    ContactPhone,
    /// Former names, separated.
    FormerNames,
    /// Abbreviations, separated.
    Abbreviations,
    /// Number of the old registration certificate.
    RegistrationNumber,
    /// Nine-character organisation code.
    OrganizationCode,
    /// Filing number.
    FilingNumber,
    /// From which day the row holds.
    ValidFrom,
    /// Source of the row; in an export, nothing.
    Basis,
    /// Whether the row is made up.
    Synthetic,
    /// Revision shown by an export; import reads past it.
    Revision,
}

impl Column {
    /// The heading under which the column is written.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Title => "name",
            Self::Kind => "kind",
            Self::LegalForm => "legal_form",
            Self::Status => "status",
            Self::Division => "division",
            Self::Authority => "authority",
            Self::Supervisor => "supervisor",
            Self::Established => "established",
            Self::Address => "address",
            Self::BusinessScope => "business_scope",
            Self::Capital(Some(Unit::Fen)) => "registered_capital_fen",
            Self::Capital(Some(Unit::Yuan)) => "registered_capital_yuan",
            Self::Capital(Some(Unit::TenThousandYuan)) => "registered_capital_10k_yuan",
            Self::Capital(None) => "registered_capital",
            Self::LegalRepresentative => "legal_representative",
            Self::ContactPhone => "contact_phone",
            Self::FormerNames => "former_names",
            Self::Abbreviations => "abbreviations",
            Self::RegistrationNumber => "registration_number",
            Self::OrganizationCode => "organization_code",
            Self::FilingNumber => "filing_number",
            Self::ValidFrom => "valid_from",
            Self::Basis => "source",
            Self::Synthetic => "synthetic",
            Self::Revision => "revision",
        }
    }

    /// The column under a heading; case, spaces, hyphens and full width do not matter.
    #[must_use]
    pub fn of(heading: &str) -> Option<Self> {
        let folded = half_width(heading).trim().to_lowercase().replace([' ', '-'], "_");
        let found = match folded.as_str() {
            "code" | "uscc" | "统一社会信用代码" | "社会信用代码" | "信用代码" => Self::Code,
            "name" | "title" | "名称" | "社会组织名称" | "机构名称" | "单位名称" | "组织名称" => {
                Self::Title
            }
            "kind" | "type" | "类型" | "社会组织类型" | "组织类型" => Self::Kind,
            "legal_form" | "形式" | "单位形式" | "民办非企业单位形式" => Self::LegalForm,
            "status" | "状态" | "登记状态" => Self::Status,
            "division" | "行政区划" | "行政区划代码" | "区划代码" => Self::Division,
            "authority" | "registration_authority" | "登记管理机关" | "登记机关" | "登记管理机关名称" => {
                Self::Authority
            }
            "supervisor" | "supervising_unit" | "业务主管单位" | "主管单位" => Self::Supervisor,
            "established" | "established_date" | "成立登记日期" | "成立日期" | "成立时间" | "登记日期" => {
                Self::Established
            }
            "address" | "住所" | "地址" | "注册地址" | "登记住所" => Self::Address,
            "business_scope" | "scope" | "业务范围" | "宗旨和业务范围" => Self::BusinessScope,
            "registered_capital" | "capital" | "注册资金" | "注册资本" | "开办资金" | "原始基金" | "原始基金数额" => {
                Self::Capital(None)
            }
            "registered_capital_fen" | "注册资金(分)" => Self::Capital(Some(Unit::Fen)),
            "registered_capital_yuan" | "注册资金(元)" | "开办资金(元)" | "原始基金(元)" => {
                Self::Capital(Some(Unit::Yuan))
            }
            "registered_capital_10k_yuan"
            | "注册资金(万元)"
            | "注册资本(万元)"
            | "开办资金(万元)"
            | "原始基金(万元)" => Self::Capital(Some(Unit::TenThousandYuan)),
            "legal_representative" | "法定代表人" | "法人代表" | "法定代表人姓名" => {
                Self::LegalRepresentative
            }
            "contact_phone" | "phone" | "联系电话" | "电话" => Self::ContactPhone,
            "former_names" | "former_titles" | "曾用名" | "曾用名称" => Self::FormerNames,
            "abbreviations" | "简称" => Self::Abbreviations,
            "registration_number" | "登记证号" | "登记证书号" => Self::RegistrationNumber,
            "organization_code" | "组织机构代码" => Self::OrganizationCode,
            "filing_number" | "备案号" | "备案编号" | "公开募捐备案编号" => Self::FilingNumber,
            "valid_from" | "生效日期" => Self::ValidFrom,
            "source" | "basis" | "数据来源" | "依据" => Self::Basis,
            "synthetic" | "合成数据" => Self::Synthetic,
            "revision" | "修订号" => Self::Revision,
            _ => return None,
        };
        Some(found)
    }
}

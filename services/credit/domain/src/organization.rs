//! An organisation, as far as credit needs to know it: what the register's facts told.

use time::Date;
use vocab::UnifiedCode;

/// Key of the department that registers social organisations in a division (登记管理机关), and decides where no other is named.
pub const AUTHORITY: &str = "civil-affairs";
/// Keys of all departments that register social organisations.
pub const AUTHORITIES: &[&str] = &[AUTHORITY];

/// An organisation as it is registered today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its code.
    pub code: UnifiedCode,
    /// Its registered name.
    pub title: String,
    /// What it is.
    pub kind: OrganizationKind,
    /// How it stands.
    pub status: Status,
    /// The day from which the status holds.
    pub status_from: Date,
    /// Division of its registering authority (GB/T 2260).
    pub division: String,
    /// Its supervising unit (业务主管单位); may be empty.
    pub supervising_unit: String,
    /// The day from which the register knows it.
    pub registered_on: Date,
}

/// What an organisation is (组织类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrganizationKind {
    /// 社会团体.
    SocialGroup,
    /// 社会服务机构（民办非企业单位）.
    PrivateNonEnterprise,
    /// 基金会.
    Foundation,
    /// 其他.
    Other,
}

impl OrganizationKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::SocialGroup, Self::PrivateNonEnterprise, Self::Foundation, Self::Other];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SocialGroup => "social_group",
            Self::PrivateNonEnterprise => "private_non_enterprise",
            Self::Foundation => "foundation",
            Self::Other => "other",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// How a registration stands (登记状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// 状态不详.
    Unknown,
    /// 正常.
    Active,
    /// 限期停止活动.
    Suspended,
    /// 清算中.
    Liquidating,
    /// 撤销登记、吊销登记证书.
    Revoked,
    /// 注销.
    Deregistered,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] =
        [Self::Unknown, Self::Active, Self::Suspended, Self::Liquidating, Self::Revoked, Self::Deregistered];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Liquidating => "liquidating",
            Self::Revoked => "revoked",
            Self::Deregistered => "deregistered",
        }
    }

    /// The status of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == word)
    }
}

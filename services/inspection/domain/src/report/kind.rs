//! The kinds of organisation that report on forms of their own.

use vocab::OrganizationClass;

/// A kind of organisation that reports yearly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 社会团体.
    SocialGroup,
    /// 民办非企业单位 (社会服务机构).
    PrivateNonEnterprise,
    /// 基金会.
    Foundation,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::SocialGroup, Self::PrivateNonEnterprise, Self::Foundation];

    /// Its key: `social-group`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SocialGroup => "social-group",
            Self::PrivateNonEnterprise => "private-non-enterprise",
            Self::Foundation => "foundation",
        }
    }

    /// The kind of a key.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == key)
    }

    /// The kind of an organisation of a class; `None` for 其他, which no rule asks for a report.
    #[must_use]
    pub const fn of(class: OrganizationClass) -> Option<Self> {
        match class {
            OrganizationClass::SocialGroup => Some(Self::SocialGroup),
            OrganizationClass::PrivateNonEnterprise => Some(Self::PrivateNonEnterprise),
            OrganizationClass::Foundation => Some(Self::Foundation),
            OrganizationClass::Other => None,
        }
    }
}

//! The class of organisation (机构类别) in position 2.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The class a civil-affairs authority registers an organisation under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationClass {
    /// 社会团体.
    SocialGroup,
    /// 民办非企业单位 (社会服务机构).
    PrivateNonEnterprise,
    /// 基金会.
    Foundation,
    /// 其他: provided for by the standard, hardly ever met.
    Other,
}

impl OrganizationClass {
    /// Every class, in the order of its digit.
    pub const ALL: [Self; 4] = [Self::SocialGroup, Self::PrivateNonEnterprise, Self::Foundation, Self::Other];

    /// The class a digit stands for.
    #[must_use]
    pub const fn from_digit(digit: u8) -> Option<Self> {
        match digit {
            b'1' => Some(Self::SocialGroup),
            b'2' => Some(Self::PrivateNonEnterprise),
            b'3' => Some(Self::Foundation),
            b'9' => Some(Self::Other),
            _ => None,
        }
    }

    /// The ASCII digit of the class.
    #[must_use]
    pub const fn digit(self) -> u8 {
        match self {
            Self::SocialGroup => b'1',
            Self::PrivateNonEnterprise => b'2',
            Self::Foundation => b'3',
            Self::Other => b'9',
        }
    }

    /// The name that programs use, in the database and in certificates: `social_group`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SocialGroup => "social_group",
            Self::PrivateNonEnterprise => "private_non_enterprise",
            Self::Foundation => "foundation",
            Self::Other => "other",
        }
    }

    /// The name used in Chinese documents.
    #[must_use]
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::SocialGroup => "社会团体",
            Self::PrivateNonEnterprise => "民办非企业单位",
            Self::Foundation => "基金会",
            Self::Other => "其他",
        }
    }
}

impl fmt::Display for OrganizationClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.chinese())
    }
}

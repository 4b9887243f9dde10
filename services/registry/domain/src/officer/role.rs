//! What somebody is in an organisation (职务).

/// A role. Being the legal representative is not one: it is a mark on a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 会长、理事长.
    President,
    /// 副会长、副理事长.
    VicePresident,
    /// 秘书长.
    SecretaryGeneral,
    /// 理事.
    CouncilMember,
    /// 监事.
    Supervisor,
}

impl Role {
    /// Every role, in the order of the contract.
    pub const ALL: [Self; 5] =
        [Self::President, Self::VicePresident, Self::SecretaryGeneral, Self::CouncilMember, Self::Supervisor];

    /// Whether it makes its holder one of the leaders (负责人) of whom PEO-01 speaks.
    #[must_use]
    pub const fn leads(self) -> bool {
        matches!(self, Self::President | Self::VicePresident | Self::SecretaryGeneral)
    }

    /// The name in the database: `vice_president`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::President => "president",
            Self::VicePresident => "vice_president",
            Self::SecretaryGeneral => "secretary_general",
            Self::CouncilMember => "council_member",
            Self::Supervisor => "supervisor",
        }
    }
}

//! What a filing is sorted by: community type, class, guidance, status.

/// Kind of community (社区类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommunityType {
    /// 城市社区.
    Urban,
    /// 农村社区, 村.
    Rural,
}

impl CommunityType {
    /// Every type, in the order of the contract.
    pub const ALL: [Self; 2] = [Self::Urban, Self::Rural];

    /// The name in the database: `urban`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Urban => "urban",
            Self::Rural => "rural",
        }
    }
}

/// What a community organisation does (类别): those that 意见(十一) wants grown, and those usual besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilingClass {
    /// 为民服务.
    Service,
    /// “一老一小”照护.
    Care,
    /// 平安建设.
    Safety,
    /// 文体娱乐.
    CultureSports,
    /// 农村生产技术服务.
    RuralTechnology,
    /// 公益慈善.
    Charity,
    /// 居民互助.
    MutualAid,
    /// 权益维护.
    Rights,
    /// 其他.
    Other,
}

impl FilingClass {
    /// Every class, in the order of the contract.
    pub const ALL: [Self; 9] = [
        Self::Service,
        Self::Care,
        Self::Safety,
        Self::CultureSports,
        Self::RuralTechnology,
        Self::Charity,
        Self::MutualAid,
        Self::Rights,
        Self::Other,
    ];

    /// The name in the database: `service`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Care => "care",
            Self::Safety => "safety",
            Self::CultureSports => "culture_sports",
            Self::RuralTechnology => "rural_technology",
            Self::Charity => "charity",
            Self::MutualAid => "mutual_aid",
            Self::Rights => "rights",
            Self::Other => "other",
        }
    }
}

/// How a township guides it (分类指导, 意见(七)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Guidance {
    /// 培育登记.
    TowardsRegistration,
    /// 规范提升.
    Strengthen,
    /// 帮扶引导.
    Support,
}

impl Guidance {
    /// Every way, in the order of the contract.
    pub const ALL: [Self; 3] = [Self::TowardsRegistration, Self::Strengthen, Self::Support];

    /// The name in the database: `towards_registration`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TowardsRegistration => "towards_registration",
            Self::Strengthen => "strengthen",
            Self::Support => "support",
        }
    }
}

/// Where a filing stands (备案状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilingStatus {
    /// 已备案.
    Filed,
    /// 已终止.
    Ended,
    /// 已转登记.
    Promoted,
}

impl FilingStatus {
    /// Every status, in the order of the contract.
    pub const ALL: [Self; 3] = [Self::Filed, Self::Ended, Self::Promoted];

    /// The name in the database: `filed`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Ended => "ended",
            Self::Promoted => "promoted",
        }
    }
}

impl CommunityType {
    /// The rule that sets how many community organisations each community of the type is to have (意见(二)).
    #[must_use]
    pub const fn target_rule(self) -> &'static str {
        match self {
            Self::Urban => "CF-02a",
            Self::Rural => "CF-02b",
        }
    }
}

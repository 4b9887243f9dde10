//! What one status report (党建情况报告) says. It counts people and names none.

use time::Date;

/// What holds of an organisation's party building on one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartyReport {
    /// 正式党员: full members, the ones that rules count.
    pub full_members: u32,
    /// 预备党员: probationary members, which no rule counts (PB-01).
    pub probationary_members: u32,
    /// 从业人员.
    pub staff: u32,
    /// 单独建立的党组织.
    pub own_organization: OwnOrganization,
    /// 联合党支部: whether it is in one; known from the branch, not from the organisation's own report.
    pub in_joint_branch: bool,
    /// 纪检.
    pub discipline: Discipline,
    /// 党建工作指导员, if one was sent.
    pub instructor: Option<Instructor>,
    /// 群团组织.
    pub mass_organizations: MassOrganizations,
    /// 章程党建条款, if the charter has one.
    pub charter_clause: Option<CharterClause>,
}

/// The instructor that a party body sent: by whom and since when, not who it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instructor {
    /// Key of the dispatching department.
    pub department: String,
    /// Since when.
    pub since: Date,
}

/// Which mass organisations (群团组织) it has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MassOrganizations {
    /// 工会.
    pub trade_union: bool,
    /// 共青团.
    pub youth_league: bool,
    /// 妇联.
    pub womens_federation: bool,
}

/// That the charter speaks of party building.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CharterClause {
    /// Since when, where known.
    pub since: Option<Date>,
}

/// The party organisation of its own, by size (PB-06); the larger is the greater.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnOrganization {
    /// 无.
    #[default]
    None,
    /// 党支部.
    Branch,
    /// 党总支.
    GeneralBranch,
    /// 党委.
    Committee,
}

/// Discipline inspection within the party organisation (意见(五)).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Discipline {
    /// 无.
    #[default]
    None,
    /// 纪检委员.
    Member,
    /// 纪检组织.
    Body,
}

impl MassOrganizations {
    /// Whether it has one of them.
    #[must_use]
    pub fn any(self) -> bool {
        self.trade_union || self.youth_league || self.womens_federation
    }
}

impl OwnOrganization {
    /// Every form, in the order of the contract.
    pub const ALL: [Self; 4] = [Self::None, Self::Branch, Self::GeneralBranch, Self::Committee];

    /// The name in the database: `general_branch`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Branch => "branch",
            Self::GeneralBranch => "general_branch",
            Self::Committee => "committee",
        }
    }

    /// The name in Chinese.
    #[must_use]
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::None => "未单独建立党组织",
            Self::Branch => "党支部",
            Self::GeneralBranch => "党总支",
            Self::Committee => "党委",
        }
    }
}

impl Discipline {
    /// Every form, in the order of the contract.
    pub const ALL: [Self; 3] = [Self::None, Self::Member, Self::Body];

    /// The name in the database: `member`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Member => "member",
            Self::Body => "body",
        }
    }
}

//! Who manages whom (分类管理, 意见(六), PB-04): four cases, and the party bodies that each allows.

use statute::RuleBook;
use time::Date;

use crate::{Finding, Outcome};

const RULE: &str = "PB-04";

/// What decides the case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// 业务主管（指导）单位: what is known of its supervising or guiding unit.
    pub supervision: Supervision,
    /// 脱钩: a trade association or chamber that was decoupled from its unit.
    pub decoupled: bool,
    /// 城乡社区社会组织.
    pub community: bool,
    /// It has a party organisation of its own or is in a joint branch.
    pub has_party_organization: bool,
}

/// Whether it has a supervising or guiding unit (业务主管（指导）单位).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Supervision {
    /// It has none.
    #[default]
    None,
    /// It has one.
    Unit,
    /// It has one, and that unit has no party body.
    UnitWithoutPartyBody,
}

/// Which of the four cases (四种情形).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ManagementCase {
    /// 有业务主管（指导）单位的.
    Supervised,
    /// 脱钩后行业协会商会.
    Decoupled,
    /// 直接登记的.
    Direct,
    /// 城乡社区社会组织.
    Community,
}

/// What kind of party body manages (管理主体).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ManagingBody {
    /// 业务主管（指导）单位党组织.
    SupervisingUnit,
    /// 行业党组织.
    Industry,
    /// 属地党组织.
    Territory,
    /// 社会组织综合党委.
    Comprehensive,
    /// 社区（村）党组织.
    Community,
}

/// A case with what it allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Management {
    /// Which case.
    pub case: ManagementCase,
    /// The article that says so.
    pub article: &'static str,
    /// The party bodies that may manage.
    pub bodies: &'static [ManagingBody],
}

/// Who was said to manage, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// From which day.
    pub valid_from: Date,
    /// Which kind of body.
    pub body: ManagingBody,
    /// Key of the department whose party body it is.
    pub department: String,
    /// As in [`Circumstances`], stated with the assignment.
    pub decoupled: bool,
    /// As in [`Circumstances`], stated with the assignment.
    pub community: bool,
    /// The supervising unit has no party body.
    pub unit_without_party_body: bool,
}

/// The case of an organisation.
///
/// The article goes from the special to the general: what it says of community organisations and of decoupled ones holds
/// whatever unit may guide them. Of a unit without a party body and of a directly registered organisation without a party
/// organisation it says nothing; there, those manage who must send the instructor (意见(五)).
#[must_use]
pub fn classify(circumstances: Circumstances) -> Management {
    use ManagingBody::{Community, Comprehensive, Industry, SupervisingUnit, Territory};
    let Circumstances { supervision, decoupled, community, has_party_organization } = circumstances;
    let (case, article, bodies): (_, _, &[ManagingBody]) = match (community, decoupled, supervision) {
        (true, ..) => (ManagementCase::Community, "意见(六)", &[Community]),
        (_, true, _) => (ManagementCase::Decoupled, "意见(六)", &[Industry, Territory, Comprehensive]),
        (.., Supervision::Unit) => (ManagementCase::Supervised, "意见(六)", &[SupervisingUnit]),
        (.., Supervision::UnitWithoutPartyBody) => {
            (ManagementCase::Supervised, "意见(五)", &[Industry, Territory, Comprehensive])
        }
        (.., Supervision::None) if has_party_organization => {
            (ManagementCase::Direct, "意见(六)", &[Territory, Comprehensive])
        }
        (.., Supervision::None) => (ManagementCase::Direct, "意见(五)", &[Territory, Comprehensive]),
    };
    Management { case, article, bodies }
}

/// Whether somebody manages, and one who may; `None` while the rule is not in force.
#[must_use]
pub fn managed(management: &Management, assigned: Option<ManagingBody>, book: &RuleBook, day: Date) -> Option<Finding> {
    let cited = book.on(RULE, day).ok()?;
    let (outcome, value) = match assigned {
        Some(body) if management.bodies.contains(&body) => (Outcome::Met, body.chinese()),
        Some(body) => (Outcome::NotMet, body.chinese()),
        None => (Outcome::Ask, "未明确"),
    };
    let allowed: Vec<&str> = management.bodies.iter().map(|body| body.chinese()).collect();
    Some(Finding {
        rule: cited.reference(),
        title: "党建工作管理".to_owned(),
        field: String::new(),
        value: value.to_owned(),
        threshold: allowed.join("、"),
        outcome,
    })
}

impl Assignment {
    /// The circumstances of an organisation, given what was said when it was assigned.
    #[must_use]
    pub fn circumstances(&self, has_unit: bool, has_party_organization: bool) -> Circumstances {
        let supervision = match (has_unit, self.unit_without_party_body) {
            (false, _) => Supervision::None,
            (true, false) => Supervision::Unit,
            (true, true) => Supervision::UnitWithoutPartyBody,
        };
        let (decoupled, community) = (self.decoupled, self.community);
        Circumstances { supervision, decoupled, community, has_party_organization }
    }
}

impl ManagementCase {
    /// Its place in the article, from 1; as the database has it.
    #[must_use]
    pub const fn number(self) -> i16 {
        match self {
            Self::Supervised => 1,
            Self::Decoupled => 2,
            Self::Direct => 3,
            Self::Community => 4,
        }
    }
}

impl ManagingBody {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 5] =
        [Self::SupervisingUnit, Self::Industry, Self::Territory, Self::Comprehensive, Self::Community];

    /// The name in the database: `supervising_unit`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SupervisingUnit => "supervising_unit",
            Self::Industry => "industry",
            Self::Territory => "territory",
            Self::Comprehensive => "comprehensive",
            Self::Community => "community",
        }
    }

    /// The name in Chinese.
    #[must_use]
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::SupervisingUnit => "业务主管（指导）单位党组织",
            Self::Industry => "行业党组织",
            Self::Territory => "属地党组织",
            Self::Comprehensive => "社会组织综合党委",
            Self::Community => "社区（村）党组织",
        }
    }
}

//! An organisation as somebody proposes to establish it (拟成立的社会组织): everything that a condition looks at.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use time::Date;
use vocab::{DivisionCode, OrganizationClass};

use crate::{LegalForm, Title};

time::serde::format_description!(iso, Date, "[year]-[month]-[day]");

/// What is proposed. Numbers that do not concern a kind are 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Kind of organisation.
    pub kind: OrganizationClass,
    /// Division of the authority applied to.
    pub division: DivisionCode,
    /// The name wanted.
    pub title: Title,
    /// The supervising department (业务主管单位), by its key; `None` where it applies directly (直接登记).
    pub supervising_department: Option<String>,
    /// Whether it works in the whole country, or here.
    pub reach: Reach,
    /// Whether it applies for recognition as a charity, too (慈善组织); foundations are held to their own rules.
    pub charity: bool,
    /// Members who are persons.
    pub individual_members: u32,
    /// Members that are organisations.
    pub unit_members: u32,
    /// Funds to work with, or to open with (活动资金, 开办资金), in fen.
    pub activity_funds_fen: i64,
    /// For how many months it may use its premises; `None` if that is not stated. Premises of its own: 1200.
    pub premises_months: Option<u32>,
    /// Full-time staff (专职工作人员).
    pub full_time_staff: u32,
    /// How much of its property is not the state's, in whole percent, rounded down.
    pub non_state_assets_percent: Option<u32>,
    /// Legal form of a private non-enterprise unit.
    pub legal_form: LegalForm,
    /// Original fund of a foundation (原始基金), in fen, as verified.
    pub original_fund_fen: i64,
    /// Whether a foundation raises funds from the public (公募).
    pub public_fundraising: bool,
    /// Whether a foundation is set up with private property; `None` if that is not stated.
    pub private_property: Option<bool>,
    /// Members of the council (理事).
    pub council_size: u32,
    /// Their term in years.
    pub council_term_years: u32,
    /// How many of them are near relatives of others (近亲属).
    pub council_relatives: u32,
    /// How many of them are paid.
    pub paid_directors: u32,
    /// Supervisors (监事).
    pub supervisors: u32,
    /// The leaders proposed (拟任负责人).
    pub leaders: Vec<ProposedLeader>,
    /// What persons answered to questions that the data cannot settle, by the key that the question's finding names in
    /// its field: `answers.REG-03a`.
    pub answers: BTreeMap<String, bool>,
    /// Kinds of the documents on file.
    pub documents: BTreeSet<String>,
}

/// Where an organisation works.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// 地方性, 跨行政区域.
    #[default]
    Local,
    /// 全国性.
    National,
}

/// A leader proposed, without any particular of the person's identity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedLeader {
    /// Post.
    pub role: LeaderRole,
    /// Age in whole years on the day of appointment.
    pub age_at_appointment: u32,
    /// Terms in a row in this post, the coming one among them.
    pub consecutive_terms: u32,
    /// Length of the term in years.
    pub term_years: u32,
    /// Serves as an official of party or state (现职).
    pub serving_official: bool,
    /// A retired leading cadre (退（离）休领导干部).
    pub retired_cadre: bool,
    /// Whether this is the legal representative.
    pub legal_representative: bool,
    /// Posts in other social organisations.
    pub other_posts: u32,
    /// Other organisations of which the person is the legal representative.
    pub other_legal_representative_posts: u32,
    /// Last day of a sentence for a crime, if there was one.
    #[serde(default, with = "iso::option")]
    pub sentenced_until: Option<Date>,
    /// Day on which an organisation that the person led was revoked or banned, if one was.
    #[serde(default, with = "iso::option")]
    pub led_revoked_on: Option<Date>,
}

/// Posts of leaders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaderRole {
    /// 会长, 理事长.
    Chair,
    /// 副会长, 副理事长.
    ViceChair,
    /// 秘书长.
    SecretaryGeneral,
    /// 院长, 校长, 主任: the head of a private non-enterprise unit.
    Head,
    /// 理事.
    Director,
    /// 监事.
    Supervisor,
}

impl LeaderRole {
    /// Whether the law calls the post a leader's (负责人).
    #[must_use]
    pub const fn leads(self) -> bool {
        matches!(self, Self::Chair | Self::ViceChair | Self::SecretaryGeneral | Self::Head)
    }
}

impl Proposal {
    /// A proposal that states nothing but its kind, authority and name.
    #[must_use]
    pub fn new(kind: OrganizationClass, division: DivisionCode, title: Title) -> Self {
        Self {
            kind,
            division,
            title,
            supervising_department: None,
            reach: Reach::Local,
            charity: false,
            individual_members: 0,
            unit_members: 0,
            activity_funds_fen: 0,
            premises_months: None,
            full_time_staff: 0,
            non_state_assets_percent: None,
            legal_form: LegalForm::Unknown,
            original_fund_fen: 0,
            public_fundraising: false,
            private_property: None,
            council_size: 0,
            council_term_years: 0,
            council_relatives: 0,
            paid_directors: 0,
            supervisors: 0,
            leaders: Vec::new(),
            answers: BTreeMap::new(),
            documents: BTreeSet::new(),
        }
    }
}

//! How names end (组织形式), by kind of organisation.

use vocab::OrganizationClass;

/// Endings of associations.
const SOCIAL_GROUP: [&str; 18] = [
    "协会",
    "学会",
    "研究会",
    "促进会",
    "联合会",
    "总会",
    "商会",
    "总商会",
    "同业公会",
    "公会",
    "联谊会",
    "校友会",
    "慈善会",
    "福利会",
    "互助会",
    "基金协会",
    "联盟",
    "商协会",
];

/// Endings of private non-enterprise units that leave the field to be said.
const UNIT: [&str; 12] = ["中心", "院", "园", "所", "馆", "校", "站", "社", "部", "团", "队", "家园"];

/// Endings of private non-enterprise units that say the field themselves: 幼儿园 needs no further word.
const UNIT_WITH_FIELD: [&str; 29] = [
    "学校",
    "学院",
    "大学",
    "中学",
    "小学",
    "幼儿园",
    "托儿所",
    "医院",
    "门诊部",
    "诊所",
    "卫生院",
    "护理院",
    "养老院",
    "敬老院",
    "福利院",
    "研究院",
    "研究所",
    "博物馆",
    "美术馆",
    "图书馆",
    "纪念馆",
    "俱乐部",
    "律师事务所",
    "救援队",
    "高中",
    "公寓",
    "书院",
    "剧团",
    "乐团",
];

const FOUNDATION: [&str; 1] = ["基金会"];

/// Endings of a branch (分支机构) of an association.
pub(super) const BRANCH: [&str; 5] = ["分会", "专业委员会", "工作委员会", "专家委员会", "技术委员会"];
/// Ending of a branch of a foundation.
pub(super) const FUND_BRANCH: &str = "专项基金管理委员会";
/// Endings of a representative body (代表机构).
pub(super) const REPRESENTATIVE: [&str; 3] = ["代表处", "办事处", "联络处"];

/// How a name ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) text: &'static str,
    /// Whether it says the field, too.
    pub(super) says_field: bool,
}

/// The longest ending of that kind of organisation that a text has.
pub(super) fn of(kind: OrganizationClass, text: &str) -> Option<Form> {
    let plain = |text| Form { text, says_field: false };
    let with_field = |text| Form { text, says_field: true };
    let forms: Vec<Form> = match kind {
        OrganizationClass::SocialGroup => SOCIAL_GROUP.into_iter().map(plain).collect(),
        OrganizationClass::PrivateNonEnterprise => {
            UNIT.into_iter().map(plain).chain(UNIT_WITH_FIELD.into_iter().map(with_field)).collect()
        }
        OrganizationClass::Foundation => FOUNDATION.into_iter().map(plain).collect(),
        OrganizationClass::Other => Vec::new(),
    };
    forms.into_iter().filter(|form| text.ends_with(form.text)).max_by_key(|form| form.text.len())
}

/// The ending of a legal person that a branch's name must not have (Art 17).
pub(super) fn of_legal_person(text: &str) -> Option<&'static str> {
    OrganizationClass::ALL.into_iter().find_map(|kind| of(kind, text)).map(|form| form.text)
}

/// Words for the forms of a kind, as a finding shows them.
pub(super) const fn wanted(kind: OrganizationClass) -> &'static str {
    match kind {
        OrganizationClass::SocialGroup => "以协会、学会、研究会、促进会、联合会、商会等组织形式结束",
        OrganizationClass::PrivateNonEnterprise => "以中心、院、园、所、馆、校、站、社等组织形式结束",
        OrganizationClass::Foundation => "以“基金会”字样结束",
        OrganizationClass::Other => "以组织形式结束",
    }
}

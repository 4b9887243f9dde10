//! The grounds on which an authority refuses (不予登记的理由): a refusal must name one.

use statute::{NotInForce, RuleBook, RuleRef};
use time::Date;
use vocab::OrganizationClass;

/// A ground by its article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// What a refusal names: `REG-06.2`.
    pub id: &'static str,
    /// The article: 第十三条第二项.
    pub article: &'static str,
    /// The ground in Chinese.
    pub text: &'static str,
    /// The rule and the version of its text in force.
    pub rule: RuleRef,
}

/// Id, rule, article, text.
type Row = (&'static str, &'static str, &'static str, &'static str);

const SOCIAL_GROUP: [Row; 6] = [
    ("REG-06.1", "REG-06", "条例第十三条第一项", "宗旨、业务范围不符合条例第四条的规定"),
    ("REG-06.2", "REG-06", "条例第十三条第二项", "同一行政区域内已有业务范围相同或者相似的社会团体，没有必要成立"),
    (
        "REG-06.3",
        "REG-06",
        "条例第十三条第三项",
        "发起人、拟任负责人正在或者曾经受到剥夺政治权利的刑事处罚，或者不具有完全民事行为能力",
    ),
    ("REG-06.4", "REG-06", "条例第十三条第四项", "申请登记时弄虚作假"),
    ("REG-06.5", "REG-06", "条例第十三条第五项", "有法律、行政法规禁止的其他情形"),
    ("REG-03.1", "REG-03", "条例第十条", "不具备成立社会团体的条件"),
];

const UNIT: [Row; 6] = [
    ("REG-21.1", "REG-21", "暂行条例第十一条第一项", "宗旨、业务范围不符合暂行条例第四条的规定"),
    ("REG-21.2", "REG-21", "暂行条例第十一条第二项", "申请成立时弄虚作假"),
    (
        "REG-21.3",
        "REG-21",
        "暂行条例第十一条第三项",
        "同一行政区域内已有业务范围相同或者相似的民办非企业单位，没有必要成立",
    ),
    (
        "REG-21.4",
        "REG-21",
        "暂行条例第十一条第四项",
        "拟任负责人正在或者曾经受到剥夺政治权利的刑事处罚，或者不具有完全民事行为能力",
    ),
    ("REG-21.5", "REG-21", "暂行条例第十一条第五项", "有法律、行政法规禁止的其他情形"),
    ("REG-20.1", "REG-20", "暂行条例第八条", "不具备成立民办非企业单位的条件"),
];

const FOUNDATION: [Row; 4] = [
    (
        "REG-30.1",
        "REG-30c",
        "基金会管理条例第八条",
        "原始基金、名称、章程、组织机构、专职工作人员、住所或者民事责任能力不符合设立条件",
    ),
    ("REG-32.1", "REG-32a", "基金会管理条例第二十条", "理事会的人数、任期或者组成不符合规定"),
    ("REG-33.1", "REG-33a", "基金会管理条例第二十三条", "拟任理事长、副理事长、秘书长或者法定代表人不符合规定"),
    ("REG-30.2", "REG-30", "基金会管理条例第六条", "不属于本机关登记的基金会"),
];

const NAME: [Row; 3] = [
    ("NAME-01.1", "NAME-01", "名称管理办法第八条", "名称的组成不符合规定"),
    ("NAME-02.1", "NAME-02", "名称管理办法第十六条", "名称与同一登记管理机关的其他社会组织相同，或者在限制期内"),
    ("NAME-03.1", "NAME-03", "名称管理办法第八条、第十五条、第十七条", "名称使用了受限制的字样"),
];

/// The grounds for refusing the establishment of a kind, as in force on a day.
///
/// # Errors
/// A rule was not in force on the day.
pub fn refusal_grounds(kind: OrganizationClass, book: &RuleBook, day: Date) -> Result<Vec<Ground>, NotInForce> {
    let rows: &[Row] = match kind {
        OrganizationClass::SocialGroup | OrganizationClass::Other => &SOCIAL_GROUP,
        OrganizationClass::PrivateNonEnterprise => &UNIT,
        OrganizationClass::Foundation => &FOUNDATION,
    };
    let grounds = rows
        .iter()
        .chain(&NAME)
        .map(|(id, rule, article, text)| Ok(Ground { id, article, text, rule: book.on(rule, day)?.reference() }));
    grounds.collect()
}

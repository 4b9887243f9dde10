//! What can be wrong with a report, and how each is told in Chinese and English.

use time::Date;

use super::Previous;
use crate::report::conclude::Value;
use crate::report::{Entry, Form, Type};

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is told in full below")]
pub enum Problem {
    /// Nothing is filled in.
    Missing,
    /// The form has no such field.
    NotAsked,
    /// Something else is asked for.
    WrongType { of: Type },
    /// Too many characters.
    TooLong { most: usize },
    /// Less than nothing.
    Negative,
    /// Outside its limits.
    OutOfRange { least: i64, most: i64 },
    /// A day of another year.
    OutsideYear { year: i32 },
    /// A total that is not the sum of its parts.
    Unbalanced { title: String, total: i64, found: i128, money: bool },
    /// What opens the year is not what closed the last one.
    NotCarried { closing: String, opening: i64, closed: i64 },
    /// Amounts some `factor` times off.
    WrongUnit { factor: i64, smaller: bool },
    /// Another particular than the register's.
    NotAsRegistered { registered: Entry, money: bool },
    /// It need not report of that year.
    NotDue { by: Date },
    /// Last year's outcome asks for a rectification report.
    RectificationReportMissing { previous: Previous },
    /// Net assets below their minimum.
    NetAssetsBelow { found: i64, least: i64 },
    /// Members enough and no party organisation.
    NoPartyOrganization { members: i64 },
    /// Another number of members than was reported.
    PartyMembersDiffer { stated: i64, reported: i64 },
    /// Too little was spent.
    SpendingBelow { spent: i64, whole: i64, of: String, percent: i64 },
    /// Too much was spent on management.
    CostsAbove { costs: String, spent: i64, whole: i64, percent: i64 },
}

/// What is wrong and what to do, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is wrong.
    pub what: String,
    /// How to put it right.
    pub fix: String,
}

fn told(what: impl Into<String>, fix: impl Into<String>) -> Told {
    Told { what: what.into(), fix: fix.into() }
}

/// An amount in yuan: `1234.50`.
fn yuan(fen: i128) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

fn amount(value: impl Into<i128>, money: bool, unit: &str) -> String {
    let value = value.into();
    if money { format!("{}{unit}", yuan(value)) } else { value.to_string() }
}

fn entry(value: &Entry, money: bool, unit: &str) -> String {
    match value {
        Entry::Text(text) => text.clone(),
        Entry::Integer(value) => amount(*value, money, unit),
        Entry::Yes(yes) => yes.to_string(),
    }
}

impl Problem {
    /// In Chinese.
    #[must_use]
    pub fn chinese(&self, form: &Form) -> Told {
        match self {
            Self::Missing => told("未填写", "请填写"),
            Self::NotAsked => told("表中没有该项目", "请核对项目键名，或者删除该项目"),
            Self::WrongType { of } => told("填写的内容类型不符", format!("请填写{}", type_chinese(of))),
            Self::TooLong { most } => told("填写的内容过长", format!("请缩减到{most}个字以内")),
            Self::Negative => told("不应为负数", "请核对正负号，填写不小于0的数"),
            Self::OutOfRange { least, most } => told("超出取值范围", format!("请填写{least}到{most}之间的整数")),
            Self::OutsideYear { year } => told(format!("日期不在{year}年度内"), format!("请填写{year}年的日期")),
            Self::Unbalanced { title, total, found, money } => {
                let difference = i128::from(*total) - found;
                let said = |value: i128| amount(value, *money, "元");
                told(
                    format!(
                        "{title}：合计为{}，各项之和为{}，相差{}",
                        said((*total).into()),
                        said(*found),
                        said(difference)
                    ),
                    "请核对合计数和各分项，改正后再提交",
                )
            }
            Self::NotCarried { closing, opening, closed } => told(
                format!(
                    "年初数{}元与上年报告的“{}”{}元不一致",
                    yuan((*opening).into()),
                    form.label(closing),
                    yuan((*closed).into())
                ),
                "请改为上年年末数；经审计调整的，“年初数是否经审计调整”填“是”",
            ),
            Self::WrongUnit { factor, smaller } => told(
                format!("与上年相差约{factor}倍，金额单位可能有误（{}）", unit_chinese(*factor, *smaller)),
                "请以分为单位填写整数（1元为100分）",
            ),
            Self::NotAsRegistered { registered, money } => told(
                format!("与登记的“{}”不一致", entry(registered, *money, "元")),
                "填写有误的请改正；确已变化的，请先申请变更登记",
            ),
            Self::NotDue { by } => {
                told(format!("{by}以后成立登记，该年度可以不参加年度检查"), "无需处理；自愿报送的可以继续")
            }
            Self::RectificationReportMissing { previous } => told(
                format!("上一年度{}，应当提交整改报告", previous_chinese(*previous)),
                "请上传整改报告并列入报送材料",
            ),
            Self::NetAssetsBelow { found, least } => told(
                format!("净资产{}元，低于最低标准{}元", yuan((*found).into()), yuan((*least).into())),
                "请核对数字；属实的，请补足净资产并说明原因（可能影响年检结论）",
            ),
            Self::NoPartyOrganization { members } => {
                told(format!("有正式党员{members}名，未建立党组织"), "请建立党组织，或者说明原因")
            }
            Self::PartyMembersDiffer { stated, reported } => told(
                format!("正式党员{stated}名，与党建情况报告的{reported}名不同"),
                "请核对；有变化的，请更新党建情况报告",
            ),
            Self::SpendingBelow { spent, whole, of, percent } => told(
                format!(
                    "慈善活动支出{}元，不足“{}”{}元的{percent}%",
                    yuan((*spent).into()),
                    form.label(of),
                    yuan((*whole).into())
                ),
                "请核对数字；属实的，请说明原因（可能影响年检结论）",
            ),
            Self::CostsAbove { costs, spent, whole, percent } => told(
                format!(
                    "“{}”{}元，超过当年总支出{}元的{percent}%",
                    form.label(costs),
                    yuan((*spent).into()),
                    yuan((*whole).into())
                ),
                "请核对数字；属实的，请说明原因（可能影响年检结论）",
            ),
        }
    }

    /// In English.
    #[must_use]
    pub fn english(&self, form: &Form) -> Told {
        match self {
            Self::Missing => told("is not filled in", "fill it in"),
            Self::NotAsked => told("is no field of this form", "check the key, or remove it"),
            Self::WrongType { of } => told("is not what is asked for", format!("state {}", type_english(of))),
            Self::TooLong { most } => told("is too long", format!("shorten it to {most} characters")),
            Self::Negative => told("is negative", "check the sign; state 0 or more"),
            Self::OutOfRange { least, most } => {
                told("is out of range", format!("state a whole number from {least} to {most}"))
            }
            Self::OutsideYear { year } => told(format!("lies outside of {year}"), format!("state a day of {year}")),
            Self::Unbalanced { total, found, money, .. } => {
                let said = |value: i128| amount(value, *money, " yuan");
                let difference = said(i128::from(*total) - found);
                told(
                    format!(
                        "the total is {}, its parts make {}: a difference of {difference}",
                        said((*total).into()),
                        said(*found)
                    ),
                    "check the total and its parts",
                )
            }
            Self::NotCarried { closing, opening, closed } => told(
                format!(
                    "opens with {} yuan, last year's {closing} closed with {}",
                    yuan((*opening).into()),
                    yuan((*closed).into())
                ),
                "state last year's closing figure, or set opening_adjusted where an audit adjusted it",
            ),
            Self::WrongUnit { factor, smaller } => {
                let direction = if *smaller { "smaller" } else { "greater" };
                told(
                    format!("about {factor} times {direction} than last year: the unit may be wrong"),
                    "state whole fen; 1 yuan is 100 fen",
                )
            }
            Self::NotAsRegistered { registered, money } => told(
                format!("the register has: {}", entry(registered, *money, " yuan")),
                "correct it, or have the change registered first",
            ),
            Self::NotDue { by } => told(format!("registered after {by}: no report is due for that year"), "nothing"),
            Self::RectificationReportMissing { .. } => told(
                "last year's outcome asks for a rectification report",
                "hand it in and name it among the documents",
            ),
            Self::NetAssetsBelow { found, least } => told(
                format!(
                    "net assets of {} yuan are below the minimum of {}",
                    yuan((*found).into()),
                    yuan((*least).into())
                ),
                "check the figure; if it is right, restore them and say why",
            ),
            Self::NoPartyOrganization { members } => {
                told(format!("{members} full party members and no party organisation"), "set one up, or say why not")
            }
            Self::PartyMembersDiffer { stated, reported } => told(
                format!("{stated} full party members; the party report has {reported}"),
                "check it, or report the change",
            ),
            Self::SpendingBelow { spent, whole, of, percent } => told(
                format!(
                    "charity spending of {} yuan is below {percent} % of {} ({of})",
                    yuan((*spent).into()),
                    yuan((*whole).into())
                ),
                "check the figures; if they are right, say why",
            ),
            Self::CostsAbove { costs, spent, whole, percent } => told(
                format!(
                    "{costs} of {} yuan is above {percent} % of the year's costs of {} ({})",
                    yuan((*spent).into()),
                    yuan((*whole).into()),
                    form.label(costs)
                ),
                "check the figures; if they are right, say why",
            ),
        }
    }
}

fn type_chinese(of: &Type) -> String {
    match of {
        Type::Text { .. } => "文字".to_owned(),
        Type::Integer { .. } => "整数".to_owned(),
        Type::Fen { .. } => "以分为单位的整数".to_owned(),
        Type::Date { .. } => "日期（如2026-12-31）".to_owned(),
        Type::Yes => "是或者否".to_owned(),
        Type::Choice(choices) => format!("以下之一：{}", choices.join("、")),
    }
}

fn type_english(of: &Type) -> String {
    match of {
        Type::Text { .. } => "text".to_owned(),
        Type::Integer { .. } => "a whole number".to_owned(),
        Type::Fen { .. } => "an amount in whole fen".to_owned(),
        Type::Date { .. } => "a day such as 2026-12-31".to_owned(),
        Type::Yes => "yes or no".to_owned(),
        Type::Choice(choices) => format!("one of {}", choices.join(", ")),
    }
}

fn unit_chinese(factor: i64, smaller: bool) -> &'static str {
    match (factor, smaller) {
        (10_000, true) => "可能以万元填写",
        (10_000, false) => "可能多乘了1万",
        (_, true) => "可能以元填写",
        (_, false) => "可能多乘了100",
    }
}

fn previous_chinese(previous: Previous) -> &'static str {
    match previous {
        Previous::Concluded(Value::BasicallyQualified) => "年检基本合格",
        Previous::Concluded(Value::Unqualified) => "年检不合格",
        Previous::Missed => "未参加年检",
        Previous::Concluded(Value::Qualified) | Previous::Unknown => "年检情况不明",
    }
}

//! What is said of names brought to codes, and what reasons are called in tables.

use onecode_proto::registry::v1::MatchReason;

use super::Label;

/// A sentence about names brought to codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matching {
    /// No column has the heading that was stated; the headings found.
    NoHeading(String, Vec<String>),
    /// No column holds names or codes; the headings found.
    NoNames(Vec<String>),
    /// Of how many rows what became: matched, to be looked at, none found.
    Done([u64; 3]),
    /// Where OpenRefine is answered.
    Serving(String),
    /// No port of this machine can be opened; the cause.
    NotServing(String),
}

impl Matching {
    pub(super) fn english(&self) -> String {
        match self {
            Self::NoHeading(heading, found) => format!("no column is headed {heading}; found: {}", found.join(", ")),
            Self::NoNames(found) => {
                format!("no column is headed name or code; say which with --name-column. Found: {}", found.join(", "))
            }
            Self::Done([matched, review, none]) => {
                format!("{matched} matched, {review} to be looked at, {none} not found")
            }
            Self::Serving(url) => format!(
                "in OpenRefine add the standard service {url} ; until Ctrl-C whoever works on this machine can ask by it"
            ),
            Self::NotServing(cause) => format!("cannot listen there: {cause}"),
        }
    }

    pub(super) fn chinese(&self) -> String {
        match self {
            Self::NoHeading(heading, found) => format!("没有名为 {heading} 的列；现有列：{}", found.join("、")),
            Self::NoNames(found) => {
                format!("没有名称列或代码列，请用 --name-column 指定；现有列：{}", found.join("、"))
            }
            Self::Done([matched, review, none]) => {
                format!("已匹配 {matched} 条，待核对 {review} 条，未找到 {none} 条")
            }
            Self::Serving(url) => {
                format!("请在 OpenRefine 中添加标准服务 {url} ；按 Ctrl-C 结束，此前本机所有用户均可通过它查询")
            }
            Self::NotServing(cause) => format!("无法在该地址监听：{cause}"),
        }
    }
}

impl Label for MatchReason {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::ExactName => ("same name", "名称相同"),
            Self::NormalizedName => ("same name, typed otherwise", "名称相同（书写形式不同）"),
            Self::DivisionPrefix => ("division added, left out or written otherwise", "行政区划前缀不同"),
            Self::Remark => ("same name without the remark", "去除备注后名称相同"),
            Self::Reading => ("read alike", "读音相同"),
            Self::OneCharacter => ("one character differs", "一字之差"),
            Self::Beginning => ("begins alike", "开头相同"),
            Self::FormerName => ("former name", "曾用名"),
            Self::Abbreviation => ("abbreviation", "简称"),
            Self::Code => ("same code", "代码相同"),
            Self::RepairedCode => ("code one error away", "代码一处有误"),
            Self::OtherCode => ("another code", "代码不同"),
            Self::WrongCode => ("wrong code", "代码错误"),
            Self::OtherName => ("another name", "名称不同"),
            Self::OtherDivision => ("another division", "行政区划不同"),
            Self::OtherKind => ("another kind", "类型不同"),
            Self::Ended => ("deregistered or revoked", "已注销或撤销"),
        }
    }
}

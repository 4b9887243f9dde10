//! What records and lists are called in documents and publications (中文名称).

use time::Date;

use crate::listing::List;
use crate::organization::{OrganizationKind, Status};
use crate::record::{Class, Kind};

/// What a kind of record is called.
#[must_use]
pub fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Registered => "成立登记",
        Kind::StatusChanged => "登记状态变化",
        Kind::ReportConcluded => "年检结论",
        Kind::ReportMissed => "未按规定报送年度报告",
        Kind::ReportRectificationMissed => "年检逾期未整改",
        Kind::CheckConcluded => "行政检查结果",
        Kind::SeriousFinding => "检查发现严重问题",
        Kind::RectificationMissed => "抽查逾期未整改",
        Kind::Penalty => "行政处罚",
        Kind::Rating => "评估等级",
        Kind::PartyGap => "未按规定建立党组织",
        Kind::CourtDefaulter => "失信被执行人",
        Kind::Unreachable => "通过登记的住所无法联系",
        Kind::FraudRevoked => "骗取登记被撤销",
        Kind::FundraisingUnqualified => "不再具备公开募捐资格条件",
        Kind::OtherGround => "法律、行政法规规定的其他情形",
        Kind::Commendation => "表彰奖励",
        Kind::Purchase => "承接政府购买服务",
        Kind::TaxCredit => "纳税信用等级",
    }
}

/// What a class of records is called (CR-02).
#[must_use]
pub fn of_class(class: Class) -> &'static str {
    match class {
        Class::Basic => "基础信息",
        Class::AnnualReport => "年报信息",
        Class::Inspection => "行政检查信息",
        Class::Penalty => "行政处罚信息",
        Class::Other => "其他信息",
    }
}

/// What a list is called.
#[must_use]
pub fn of_list(list: List) -> &'static str {
    match list {
        List::Abnormal => "活动异常名录",
        List::Serious => "严重违法失信名单",
    }
}

/// What a status of the registration is called.
#[must_use]
pub fn of_status(status: Status) -> &'static str {
    match status {
        Status::Unknown => "状态不详",
        Status::Active => "正常",
        Status::Suspended => "限期停止活动",
        Status::Liquidating => "清算中",
        Status::Revoked => "撤销登记或者吊销登记证书",
        Status::Deregistered => "注销",
    }
}

/// What a kind of organisation is called.
#[must_use]
pub fn of_organization(kind: OrganizationKind) -> &'static str {
    match kind {
        OrganizationKind::SocialGroup => "社会团体",
        OrganizationKind::PrivateNonEnterprise => "社会服务机构",
        OrganizationKind::Foundation => "基金会",
        OrganizationKind::Other => "其他",
    }
}

/// What came of a record: words of ours in Chinese, others as they are.
#[must_use]
pub fn of_value(kind: Kind, value: &str) -> String {
    let words: Vec<&str> = value.split(',').filter(|word| !word.is_empty()).collect();
    let known: Option<Vec<&str>> = words.iter().map(|word| word_of(kind, word)).collect();
    known.map_or_else(|| value.to_owned(), |known| known.join("、"))
}

fn word_of(kind: Kind, word: &str) -> Option<&'static str> {
    Some(match (kind, word) {
        (Kind::Registered | Kind::StatusChanged, word) => of_status(Status::parse(word)?),
        (Kind::ReportConcluded, "qualified") => "合格",
        (Kind::ReportConcluded, "basically_qualified") => "基本合格",
        (Kind::ReportConcluded, "unqualified") => "不合格",
        (Kind::CheckConcluded, "no_problem") => "未发现问题",
        (Kind::CheckConcluded, "corrected") => "发现问题已当场改正",
        (Kind::CheckConcluded, "ordered") => "责令限期改正",
        (Kind::CheckConcluded, "transferred") => "移送有关部门处理",
        (Kind::CheckConcluded, "unreachable") => "无法联系",
        (Kind::CheckConcluded, "refused") => "不配合检查",
        (Kind::Penalty, "warning") => "警告",
        (Kind::Penalty, "criticism") => "通报批评",
        (Kind::Penalty, "fine") => "罚款",
        (Kind::Penalty, "confiscation") => "没收违法所得、没收非法财物",
        (Kind::Penalty, "suspension") => "限期停止活动",
        (Kind::Penalty, "revocation") => "吊销登记证书",
        (Kind::Penalty, "other") => "其他行政处罚",
        (Kind::OtherGround, word) => of_list(List::parse(word)?),
        _ => return None,
    })
}

/// A day as documents write it: 2026年11月24日.
#[must_use]
pub fn of_day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), u8::from(day.month()), day.day())
}

/// A record in a line: `行政处罚：警告、罚款`.
#[must_use]
pub fn of_record(kind: Kind, value: &str) -> String {
    match (kind, value) {
        (Kind::PartyGap, _) | (_, "") => of_kind(kind).to_owned(), // the value of a gap names a rule
        (kind, value) => format!("{}：{}", of_kind(kind), of_value(kind, value)),
    }
}

#[cfg(test)]
mod tests {
    use super::{of_record, of_value};
    use crate::record::Kind;

    #[test]
    fn words_of_ours_are_told_in_chinese_and_others_as_they_are() {
        assert_eq!(of_record(Kind::Penalty, "warning,fine"), "行政处罚：警告、罚款");
        assert_eq!(of_record(Kind::StatusChanged, "deregistered"), "登记状态变化：注销");
        assert_eq!(of_record(Kind::ReportMissed, ""), "未按规定报送年度报告");
        assert_eq!(of_record(Kind::PartyGap, "PB-01@1"), "未按规定建立党组织");
        assert_eq!(of_value(Kind::Commendation, "先进社会组织"), "先进社会组织");
        assert_eq!(of_value(Kind::Penalty, "warning,banishment"), "warning,banishment");
        assert_eq!(of_value(Kind::Rating, "5A"), "5A");
    }
}

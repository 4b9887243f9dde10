//! Credit information (信用信息): what authorities found or decided of an organisation, in the five classes of CR-02.

use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

/// The class of a record (社会组织信用信息管理办法第六条、第七条, CR-02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// 基础信息: registration, change, end.
    Basic,
    /// 年报信息: annual reports and what was concluded of them.
    AnnualReport,
    /// 行政检查信息: checks and what was ordered.
    Inspection,
    /// 行政处罚信息: penalties.
    Penalty,
    /// 其他信息: grades, honours, purchase of services, and what other law asks for.
    Other,
}

/// What happened. The contract says of each what `value` and `year` mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 成立登记.
    Registered,
    /// 登记状态变化; the value is the new status.
    StatusChanged,
    /// 年检结论 (AI-02), of a year.
    ReportConcluded,
    /// 未按规定报送年度报告 (AI-07), of a year.
    ReportMissed,
    /// 年检逾期未整改 (AI-04), of a year.
    ReportRectificationMissed,
    /// 行政检查结果.
    CheckConcluded,
    /// 严重问题 found by a check.
    SeriousFinding,
    /// 抽查逾期未整改 (CR-03.3).
    RectificationMissed,
    /// 行政处罚; the value is what it leads to.
    Penalty,
    /// 评估等级 while it is valid (RT-15).
    Rating,
    /// 未按规定建立党组织 (CR-03.2).
    PartyGap,
    /// 失信被执行人 (CR-07.6).
    CourtDefaulter,
    /// 通过登记的住所无法联系 (CR-03.6).
    Unreachable,
    /// 骗取登记被撤销 (CR-07.2).
    FraudRevoked,
    /// 不再具备公开募捐资格条件 (CR-03.4).
    FundraisingUnqualified,
    /// 法律、行政法规规定的其他情形 (CR-03.7, CR-07.8); the value is the list.
    OtherGround,
    /// 表彰奖励.
    Commendation,
    /// 承接政府购买服务.
    Purchase,
    /// 纳税信用等级 (TX-04), of a year.
    TaxCredit,
}

impl Kind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 19] = [
        Self::Registered,
        Self::StatusChanged,
        Self::ReportConcluded,
        Self::ReportMissed,
        Self::ReportRectificationMissed,
        Self::CheckConcluded,
        Self::SeriousFinding,
        Self::RectificationMissed,
        Self::Penalty,
        Self::Rating,
        Self::PartyGap,
        Self::CourtDefaulter,
        Self::Unreachable,
        Self::FraudRevoked,
        Self::FundraisingUnqualified,
        Self::OtherGround,
        Self::Commendation,
        Self::Purchase,
        Self::TaxCredit,
    ];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::StatusChanged => "status_changed",
            Self::ReportConcluded => "report_concluded",
            Self::ReportMissed => "report_missed",
            Self::ReportRectificationMissed => "report_rectification_missed",
            Self::CheckConcluded => "check_concluded",
            Self::SeriousFinding => "serious_finding",
            Self::RectificationMissed => "rectification_missed",
            Self::Penalty => "penalty",
            Self::Rating => "rating",
            Self::PartyGap => "party_gap",
            Self::CourtDefaulter => "court_defaulter",
            Self::Unreachable => "unreachable",
            Self::FraudRevoked => "fraud_revoked",
            Self::FundraisingUnqualified => "fundraising_unqualified",
            Self::OtherGround => "other_ground",
            Self::Commendation => "commendation",
            Self::Purchase => "purchase",
            Self::TaxCredit => "tax_credit",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Whether its value is a text in the words of whoever submits it.
    #[must_use]
    pub fn is_free(self) -> bool {
        matches!(self, Self::Commendation | Self::Purchase)
    }

    /// Its class (CR-02).
    #[must_use]
    pub fn class(self) -> Class {
        match self {
            Self::Registered | Self::StatusChanged | Self::FraudRevoked => Class::Basic,
            Self::ReportConcluded | Self::ReportMissed | Self::ReportRectificationMissed => Class::AnnualReport,
            Self::CheckConcluded | Self::SeriousFinding | Self::RectificationMissed | Self::Unreachable => {
                Class::Inspection
            }
            Self::Penalty => Class::Penalty,
            Self::Rating
            | Self::PartyGap
            | Self::CourtDefaulter
            | Self::FundraisingUnqualified
            | Self::OtherGround
            | Self::Commendation
            | Self::Purchase
            | Self::TaxCredit => Class::Other,
        }
    }
}

/// A record of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// That of the fact that told it, or of its submission: the same whenever the records are made anew.
    pub id: Uuid,
    /// The organisation.
    pub organization: UnifiedCode,
    /// Division whose departments may see it.
    pub division: String,
    /// Key of the department that found or decided it; empty if the fact names none.
    pub department: String,
    /// What happened.
    pub kind: Kind,
    /// The resource that it is of: `penalties/{uuid}`.
    pub source: String,
    /// Number of the document that says so (文号); may be empty.
    pub document_number: String,
    /// The year that it is about, where it is about one.
    pub year: Option<i32>,
    /// What came of it, as the kind says; may be empty.
    pub value: String,
    /// Money in fen (分), where it is about some.
    pub amount_fen: Option<i64>,
    /// When it happened, or from when it counts.
    pub from: Date,
    /// The first day on which it does not count any more.
    pub until: Option<Date>,
    /// When it was withdrawn, as if it had never been.
    pub withdrawn: Option<Date>,
    /// When the information arose or was obtained (CR-01).
    pub obtained: Date,
}

impl Record {
    /// Whether it stands and counts on a day.
    #[must_use]
    pub fn counts_on(&self, day: Date) -> bool {
        self.stands() && self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether it was not withdrawn.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.withdrawn.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn every_kind_is_known_by_its_name() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(Kind::parse("Penalty"), None);
    }
}

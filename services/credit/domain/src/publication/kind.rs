//! What a publication is about (公示类别), and where it is shown (公示渠道).

use crate::listing::List;
use crate::organization::Status;
use crate::record;

/// What a publication is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 成立公示.
    Registration,
    /// 登记状态公示.
    Status,
    /// 注销公示.
    Deregistration,
    /// 撤销登记、吊销登记证书公示.
    Revocation,
    /// 年检结果.
    Report,
    /// 行政检查结果.
    Check,
    /// 行政处罚.
    Penalty,
    /// 评估信息.
    Rating,
    /// 活动异常名录.
    AbnormalListing,
    /// 严重违法失信名单.
    SeriousListing,
    /// 其他.
    Other,
}

/// Where a publication is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// 公示平台.
    Page,
    /// 数据开放.
    Export,
    /// 公告.
    Bulletin,
}

impl Kind {
    /// Every kind, in the order of the contract.
    pub const ALL: [Self; 11] = [
        Self::Registration,
        Self::Status,
        Self::Deregistration,
        Self::Revocation,
        Self::Report,
        Self::Check,
        Self::Penalty,
        Self::Rating,
        Self::AbnormalListing,
        Self::SeriousListing,
        Self::Other,
    ];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Status => "status",
            Self::Deregistration => "deregistration",
            Self::Revocation => "revocation",
            Self::Report => "report",
            Self::Check => "check",
            Self::Penalty => "penalty",
            Self::Rating => "rating",
            Self::AbnormalListing => "abnormal_listing",
            Self::SeriousListing => "serious_listing",
            Self::Other => "other",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Registration => "成立公示",
            Self::Status => "登记状态公示",
            Self::Deregistration => "注销公示",
            Self::Revocation => "撤销登记、吊销登记证书公示",
            Self::Report => "年检结果",
            Self::Check => "行政检查结果",
            Self::Penalty => "行政处罚",
            Self::Rating => "评估信息",
            Self::AbnormalListing => "活动异常名录",
            Self::SeriousListing => "严重违法失信名单",
            Self::Other => "其他",
        }
    }

    /// What a record is published as.
    #[must_use]
    pub fn of_record(kind: record::Kind, value: &str) -> Self {
        match kind {
            record::Kind::Registered => Self::Registration,
            record::Kind::StatusChanged => match Status::parse(value) {
                Some(Status::Deregistered) => Self::Deregistration,
                Some(Status::Revoked) => Self::Revocation,
                _ => Self::Status,
            },
            record::Kind::FraudRevoked => Self::Revocation,
            record::Kind::ReportConcluded | record::Kind::ReportMissed | record::Kind::ReportRectificationMissed => {
                Self::Report
            }
            record::Kind::CheckConcluded
            | record::Kind::SeriousFinding
            | record::Kind::RectificationMissed
            | record::Kind::Unreachable => Self::Check,
            record::Kind::Penalty => Self::Penalty,
            record::Kind::Rating => Self::Rating,
            record::Kind::PartyGap
            | record::Kind::CourtDefaulter
            | record::Kind::FundraisingUnqualified
            | record::Kind::OtherGround
            | record::Kind::Commendation
            | record::Kind::Purchase
            | record::Kind::TaxCredit => Self::Other,
        }
    }

    /// What a listing is published as.
    #[must_use]
    pub fn of_list(list: List) -> Self {
        match list {
            List::Abnormal => Self::AbnormalListing,
            List::Serious => Self::SeriousListing,
        }
    }

    /// Where it is shown.
    #[must_use]
    pub fn channels(self) -> &'static [Channel] {
        match self {
            Self::Penalty | Self::Deregistration | Self::Revocation => {
                &[Channel::Page, Channel::Export, Channel::Bulletin]
            }
            Self::Registration
            | Self::Status
            | Self::Report
            | Self::Check
            | Self::Rating
            | Self::AbnormalListing
            | Self::SeriousListing
            | Self::Other => &[Channel::Page, Channel::Export],
        }
    }
}

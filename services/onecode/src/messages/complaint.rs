//! What values of complaints are called in tables.

use onecode_proto::inspection::v1::{ComplaintOutcome, ComplaintReviewState, ComplaintState};

use super::Label;

impl Label for ComplaintState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Received => ("received", "已接收"),
            Self::Routed => ("with the competent authority", "已分派"),
            Self::Transferred => ("transferred", "已转办"),
            Self::Accepted => ("accepted", "已受理"),
            Self::Declined => ("not accepted", "不予受理"),
            Self::Verified => ("looked into", "已核查"),
            Self::Merged => ("handled with another", "并案办理"),
            Self::Concluded => ("concluded", "已办结"),
            Self::Informed => ("answered", "已答复"),
            Self::Withdrawn => ("withdrawn", "已撤回"),
        }
    }
}

impl Label for ComplaintOutcome {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Upheld => ("true", "属实"),
            Self::PartlyUpheld => ("true in part", "部分属实"),
            Self::NotUpheld => ("not true", "不属实"),
            Self::Unverifiable => ("could not be verified", "无法查实"),
        }
    }
}

impl Label for ComplaintReviewState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Requested => ("looked into", "复查中"),
            Self::Confirmed => ("confirmed", "维持"),
            Self::Changed => ("changed", "变更"),
        }
    }
}

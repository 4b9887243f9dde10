//! What grades and what became of them are called in tables.

use onecode_proto::inspection::v1::{RatingGrade, RatingStatus};

use super::Label;

impl Label for RatingGrade {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::OneA => ("1A", "1A"),
            Self::TwoA => ("2A", "2A"),
            Self::ThreeA => ("3A", "3A"),
            Self::FourA => ("4A", "4A"),
            Self::FiveA => ("5A", "5A"),
        }
    }
}

impl Label for RatingStatus {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Standing => ("standing", "有效"),
            Self::Superseded => ("superseded", "被新等级取代"),
            Self::Downgraded => ("downgraded", "降低"),
            Self::Cancelled => ("cancelled", "取消"),
        }
    }
}

//! What comes of a rehearsal is called in tables.

use onecode_proto::credit::v1::RehearsalVerdict;

use super::Label;

impl Label for RehearsalVerdict {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Right => ("right", "应验"),
            Self::Wrong => ("wrong", "未应验"),
            Self::Undecided => ("not yet", "未到期"),
        }
    }
}

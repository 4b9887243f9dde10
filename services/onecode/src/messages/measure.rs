//! What the states of tasks of measures are called in tables.

use onecode_proto::credit::v1::MeasureTaskState;

use super::Label;

impl Label for MeasureTaskState {
    fn labels(&self) -> (&'static str, &'static str) {
        match self {
            Self::Unspecified => ("", ""),
            Self::Open => ("to do", "待采取"),
            Self::Acted => ("done", "已采取"),
            Self::NotApplicable => ("not applicable", "不适用"),
            Self::Lifting => ("to lift", "待解除"),
            Self::Lifted => ("lifted", "已解除"),
            Self::Cancelled => ("cancelled", "已撤销"),
        }
    }
}

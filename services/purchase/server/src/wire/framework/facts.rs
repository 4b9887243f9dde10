//! What is told of frameworks.

use onecode_proto::purchase::v1 as pb;

use super::{call_off, framework};
use crate::ops::framework::Shown;
use crate::store::framework::call_off::CallOffRow;

/// One was concluded.
pub(crate) fn concluded(shown: &Shown) -> pb::FrameworkConcluded {
    pb::FrameworkConcluded { framework: Some(framework(shown.clone().for_others())) }
}

/// Something was called off.
pub(crate) fn called_off(row: &CallOffRow) -> pb::FrameworkCalledOff {
    pb::FrameworkCalledOff { call_off: Some(call_off(row.clone())) }
}

/// An entrant was removed.
pub(crate) fn removed(shown: &Shown, code: &str) -> pb::FrameworkEntrantRemoved {
    let framework = Some(framework(shown.clone().for_others()));
    pb::FrameworkEntrantRemoved { framework, supplier_code: code.to_owned() }
}

/// It was ended before its last day.
pub(crate) fn ended(shown: &Shown) -> pb::FrameworkEnded {
    pb::FrameworkEnded { framework: Some(framework(shown.clone().for_others())) }
}

//! What is told of contracts.

use onecode_proto::purchase::v1 as pb;

use crate::ops::contract::Shown;
use crate::store::imported::ImportedRow;
use crate::wire::contract::contract;
use crate::wire::imported::contract as imported_contract;

/// One was recorded.
pub(crate) fn signed(shown: &Shown) -> pb::ContractSigned {
    pb::ContractSigned { contract: Some(contract(shown.clone())) }
}

/// It was filed.
pub(crate) fn filed(shown: &Shown) -> pb::ContractFiled {
    pb::ContractFiled { contract: Some(contract(shown.clone())) }
}

/// Deliverables were handed in.
pub(crate) fn submitted(shown: &Shown, number: i32) -> pb::ContractMilestoneSubmitted {
    pb::ContractMilestoneSubmitted { contract: Some(contract(shown.clone())), number }
}

/// One person examined them.
pub(crate) fn examined(shown: &Shown, number: i32) -> pb::ContractMilestoneExamined {
    pb::ContractMilestoneExamined { contract: Some(contract(shown.clone())), number }
}

/// Another reviewed the examination.
pub(crate) fn reviewed(shown: &Shown, number: i32) -> pb::ContractMilestoneReviewed {
    pb::ContractMilestoneReviewed { contract: Some(contract(shown.clone())), number }
}

/// A milestone was paid.
pub(crate) fn paid(shown: &Shown, number: i32) -> pb::ContractPaid {
    pb::ContractPaid { contract: Some(contract(shown.clone())), number }
}

/// It was supplemented.
pub(crate) fn supplemented(shown: &Shown, number: i32) -> pb::ContractSupplemented {
    pb::ContractSupplemented { contract: Some(contract(shown.clone())), number }
}

/// Its performance was evaluated.
pub(crate) fn evaluated(shown: &Shown) -> pb::ContractEvaluated {
    pb::ContractEvaluated { contract: Some(contract(shown.clone())) }
}

/// It ended early.
pub(crate) fn terminated(shown: &Shown) -> pb::ContractTerminated {
    pb::ContractTerminated { contract: Some(contract(shown.clone())) }
}

/// A dispute began.
pub(crate) fn dispute_opened(shown: &Shown, number: i32) -> pb::ContractDisputeOpened {
    pb::ContractDisputeOpened { contract: Some(contract(shown.clone())), number }
}

/// It was settled.
pub(crate) fn dispute_settled(shown: &Shown, number: i32) -> pb::ContractDisputeSettled {
    pb::ContractDisputeSettled { contract: Some(contract(shown.clone())), number }
}

/// One that was signed elsewhere was imported.
pub(crate) fn imported(row: &ImportedRow) -> pb::ContractImported {
    pb::ContractImported { imported_contract: Some(imported_contract(row.clone())) }
}

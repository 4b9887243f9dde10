//! What is told of funds and of what belongs to them.

use onecode_proto::purchase::v1 as pb;

use super::{allotment, application, award, payment, recovery, statement};
use crate::store::fund::FundRow;
use crate::store::fund::allotment::AllotmentRow;
use crate::store::fund::application::ApplicationRow;
use crate::store::fund::award::ScheduleRow;
use crate::store::fund::payment::PaymentRow;
use crate::store::fund::recovery::RecoveryRow;
use crate::store::fund::statement::StatementRow;

/// A fund was recorded.
pub(crate) fn recorded(row: &FundRow) -> pb::FundRecorded {
    pb::FundRecorded { fund: Some(super::fund(row.clone())) }
}

/// Money was proposed.
pub(crate) fn proposed(row: &AllotmentRow) -> pb::AllotmentProposed {
    pb::AllotmentProposed { allotment: Some(allotment::allotment(row.clone())) }
}

/// It is in the budget.
pub(crate) fn approved(row: &AllotmentRow) -> pb::AllotmentApproved {
    pb::AllotmentApproved { allotment: Some(allotment::allotment(row.clone())) }
}

/// It is not.
pub(crate) fn rejected(row: &AllotmentRow) -> pb::AllotmentRejected {
    pb::AllotmentRejected { allotment: Some(allotment::allotment(row.clone())) }
}

/// A table of awards was drafted.
pub(crate) fn drafted(row: &ScheduleRow) -> pb::AwardScheduleDrafted {
    pb::AwardScheduleDrafted { award_schedule: Some(award::schedule(row.clone())) }
}

/// It was adopted.
pub(crate) fn adopted(row: &ScheduleRow) -> pb::AwardScheduleAdopted {
    pb::AwardScheduleAdopted { award_schedule: Some(award::schedule(row.clone())) }
}

/// Money was applied for.
pub(crate) fn submitted(row: &ApplicationRow) -> pb::FundApplicationSubmitted {
    pb::FundApplicationSubmitted { fund_application: Some(application::application(row.clone())) }
}

/// It was committed.
pub(crate) fn application_approved(row: &ApplicationRow) -> pb::FundApplicationApproved {
    pb::FundApplicationApproved { fund_application: Some(application::application(row.clone())) }
}

/// An application was rejected, withdrawn or released.
pub(crate) fn ended(row: &ApplicationRow) -> pb::FundApplicationEnded {
    pb::FundApplicationEnded { fund_application: Some(application::application(row.clone())) }
}

/// A payment was instructed.
pub(crate) fn instructed(row: &PaymentRow) -> pb::FundPaymentInstructed {
    pb::FundPaymentInstructed { fund_payment: Some(payment::payment(row.clone())) }
}

/// The bank paid.
pub(crate) fn paid(row: &PaymentRow) -> pb::FundPaymentPaid {
    pb::FundPaymentPaid { fund_payment: Some(payment::payment(row.clone())) }
}

/// The bank did not pay.
pub(crate) fn failed(row: &PaymentRow) -> pb::FundPaymentFailed {
    pb::FundPaymentFailed { fund_payment: Some(payment::payment(row.clone())) }
}

/// Money was demanded back.
pub(crate) fn demanded(row: &RecoveryRow) -> pb::FundRecoveryDemanded {
    pb::FundRecoveryDemanded { fund_recovery: Some(recovery::recovery(row.clone())) }
}

/// Some of it came.
pub(crate) fn received(row: &RecoveryRow) -> pb::FundRecoveryReceived {
    pb::FundRecoveryReceived { fund_recovery: Some(recovery::recovery(row.clone())) }
}

/// A statement was imported.
pub(crate) fn imported(row: &StatementRow) -> pb::BankStatementImported {
    pb::BankStatementImported { bank_statement: Some(statement::statement(row.clone())) }
}

//! What is owed of a penalty, as it is shown.

use onecode_proto::inspection::v1 as pb;

use crate::ops::enforcement::payment::Owed;
use crate::wire::{name, time};

pub(crate) fn get_reply(owed: Owed) -> pb::GetPaymentResponse {
    let bill = owed.bill;
    let instalments = owed
        .instalments
        .iter()
        .map(|one| pb::PaymentInstalment { due_date: Some(time::date(one.due_on)), amount_fen: one.amount_fen });
    let payments = owed.payments.into_iter().map(|one| pb::RecordedPayment {
        payment_date: Some(time::date(one.paid_on)),
        fine_fen: one.fine_fen,
        surcharge_fen: one.surcharge_fen,
        confiscation_fen: one.confiscation_fen,
        receipt: one.receipt,
    });
    let payment = pb::PenaltyPayment {
        name: format!("{}/payment", name::penalty(owed.id)),
        as_of: Some(time::date(owed.day)),
        fine_fen: owed.fine_fen,
        confiscation_fen: owed.confiscation_fen,
        surcharge_fen: bill.surcharge_fen,
        fine_owed_fen: bill.fine_fen,
        overdue_fen: bill.overdue_fen,
        surcharge_owed_fen: bill.surcharge_owed_fen,
        confiscation_owed_fen: bill.confiscation_fen,
        owed_fen: bill.total_fen(),
        instalments: instalments.collect(),
        payments: payments.collect(),
        surcharge_rule: owed.rule,
    };
    pb::GetPaymentResponse { payment: Some(payment) }
}

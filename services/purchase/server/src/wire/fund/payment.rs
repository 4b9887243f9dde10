//! Payments: requests and replies.

use ::time::Date;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use uow::Call;
use uuid::Uuid;

use super::super::catalog::etag_of;
use super::application::{organization, some};
use super::{Violations, day, name, text};
use crate::ops::fund::payment::{Confirm, Fail, List};
use crate::ops::fund::{Get, Listed};
use crate::store::fund::payment::{PaymentFilter, PaymentRow};

/// Another one with every change of a payment.
pub(crate) fn etag(row: &PaymentRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

pub(crate) fn instruct(request: &pb::InstructFundPaymentRequest) -> Result<Uuid, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_application(&mut violations, "application", &request.application);
    violations.finish(id)
}

pub(crate) fn confirm(request: &pb::ConfirmFundPaymentRequest, today: Date) -> Result<Confirm, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_payment(&mut violations, "name", &request.name);
    let etag = etag_of(&mut violations, &request.etag);
    let bank_reference = text::text(&mut violations, "bank_reference", &request.bank_reference, 100);
    let paid_on = day::require_past(&mut violations, "paid_date", request.paid_date.as_ref(), today);
    let read = || Some(Confirm { id: id?, etag: etag?, bank_reference: bank_reference?, paid_on: paid_on? });
    violations.finish(read())
}

pub(crate) fn fail(request: &pb::FailFundPaymentRequest) -> Result<Fail, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_payment(&mut violations, "name", &request.name);
    let etag = etag_of(&mut violations, &request.etag);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Fail { id: id?, etag: etag?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetFundPaymentRequest, call: &Call) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_payment(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| Get { id, scope: call.scope.clone() }))
}

pub(crate) fn list(request: &pb::ListFundPaymentsRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListFundPaymentsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let fund = some(&request.fund).and_then(|fund| name::parse_fund(&mut violations, "fund", fund));
    let organization = organization(&mut violations, &request.organization);
    let status = match pb::FundPaymentStatus::try_from(request.status) {
        Ok(pb::FundPaymentStatus::Unspecified) => None,
        Ok(pb::FundPaymentStatus::Instructed) => Some("instructed"),
        Ok(pb::FundPaymentStatus::Paid) => Some("paid"),
        Ok(pb::FundPaymentStatus::Failed) => Some("failed"),
        Err(_) => {
            violations.note("status", "must be a value of the contract");
            None
        }
    };
    let page = super::page(&mut violations, call, &bare, (request.page_size, &request.page_token));
    let filter = PaymentFilter { scope: call.scope.clone(), fund, organization, status };
    violations.finish(Some(List { filter, page }))
}

pub(crate) fn instruct_reply(row: PaymentRow) -> pb::InstructFundPaymentResponse {
    pb::InstructFundPaymentResponse { fund_payment: Some(payment(row)) }
}

pub(crate) fn confirm_reply(row: PaymentRow) -> pb::ConfirmFundPaymentResponse {
    pb::ConfirmFundPaymentResponse { fund_payment: Some(payment(row)) }
}

pub(crate) fn fail_reply(row: PaymentRow) -> pb::FailFundPaymentResponse {
    pb::FailFundPaymentResponse { fund_payment: Some(payment(row)) }
}

/// Of the one that was asked for.
pub(crate) fn settle_reply(rows: Vec<PaymentRow>) -> pb::SettleFundPaymentResponse {
    pb::SettleFundPaymentResponse { fund_payment: rows.into_iter().next().map(payment) }
}

pub(crate) fn settle_all_reply(rows: Vec<PaymentRow>) -> pb::SettleFundPaymentsResponse {
    pb::SettleFundPaymentsResponse { fund_payments: rows.into_iter().map(payment).collect() }
}

pub(crate) fn get_reply(row: PaymentRow) -> pb::GetFundPaymentResponse {
    pb::GetFundPaymentResponse { fund_payment: Some(payment(row)) }
}

pub(crate) fn list_reply(listed: Listed<PaymentRow>) -> pb::ListFundPaymentsResponse {
    pb::ListFundPaymentsResponse {
        fund_payments: listed.rows.into_iter().map(payment).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A payment as the contract has it.
pub(crate) fn payment(row: PaymentRow) -> pb::FundPayment {
    let etag = etag(&row);
    let status = match row.status.as_str() {
        "instructed" => pb::FundPaymentStatus::Instructed,
        "paid" => pb::FundPaymentStatus::Paid,
        "failed" => pb::FundPaymentStatus::Failed,
        _ => pb::FundPaymentStatus::Unspecified,
    };
    pb::FundPayment {
        name: name::payment(row.id),
        application: name::application(row.application),
        fund: name::fund(row.fund),
        division: row.division,
        year: row.year,
        organization: format!("organizations/{}", row.organization),
        number: row.number,
        payee_title: row.payee_title,
        amount_fen: row.amount_fen,
        status: status.into(),
        bank_reference: row.bank_reference,
        paid_date: row.paid_on.map(day::date),
        fail_reason: row.fail_reason,
        demanded_fen: row.demanded_fen,
        returned_fen: row.returned_fen,
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag,
    }
}

//! Money that must be paid back: requests and replies.

use fault::Fault;
use intake::name::parse_id;
use onecode_proto::purchase::v1 as pb;
use uow::Call;

use super::super::catalog::etag_of;
use super::application::some;
use super::{Violations, day, money, name, text};
use crate::ops::fund::Listed;
use crate::ops::fund::recovery::{Demand, List, Receive};
use crate::store::fund::recovery::{RecoveryFilter, RecoveryRow};

/// Another one with every change of a demand.
pub(crate) fn etag(row: &RecoveryRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

pub(crate) fn demand(request: &pb::DemandFundRecoveryRequest) -> Result<Demand, Fault> {
    let mut violations = Violations::default();
    let payment = name::parse_payment(&mut violations, "payment", &request.payment);
    let amount_fen = money::fen(&mut violations, "amount_fen", request.amount_fen);
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(Demand { payment: payment?, amount_fen: amount_fen?, reason: reason? }))())
}

pub(crate) fn receive(request: &pb::ReceiveFundRecoveryRequest) -> Result<Receive, Fault> {
    let mut violations = Violations::default();
    let id = parse_id(&mut violations, "name", &request.name, "fundRecoveries/");
    let etag = etag_of(&mut violations, &request.etag);
    let amount_fen = money::fen(&mut violations, "amount_fen", request.amount_fen);
    violations.finish((|| Some(Receive { id: id?, etag: etag?, amount_fen: amount_fen? }))())
}

pub(crate) fn list(request: &pb::ListFundRecoveriesRequest, call: &Call) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListFundRecoveriesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let payment = some(&request.payment).and_then(|stated| name::parse_payment(&mut violations, "payment", stated));
    let page = super::page(&mut violations, call, &bare, (request.page_size, &request.page_token));
    let filter = RecoveryFilter { scope: call.scope.clone(), payment, outstanding: request.outstanding };
    violations.finish(Some(List { filter, page }))
}

pub(crate) fn demand_reply(row: RecoveryRow) -> pb::DemandFundRecoveryResponse {
    pb::DemandFundRecoveryResponse { fund_recovery: Some(recovery(row)) }
}

pub(crate) fn receive_reply(row: RecoveryRow) -> pb::ReceiveFundRecoveryResponse {
    pb::ReceiveFundRecoveryResponse { fund_recovery: Some(recovery(row)) }
}

pub(crate) fn list_reply(listed: Listed<RecoveryRow>) -> pb::ListFundRecoveriesResponse {
    pb::ListFundRecoveriesResponse {
        fund_recoveries: listed.rows.into_iter().map(recovery).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// A demand as the contract has it.
pub(crate) fn recovery(row: RecoveryRow) -> pb::FundRecovery {
    let etag = etag(&row);
    pb::FundRecovery {
        name: name::recovery(row.id),
        payment: name::payment(row.payment),
        division: row.division,
        amount_fen: row.amount_fen,
        received_fen: row.received_fen,
        reason: row.reason,
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag,
    }
}

//! Contracts of various buyers, suppliers, amounts and years, and who asks what they come to.

use onecode_proto::purchase::v1 as pb;
use onecode_proto::purchase::v1::purchase_statistics_service_client::PurchaseStatisticsServiceClient;
use testkit::{Caller, Client};

use crate::market::{Market, Projects, award, contract, project};
use crate::world::{HUZHOU, date};

pub(crate) type Statistics = PurchaseStatisticsServiceClient<Client>;

/// Something that is purchased: awarded on 2 November and signed on 20 November of a year, in two milestones of half of it each.
pub(crate) struct Deal<'a> {
    pub(crate) division: &'a str,
    pub(crate) department: &'a str,
    pub(crate) supplier: &'a str,
    pub(crate) catalog_code: &'a str,
    pub(crate) fen: i64,
    pub(crate) budget_fen: i64,
    pub(crate) single_source: bool,
    pub(crate) year: i32,
}

impl<'a> Deal<'a> {
    /// One of civil affairs of this year, with a budget of twice the amount.
    pub(crate) fn with(supplier: &'a str, fen: i64) -> Self {
        Self {
            division: HUZHOU,
            department: "civil-affairs",
            supplier,
            catalog_code: "A0101",
            fen,
            budget_fen: fen * 2,
            single_source: false,
            year: 2026,
        }
    }

    fn buyer(&self, market: &Market) -> Caller {
        let identities = market.city.suite.identities();
        identities.official(self.department, self.division, &["purchase-officer"], "buyer")
    }

    /// Plans it, awards it and signs it.
    pub(crate) async fn signed(self, market: &Market) -> pb::Contract {
        let buyer = self.buyer(market);
        let projects = || Projects::new(market.client(buyer.fresh()));
        let (method, reason) = if self.single_source {
            (pb::ProcurementMethod::SingleSource, "只有一家")
        } else {
            (pb::ProcurementMethod::OpenTender, "")
        };
        let stated = pb::PurchaseProject {
            catalog_code: self.catalog_code.into(),
            budget_fen: self.budget_fen,
            method: method.into(),
            single_source_reason: reason.into(),
            ..project()
        };
        let request = pb::CreateProjectRequest { project: Some(stated), validate_only: false };
        let planned = projects().create_project(request).await.unwrap().into_inner().project.unwrap();
        let mut request = award(&planned, self.supplier);
        let stated = request.award.as_mut().unwrap();
        (stated.amount_fen, stated.award_date) = (self.fen, date(self.year, 11, 2));
        let awarded = projects().record_award(request).await.unwrap().into_inner().project.unwrap();
        let mut signed = pb::Contract {
            amount_fen: self.fen,
            sign_date: date(self.year, 11, 20),
            start_date: date(self.year, 12, 1),
            end_date: date(self.year + 1, 11, 30),
            ..contract(&awarded)
        };
        let half = self.fen / 2;
        let parts = [(half, date(self.year + 1, 5, 31)), (self.fen - half, date(self.year + 1, 11, 30))];
        for (milestone, (fen, due)) in signed.milestones.iter_mut().zip(parts) {
            (milestone.amount_fen, milestone.due_date) = (fen, due);
        }
        let request = pb::CreateContractRequest { contract: Some(signed), validate_only: false };
        let answer = market.contracts_by(&buyer).create_contract(request).await.unwrap();
        answer.into_inner().contract.unwrap()
    }
}

/// Ends a contract of civil affairs on 24 November 2026.
pub(crate) async fn terminated(market: &Market, contract: &pb::Contract) -> pb::Contract {
    let request = pb::TerminateContractRequest {
        name: contract.name.clone(),
        etag: contract.etag.clone(),
        ground: pb::TerminationGround::Agreement.into(),
        reason: "双方协商一致".into(),
        date: date(2026, 11, 24),
    };
    market.contracts().terminate_contract(request).await.unwrap().into_inner().contract.unwrap()
}

/// Whoever reads in a division.
pub(crate) fn statistics(market: &Market, division: &str) -> Statistics {
    let caller = market.city.suite.identities().caller("finance", division, &["purchase-reader"]);
    Statistics::new(market.client(caller.fresh()))
}

//! How projects are carried out: agreed, paid part by part, reported, checked.

use onecode_proto::purchase::v1 as pb;
use time::Duration;
use tonic::Status;

use crate::funds::confirmation;
use crate::world::World;

impl World {
    pub(crate) async fn agree(&self, name: &str, agreed_fen: Vec<i64>) -> Result<pb::VentureProposal, Status> {
        let request = pb::SignVentureAgreementRequest {
            name: name.into(),
            etag: self.seen(name).await.etag,
            agreement_number: "湖创投〔2026〕1号".into(),
            sign_date: Some(intake::time::date(vocab::day_of(self.now()))),
            agreed_fen,
        };
        Ok(self.working().sign_venture_agreement(request).await?.into_inner().venture_proposal.unwrap())
    }

    /// A part of a grant is instructed.
    pub(crate) async fn instruct(&self, part: &pb::VentureInstalment) -> Result<pb::FundPayment, Status> {
        let request = pb::InstructFundPaymentRequest { application: part.application.clone() };
        Ok(self.funds.payments().instruct_fund_payment(request).await?.into_inner().fund_payment.unwrap())
    }

    /// A part of a grant is paid.
    pub(crate) async fn pay(&self, name: &str, number: usize) -> pb::FundPayment {
        let parts = self.seen(name).await.instalments;
        let payment = self.instruct(&parts[number - 1]).await.unwrap();
        let request = confirmation(&payment);
        self.funds.payments().confirm_fund_payment(request).await.unwrap().into_inner().fund_payment.unwrap()
    }

    pub(crate) async fn report(
        &self,
        name: &str,
        stage: pb::VentureReportStage,
        spent_fen: &[i64],
    ) -> Result<pb::VentureProposal, Status> {
        let request = pb::FileVentureReportRequest {
            name: name.into(),
            etag: self.own(name).await.etag,
            stage: stage.into(),
            statement: "服务老人三百人次".into(),
            spent_fen: spent_fen.to_vec(),
        };
        Ok(self.portal().file_venture_report(request).await?.into_inner().venture_proposal.unwrap())
    }

    pub(crate) async fn conclude(
        &self,
        name: &str,
        outcome: pb::VentureReportOutcome,
        accepted_fen: &[i64],
    ) -> Result<pb::VentureProposal, Status> {
        let mend = outcome == pb::VentureReportOutcome::Mend;
        let until = vocab::day_of(self.now() + Duration::days(10));
        let request = pb::DecideVentureReportRequest {
            name: name.into(),
            etag: self.seen(name).await.etag,
            outcome: outcome.into(),
            reason: if outcome == pb::VentureReportOutcome::Passed { String::new() } else { "账目不清".into() },
            mend_until_date: mend.then(|| intake::time::date(until)),
            accepted_fen: accepted_fen.to_vec(),
        };
        Ok(self.working().decide_venture_report(request).await?.into_inner().venture_proposal.unwrap())
    }
}

//! Records that departments submit: taken once, shown as long as the law says, objected to, repaired, and reported.

mod delays;
mod divisions;
mod petitions;
mod printing;
mod real;
mod reports;
mod submitting;
mod taking_over;
mod withdrawing;

use onecode_proto::credit::v1 as pb;
use tonic::Status;

use crate::world::{World, date};

pub(crate) fn penalty(code: &str, number: &str) -> pb::CreditSubmission {
    pb::CreditSubmission {
        organization: format!("organizations/{code}"),
        kind: pb::RecordKind::Penalty.into(),
        document_number: number.into(),
        value: "warning,fine".into(),
        amount_fen: 200_000,
        from_date: date(2026, 5, 8),
        ..Default::default()
    }
}

impl World {
    pub(crate) async fn submit(
        &self,
        department: &str,
        submission: pb::CreditSubmission,
    ) -> Result<(pb::CreditRecord, pb::SubmissionResult), Status> {
        let request = pb::SubmitCreditRecordRequest { submission: Some(submission) };
        let answer = self.submitting(department).submit_credit_record(request).await?.into_inner();
        let result = answer.result();
        Ok((answer.credit_record.unwrap(), result))
    }

    pub(crate) async fn record(&self, name: &str) -> pb::CreditRecord {
        let request = pb::GetCreditRecordRequest { name: name.into() };
        self.records().get_credit_record(request).await.unwrap().into_inner().credit_record.unwrap()
    }
}

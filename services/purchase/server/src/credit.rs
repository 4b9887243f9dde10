//! Credit (信用) as purchase reaches it: by its contract, on the caller's behalf, never by its tables.

use fault::Fault;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::eligibility_service_client::EligibilityServiceClient;
use onecode_proto::credit::v1::eligibility_service_server::SERVICE_NAME;
use prost::Message as _;
use rpc::{Peers, Traced};
use time::Date;
use tonic::metadata::MetadataMap;
use tonic::{Code, Status};
use vocab::UnifiedCode;

use crate::peer::{condition, refused, unreachable};

const CHECK: &str = "credit.eligibility.check";

/// Whether a supplier could be hired on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Eligible {
    /// Every condition was met.
    Allowed,
    /// Some conditions were not known.
    NotKnown,
    /// Credit knows nothing of it.
    NoRecord,
    /// Some conditions were not met.
    Refused,
}

/// What credit answered.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) eligible: Eligible,
    /// The conditions that decide: those not met, or else those not known; `key rule@version`.
    pub(crate) conditions: Vec<String>,
    /// The answer as bytes of its contract; none where nothing is known.
    pub(crate) encoded: Option<Vec<u8>>,
}

impl Answer {
    /// Of a supplier whom credit cannot know.
    pub(crate) fn no_record() -> Self {
        Self { eligible: Eligible::NoRecord, conditions: Vec::new(), encoded: None }
    }
}

/// Where credit is.
#[derive(Debug, Clone)]
pub(crate) struct Credit(Option<Traced>);

impl Credit {
    /// Among the peers.
    pub(crate) fn new(peers: &Peers) -> Self {
        Self(peers.channel(SERVICE_NAME))
    }

    /// What credit answers of an organisation; `None` if it does not know of it.
    pub(crate) async fn ask(
        &self,
        metadata: &MetadataMap,
        asked: pb::CheckEligibilityRequest,
    ) -> Result<Option<pb::CheckEligibilityResponse>, Fault> {
        let channel = self.0.clone().ok_or_else(unreachable)?;
        match EligibilityServiceClient::new(channel).check_eligibility(rpc::on_behalf(metadata, asked)).await {
            Ok(answer) => Ok(Some(answer.into_inner())),
            Err(status) if status.code() == Code::NotFound => Ok(None),
            Err(status) => Err(declined(status)),
        }
    }

    /// Asks whether an organisation could be hired on a day.
    pub(crate) async fn check(
        &self,
        metadata: &MetadataMap,
        code: UnifiedCode,
        on: Date,
        proved: &[String],
    ) -> Result<Answer, Fault> {
        let request = pb::CheckEligibilityRequest {
            name: intake::name::organization(code),
            purpose: pb::EligibilityPurpose::Purchase.into(),
            on_date: Some(intake::time::date(on)),
            proved_conditions: proved.to_vec(),
        };
        match self.ask(metadata, request).await? {
            Some(answer) => answer.eligibility.as_ref().map(read).ok_or_else(unreachable),
            None => Ok(Answer::no_record()),
        }
    }
}

fn read(eligibility: &pb::Eligibility) -> Answer {
    let (eligible, decisive) = match eligibility.decision() {
        pb::EligibilityDecision::Allowed => (Eligible::Allowed, None),
        pb::EligibilityDecision::Refused => (Eligible::Refused, Some(pb::ConditionResult::NotMet)),
        // a decision of a later contract is not known here
        pb::EligibilityDecision::Restricted | pb::EligibilityDecision::Unspecified => {
            (Eligible::NotKnown, Some(pb::ConditionResult::NotKnown))
        }
    };
    let decides = |one: &&pb::EligibilityCondition| Some(one.result()) == decisive;
    let conditions = eligibility.conditions.iter().filter(decides);
    let conditions = conditions.map(condition).collect();
    Answer { eligible, conditions, encoded: Some(eligibility.encode_to_vec()) }
}

fn declined(status: Status) -> Fault {
    if status.code() == Code::InvalidArgument {
        let sentence = "must be keys of conditions that cannot be known at credit, each once";
        return Fault::invalid_field("proved_conditions", sentence);
    }
    refused(CHECK, status)
}

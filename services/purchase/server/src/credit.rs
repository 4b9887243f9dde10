//! Credit (信用) as purchase reaches it: by its contract, on the caller's behalf, never by its tables.

use fault::Fault;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::eligibility_service_client::EligibilityServiceClient;
use onecode_proto::credit::v1::eligibility_service_server::SERVICE_NAME;
use prost::Message as _;
use purchase_domain::project::organization;
use rpc::{Peers, Traced, refused, unreachable};
use time::Date;
use tonic::metadata::MetadataMap;
use tonic::{Code, Status};

const CHECK: &str = "credit.eligibility.check";

/// Whether an organisation could be hired or funded on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Eligible {
    /// What a decision of credit is here; one of a later contract is not known.
    pub(crate) fn of(decision: pb::EligibilityDecision) -> Self {
        match decision {
            pb::EligibilityDecision::Allowed => Self::Allowed,
            pb::EligibilityDecision::Refused => Self::Refused,
            pb::EligibilityDecision::Restricted | pb::EligibilityDecision::Unspecified => Self::NotKnown,
        }
    }

    /// Its name in the database.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::NotKnown => "not_known",
            Self::NoRecord => "no_record",
            Self::Refused => "refused",
        }
    }
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

/// Of a supplier of whom credit knows nothing.
const NO_RECORD: Answer = Answer { eligible: Eligible::NoRecord, conditions: Vec::new(), encoded: None };

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
        let proves = !asked.proved_conditions.is_empty();
        match EligibilityServiceClient::new(channel).check_eligibility(rpc::on_behalf(metadata, asked)).await {
            Ok(answer) => Ok(Some(answer.into_inner())),
            Err(status) if status.code() == Code::NotFound => Ok(None),
            Err(status) => Err(declined(status, proves)),
        }
    }

    /// Whether a supplier could be hired on a day; credit is asked of organisations alone.
    pub(crate) async fn check(
        &self,
        metadata: &MetadataMap,
        supplier: &str,
        on: Date,
        proved: &[String],
    ) -> Result<Answer, Fault> {
        let Some(code) = organization(supplier) else { return Ok(NO_RECORD) };
        let request = pb::CheckEligibilityRequest {
            name: intake::name::organization(code),
            purpose: pb::EligibilityPurpose::Purchase.into(),
            on_date: Some(intake::time::date(on)),
            proved_conditions: proved.to_vec(),
        };
        match self.ask(metadata, request).await? {
            Some(answer) => answer.eligibility.as_ref().map(read).ok_or_else(unreachable),
            None => Ok(NO_RECORD),
        }
    }
}

fn read(eligibility: &pb::Eligibility) -> Answer {
    let eligible = Eligible::of(eligibility.decision());
    let decisive = match eligible {
        Eligible::Refused => Some(pb::ConditionResult::NotMet),
        Eligible::NotKnown => Some(pb::ConditionResult::NotKnown),
        Eligible::Allowed | Eligible::NoRecord => None,
    };
    let decides = |one: &&pb::EligibilityCondition| Some(one.result()) == decisive;
    let conditions = eligibility.conditions.iter().filter(decides);
    let conditions = conditions.map(condition).collect();
    Answer { eligible, conditions, encoded: Some(eligibility.encode_to_vec()) }
}

/// What a refusal of credit's is to our caller. The only field of its request that our caller states are the conditions that were proved:
/// where none were, what credit finds wrong is our mistake and none of the caller's.
fn declined(status: Status, proves: bool) -> Fault {
    if proves && status.code() == Code::InvalidArgument {
        let sentence = "must be keys of conditions that cannot be known at credit, each once";
        return Fault::invalid_field("proved_conditions", sentence);
    }
    refused(CHECK, status)
}

/// A condition of credit's, with its rule: `key rule@version`.
pub(crate) fn condition(one: &pb::EligibilityCondition) -> String {
    format!("{} {}@{}", one.key, one.rule, one.rule_version)
}

#[cfg(test)]
mod tests {
    use fault::Kind;
    use tonic::{Code, Status};

    use super::declined;

    #[test]
    fn a_field_is_blamed_only_where_it_was_stated() {
        let invalid = || Status::new(Code::InvalidArgument, "");
        let fault = declined(invalid(), true);
        assert_eq!((fault.kind(), fault.violations()[0].field.as_str()), (Kind::InvalidArgument, "proved_conditions"));
        let fault = declined(invalid(), false);
        assert_eq!((fault.kind(), fault.violations().len()), (Kind::Unavailable, 0));
    }
}

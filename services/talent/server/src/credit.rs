//! Credit (信用) as talent reaches it: by its contract, on the caller's behalf, never by its tables.

use std::collections::{BTreeMap, BTreeSet};

use fault::Fault;
use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::eligibility_service_client::EligibilityServiceClient;
use onecode_proto::credit::v1::eligibility_service_server::SERVICE_NAME;
use rpc::{Peers, Traced, refused, unreachable};
use tonic::metadata::MetadataMap;

use crate::wire::name;

const CHECK: &str = "credit.eligibility.check";

/// Whether an organisation may be honoured today (表彰奖励, CR-11).
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
    fn of(decision: pb::EligibilityDecision) -> Self {
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

/// What credit answered of an organisation, to be kept.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub(crate) eligible: Eligible,
    /// What the organisation is called at credit; empty where it is unknown.
    pub(crate) title: String,
    /// Conditions that were not found met, `key rule@version`.
    pub(crate) conditions: Vec<String>,
    /// Until where credit knew.
    pub(crate) cursor: String,
}

impl Checked {
    /// Whether the organisation may not be honoured, or is unknown: never taken for allowed.
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self.eligible, Eligible::Refused | Eligible::NoRecord)
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

    /// Whether organisations may be honoured today, by their codes; whom credit answers nothing of, is unknown to it.
    pub(crate) async fn check(
        &self,
        metadata: &MetadataMap,
        codes: BTreeSet<String>,
    ) -> Result<BTreeMap<String, Checked>, Fault> {
        if codes.is_empty() {
            return Ok(BTreeMap::new());
        }
        let channel = self.0.clone().ok_or_else(unreachable)?;
        let asked = pb::BatchCheckEligibilityRequest {
            names: codes.iter().map(name::organization).collect(),
            purpose: pb::EligibilityPurpose::Award.into(),
            on_date: None,
        };
        let mut client = EligibilityServiceClient::new(channel);
        let answer = client.batch_check_eligibility(rpc::on_behalf(metadata, asked)).await;
        let answer = answer.map_err(|status| refused(CHECK, status))?.into_inner();
        let cursor = answer.known_until.map(|known| known.cursor).unwrap_or_default();
        let mut known: BTreeMap<String, Checked> =
            answer.eligibilities.into_iter().map(|one| (one.organization.clone(), read(one, &cursor))).collect();
        let of = |code: String| {
            let checked = known.remove(&name::organization(&code)).unwrap_or_else(unknown);
            (code, checked)
        };
        Ok(codes.into_iter().map(of).collect())
    }
}

fn read(eligibility: pb::Eligibility, cursor: &str) -> Checked {
    let eligible = Eligible::of(eligibility.decision());
    let unmet = eligibility.conditions.iter().filter(|one| one.result() != pb::ConditionResult::Met);
    let conditions = unmet.map(|one| format!("{} {}@{}", one.key, one.rule, one.rule_version)).collect();
    Checked { eligible, title: eligibility.title, conditions, cursor: cursor.to_owned() }
}

fn unknown() -> Checked {
    Checked {
        eligible: Eligible::NoRecord,
        title: String::new(),
        conditions: vec!["organization_unknown".to_owned()],
        cursor: String::new(),
    }
}

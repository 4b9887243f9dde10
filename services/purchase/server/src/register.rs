//! The register (登记) as purchase reaches it: by its contract, on the caller's behalf, to find suppliers by their names.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::reconciliation_service_client::ReconciliationServiceClient;
use onecode_proto::registry::v1::reconciliation_service_server::SERVICE_NAME;
use rpc::{Peers, Traced, refused, unreachable};
use tonic::metadata::MetadataMap;
use vocab::name::{MOST_CHARACTERS, fold};

const READ: &str = "registry.organization.read";
/// From this score on a name is an organisation's present or former one.
const WHOLE: i32 = 95;
/// The most names of one call.
const NAMES: usize = 500;
/// The most candidates of a name.
const MOST: i32 = 5;

/// An organisation that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) code: String,
    pub(crate) title: String,
    /// 0-100.
    pub(crate) score: i32,
    /// As the register's contract spells them: `exact-name`.
    pub(crate) reasons: Vec<String>,
    /// No other is as good.
    sole: bool,
}

impl Candidate {
    /// Whether it can be nobody else.
    pub(crate) fn is_certain(&self) -> bool {
        self.sole && self.score >= WHOLE
    }
}

/// Where the register is.
#[derive(Debug, Clone)]
pub(crate) struct Register(Option<Traced>);

impl Register {
    /// Among the peers.
    pub(crate) fn new(peers: &Peers) -> Self {
        Self(peers.channel(SERVICE_NAME))
    }

    /// Whom each of the names may mean, the best first.
    pub(crate) async fn candidates(
        &self,
        metadata: &MetadataMap,
        names: &[String],
    ) -> Result<Vec<Vec<Candidate>>, Fault> {
        let mut all = Vec::with_capacity(names.len());
        for names in names.chunks(NAMES) {
            let queries: Vec<pb::MatchQuery> = names.iter().filter_map(|name| query(name)).collect();
            let mut results = self.results(metadata, queries).await?.into_iter();
            let found = names.iter().map(|name| query(name).and_then(|_| results.next()).map(read).unwrap_or_default());
            all.extend(found);
        }
        Ok(all)
    }

    async fn results(
        &self,
        metadata: &MetadataMap,
        queries: Vec<pb::MatchQuery>,
    ) -> Result<Vec<pb::MatchResult>, Fault> {
        if queries.is_empty() {
            return Ok(Vec::new());
        }
        let channel = self.0.clone().ok_or_else(unreachable)?;
        let request = rpc::on_behalf(metadata, pb::MatchNamesRequest { queries });
        let answer = ReconciliationServiceClient::new(channel).match_names(request).await;
        Ok(answer.map_err(|status| refused(READ, status))?.into_inner().results)
    }
}

/// Asks by a name, if anybody can be named so.
fn query(name: &str) -> Option<pb::MatchQuery> {
    let name: String = name.trim().chars().take(MOST_CHARACTERS).collect();
    let nameable = fold(&name).chars().any(|character| !matches!(character, '(' | ')'));
    nameable.then_some(pb::MatchQuery { name, limit: MOST, ..pb::MatchQuery::default() })
}

fn read(result: pb::MatchResult) -> Vec<Candidate> {
    let candidates = result.candidates.into_iter().map(|found| Candidate {
        reasons: found.reasons().map(spelt).collect(),
        code: found.code,
        title: found.title,
        score: found.score,
        sole: found.is_match,
    });
    candidates.collect()
}

fn spelt(reason: pb::MatchReason) -> String {
    reason.as_str_name().trim_start_matches("MATCH_REASON_").to_lowercase().replace('_', "-")
}

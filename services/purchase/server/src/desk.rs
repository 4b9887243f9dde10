//! What projects, tenders and contracts are judged and told by: the calendar of working days, who publishes open data where, and what
//! seals the keys of tenders.

use std::sync::Arc;

use seal::Ring;
use uuid::Uuid;
use vocab::workdays::Calendar;

/// What a deployment says of purchase.
#[derive(Debug, Clone)]
pub struct Config {
    /// Working days.
    pub calendar: Calendar,
    /// Who publishes open data.
    pub ocds: OcdsPublisher,
    /// Seals the keys of tenders.
    pub ring: Ring,
}

/// Who publishes open data: contracting (OCDS), and grants (360Giving).
#[derive(Debug, Clone)]
pub struct OcdsPublisher {
    /// Prefix of every `ocid`, `ocds-213czf`, as the Open Contracting Partnership gave it; a change counts for new processes alone.
    pub prefix: String,
    /// Where the files of an export are published, without a slash at the end.
    pub base_uri: String,
    /// Name of the publisher.
    pub name: String,
    /// Prefix of the id of every grant, `360G-example`, as 360Giving gave it; a change gives every grant another id.
    pub grant_prefix: String,
}

impl Default for OcdsPublisher {
    fn default() -> Self {
        Self {
            prefix: "ocds-000000".to_owned(),
            base_uri: "https://example.org/ocds".to_owned(),
            name: "onecode".to_owned(),
            grant_prefix: "360G-onecode".to_owned(),
        }
    }
}

/// The same, for operations; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Desk(Arc<Config>);

impl Desk {
    pub(crate) fn new(config: Config) -> Self {
        Self(Arc::new(config))
    }

    pub(crate) fn calendar(&self) -> &Calendar {
        &self.0.calendar
    }

    pub(crate) fn ring(&self) -> &Ring {
        &self.0.ring
    }

    pub(crate) fn publisher(&self) -> &OcdsPublisher {
        &self.0.ocds
    }

    /// The identifier of a process in open data.
    pub(crate) fn ocid(&self, process: Uuid) -> String {
        format!("{}-{process}", self.0.ocds.prefix)
    }
}

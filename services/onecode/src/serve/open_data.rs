//! Who publishes open contracting data (OCDS), and where.

use config::{Docs, Documented};
use fault::Fault;
use purchase_server::OcdsPublisher;
use serde::{Deserialize, Serialize};

use super::unusable;

/// Who publishes open contracting data.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OcdsSettings {
    /// Prefix of every `ocid`.
    pub prefix: String,
    /// Where exported files are published.
    pub base_uri: String,
    /// Name of the publisher.
    pub publisher: String,
}

impl Default for OcdsSettings {
    fn default() -> Self {
        let OcdsPublisher { prefix, base_uri, name } = OcdsPublisher::default();
        Self { prefix, base_uri, publisher: name }
    }
}

impl Documented for OcdsSettings {
    fn docs() -> Docs {
        Docs::new(&[
            (
                "prefix",
                "Prefix of every ocid (ocds- and six letters or digits), as the Open Contracting Partnership registered it.",
            ),
            ("base_uri", "URL under which exported files are published; records link to releases there."),
            ("publisher", "Name of the publisher in every package."),
        ])
    }
}

impl OcdsSettings {
    /// The publisher, if it can be one.
    pub(super) fn publisher(&self) -> Result<OcdsPublisher, Fault> {
        let registered = self.prefix.strip_prefix("ocds-").is_some_and(|rest| {
            rest.len() == 6 && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        if !registered {
            return Err(unusable("ocds.prefix must be ocds- and six lower-case letters or digits"));
        }
        let base_uri = self.base_uri.trim_end_matches('/');
        if !["https://", "http://"].iter().any(|scheme| base_uri.starts_with(scheme) && base_uri.len() > scheme.len()) {
            return Err(unusable("ocds.base_uri must be a URL"));
        }
        Ok(OcdsPublisher { prefix: self.prefix.clone(), base_uri: base_uri.to_owned(), name: self.publisher.clone() })
    }
}

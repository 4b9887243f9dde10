//! Who publishes open data: contracting (OCDS) and grants (360Giving), and where.

use config::{Docs, Documented};
use fault::Fault;
use purchase_server::OcdsPublisher;
use serde::{Deserialize, Serialize};

use super::unusable;

/// Who publishes open data.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct OcdsSettings {
    /// Prefix of every `ocid`.
    pub prefix: String,
    /// Where exported files are published.
    pub base_uri: String,
    /// Name of the publisher.
    pub publisher: String,
    /// Prefix of the id of every grant.
    pub grant_prefix: String,
}

impl Default for OcdsSettings {
    fn default() -> Self {
        let OcdsPublisher { prefix, base_uri, name, grant_prefix } = OcdsPublisher::default();
        Self { prefix, base_uri, publisher: name, grant_prefix }
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
            (
                "grant_prefix",
                "Prefix of the id of every exported grant (360G- and letters, digits or _), as 360Giving registered it.",
            ),
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
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let rest = self.grant_prefix.strip_prefix("360G-").unwrap_or_default();
        if rest.is_empty() || !rest.bytes().all(is_plain) {
            return Err(unusable("ocds.grant_prefix must be 360G- and letters, digits or _"));
        }
        Ok(OcdsPublisher {
            prefix: self.prefix.clone(),
            base_uri: base_uri.to_owned(),
            name: self.publisher.clone(),
            grant_prefix: self.grant_prefix.clone(),
        })
    }
}

//! Where documents lie, and how large they may be.

use std::path::PathBuf;
use std::time::Duration;

use archive::{Limits, S3, Store};
use config::{Docs, Documented, Secret};
use fault::Fault;
use serde::{Deserialize, Serialize};

/// The documents of the parts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentsSettings {
    /// Where contents lie on this machine.
    pub folder: PathBuf,
    /// The bucket in which they lie instead.
    pub s3: S3Settings,
    /// Largest content.
    pub max_bytes: u64,
    /// How long a document is kept that nothing refers to.
    #[serde(with = "config::duration")]
    pub keep_unattached: Duration,
    /// Most uploads at once in a process.
    pub max_uploads: usize,
    /// Longest wait for a place, and longest time for a content to come.
    #[serde(with = "config::duration")]
    pub upload_timeout: Duration,
}

/// A bucket of S3.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct S3Settings {
    /// `s3://bucket/prefix`.
    pub url: Option<String>,
    /// Region of the bucket.
    pub region: Option<String>,
    /// URL of a service that speaks S3 and is not Amazon's.
    pub endpoint: Option<String>,
    /// Access key.
    pub access_key_id: Option<Secret>,
    /// Its secret.
    pub secret_access_key: Option<Secret>,
    /// Whether the endpoint may be reached without TLS.
    pub allow_http: bool,
}

impl Default for DocumentsSettings {
    fn default() -> Self {
        let Limits { max_bytes, keep_unattached, max_uploads, upload_timeout } = Limits::default();
        let (folder, s3) = (PathBuf::from("documents"), S3Settings::default());
        Self { folder, s3, max_bytes, keep_unattached, max_uploads, upload_timeout }
    }
}

impl DocumentsSettings {
    /// Opens the place where contents lie.
    ///
    /// # Errors
    /// The folder cannot be made, or the bucket's settings don't fit.
    pub fn store(&self) -> Result<Store, Fault> {
        let Some(url) = self.s3.url.clone() else { return Store::folder(&self.folder) };
        let exposed = |secret: &Option<Secret>| secret.as_ref().map(|secret| secret.expose().clone());
        Store::s3(S3 {
            url,
            region: self.s3.region.clone(),
            endpoint: self.s3.endpoint.clone(),
            access_key_id: exposed(&self.s3.access_key_id),
            secret_access_key: exposed(&self.s3.secret_access_key),
            allow_http: self.s3.allow_http,
        })
    }

    /// How large documents may be, and how long they wait for a case.
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            max_bytes: self.max_bytes,
            keep_unattached: self.keep_unattached,
            max_uploads: self.max_uploads,
            upload_timeout: self.upload_timeout,
        }
    }
}

impl Documented for DocumentsSettings {
    fn docs() -> Docs {
        Docs::new(&[
            ("folder", "Folder of the contents, unless s3.url is set; for this database alone."),
            ("max_bytes", "Largest document, in bytes; a larger one is TOO_LARGE."),
            ("keep_unattached", "How long a document is kept that nothing refers to."),
            ("max_uploads", "Most uploads at once in this process; further ones wait."),
            ("upload_timeout", "Longest time for a document to come, and longest wait before it may."),
        ])
        .nested::<S3Settings>("s3")
    }
}

impl Documented for S3Settings {
    fn docs() -> Docs {
        Docs::new(&[
            (
                "url",
                "Bucket of the contents, s3://bucket/prefix, for this database alone. Let the bucket end incomplete uploads by a lifecycle rule.",
            ),
            (
                "region",
                "Region of the bucket. What is not set here comes from AWS_REGION, AWS_ACCESS_KEY_ID, ... or the machine's role.",
            ),
            ("endpoint", "URL of a service that speaks S3 and is not Amazon's."),
            ("access_key_id", "Access key; better kept in a file: access_key_id = { file = \"...\" }."),
            ("secret_access_key", "Its secret; better kept in a file."),
            ("allow_http", "Reach the endpoint without TLS."),
        ])
    }
}

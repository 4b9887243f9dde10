//! Where contents lie: a folder, or a bucket of S3.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use fault::{Fault, Kind};
use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt as _, path};
use time::OffsetDateTime;
use tokio::io::AsyncWriteExt as _;
use uuid::Uuid;

/// What of a content is held in memory while it is stored; the least that S3 takes as a part of a larger one is 5 MiB.
const PART: usize = 8 << 20;

/// A place for contents, by document id. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store(Arc<dyn ObjectStore>);

/// A bucket, and how to get in. What is not said here is taken from the usual `AWS_…` variables, a web identity, or the
/// machine's own role.
#[derive(Debug, Clone, Default)]
pub struct S3 {
    /// `s3://bucket/prefix`.
    pub url: String,
    /// Region of the bucket.
    pub region: Option<String>,
    /// URL of a service that speaks S3 and is not Amazon's.
    pub endpoint: Option<String>,
    /// Access key.
    pub access_key_id: Option<String>,
    /// Its secret.
    pub secret_access_key: Option<String>,
    /// Whether the endpoint may be reached without TLS.
    pub allow_http: bool,
}

impl Store {
    /// A folder of this machine; it is made if it is not there.
    ///
    /// # Errors
    /// It cannot be made or opened; the sentence says which.
    pub fn folder(folder: &Path) -> Result<Self, Fault> {
        std::fs::create_dir_all(folder)
            .map_err(|error| unusable(format!("{} cannot be made: {error}", folder.display())))?;
        let store = LocalFileSystem::new_with_prefix(folder)
            .map_err(|error| unusable(format!("{} cannot be opened: {error}", folder.display())))?;
        Ok(Self(Arc::new(store.with_fsync(true))))
    }

    /// A bucket; it is not asked before it is used.
    ///
    /// # Errors
    /// The URL is none, or a setting is missing; the sentence says which.
    pub fn s3(bucket: S3) -> Result<Self, Fault> {
        let prefix =
            bucket.url.strip_prefix("s3://").and_then(|rest| rest.split_once('/')).map_or("", |(_, path)| path);
        let prefix = path::Path::from(prefix);
        let mut builder = AmazonS3Builder::from_env().with_url(&bucket.url);
        let settings = [
            (AmazonS3ConfigKey::Region, bucket.region),
            (AmazonS3ConfigKey::Endpoint, bucket.endpoint),
            (AmazonS3ConfigKey::AccessKeyId, bucket.access_key_id),
            (AmazonS3ConfigKey::SecretAccessKey, bucket.secret_access_key),
        ];
        for (key, value) in settings {
            if let Some(value) = value {
                builder = builder.with_config(key, value);
            }
        }
        let store = builder.with_allow_http(bucket.allow_http).build();
        let store = store.map_err(|error| unusable(format!("{} cannot be used: {error}", bucket.url)))?;
        Ok(Self(Arc::new(PrefixStore::new(store, prefix))))
    }

    /// The memory of this process, gone with it: for tests of what only happens to have documents.
    #[must_use]
    pub fn memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }

    /// Stores a content. It appears when it is whole.
    pub(crate) async fn put(&self, id: Uuid, mut content: tokio::fs::File) -> Result<(), Fault> {
        let mut writer = BufWriter::with_capacity(Arc::clone(&self.0), place(id), PART);
        let written = match tokio::io::copy(&mut content, &mut writer).await {
            Ok(_) => writer.shutdown().await,
            Err(error) => Err(error),
        };
        if written.is_err() {
            // Parts that stay are not seen by anybody; the bucket's own rules remove them.
            let _ = writer.abort().await;
        }
        written.map_err(silent)
    }

    /// A content, in pieces as they come; `None` if there is none.
    pub(crate) async fn get(&self, id: Uuid) -> Result<Option<BoxStream<'static, Result<Bytes, Fault>>>, Fault> {
        match self.0.get(&place(id)).await {
            Ok(found) => Ok(Some(found.into_stream().map_err(silent).boxed())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(silent(error)),
        }
    }

    /// Removes a content; that it is gone already is no failure.
    pub(crate) async fn remove(&self, id: Uuid) -> Result<(), Fault> {
        match self.0.delete(&place(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(silent(error)),
        }
    }

    /// The ids of all contents; what has no id for a name is not ours, and left out.
    pub(crate) fn ids(&self) -> BoxStream<'static, Result<Uuid, Fault>> {
        let id = |found: object_store::ObjectMeta| async move {
            Ok(found.location.filename().and_then(|it| it.parse().ok()))
        };
        self.0.list(None).map_err(silent).try_filter_map(id).boxed()
    }
}

/// The instant at which an id was made.
pub(crate) fn made_at(id: Uuid) -> Option<OffsetDateTime> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    let instant = OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()?;
    instant.replace_nanosecond(nanos).ok()
}

/// A folder for each month, so that none grows without end.
fn place(id: Uuid) -> path::Path {
    let month = made_at(id).map_or_else(String::new, |at| format!("{:04}-{:02}", at.year(), u8::from(at.month())));
    path::Path::from(format!("{month}/{id}"))
}

/// The store's own words may hold its address.
fn silent(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::unavailable("the store of documents does not answer; repeat the call", Duration::from_secs(1))
        .caused_by(error)
}

fn unusable(sentence: String) -> Fault {
    Fault::new(Kind::InvalidArgument, "SETTINGS_UNUSABLE", sentence)
}

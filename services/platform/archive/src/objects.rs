//! Where contents lie: a folder, or a bucket of S3.

use std::io;
use std::path::{Path, PathBuf};
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
use object_store::{ObjectStore, ObjectStoreExt as _, PutMode, path};
use time::OffsetDateTime;
use tokio::io::AsyncWriteExt as _;
use uuid::Uuid;

/// What of a content is held in memory while it is stored; the least that S3 takes as a part of a larger one is 5 MiB.
const PART: usize = 8 << 20;

/// The object that names the database to which a store belongs.
const OWNER: &str = "owner";

/// A place for contents, by document id. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    objects: Arc<dyn ObjectStore>,
    /// Where they lie if that is a folder of this machine.
    folder: Option<PathBuf>,
}

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
        Ok(Self { objects: Arc::new(store.with_fsync(true)), folder: Some(folder.to_owned()) })
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
        Ok(Self { objects: Arc::new(PrefixStore::new(store, prefix)), folder: None })
    }

    /// The memory of this process, gone with it: for tests of what only happens to have documents.
    #[must_use]
    pub fn memory() -> Self {
        Self { objects: Arc::new(InMemory::new()), folder: None }
    }

    /// Stores a content. It appears when it is whole.
    pub(crate) async fn put(&self, id: Uuid, mut content: tokio::fs::File) -> Result<(), Fault> {
        let mut writer = BufWriter::with_capacity(Arc::clone(&self.objects), place(id), PART);
        let written = match tokio::io::copy(&mut content, &mut writer).await {
            Ok(_) => writer.shutdown().await,
            Err(error) => Err(error),
        };
        if written.is_err() {
            // Parts that stay all the same are seen by nobody; the bucket's own rules remove them.
            let _ = writer.abort().await;
        }
        written.map_err(silent)
    }

    /// A content, in pieces as they come; `None` if there is none.
    pub(crate) async fn get(&self, id: Uuid) -> Result<Option<BoxStream<'static, Result<Bytes, Fault>>>, Fault> {
        match self.objects.get(&place(id)).await {
            Ok(found) => Ok(Some(found.into_stream().map_err(silent).boxed())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(silent(error)),
        }
    }

    /// Removes a content; that it is gone already is no failure.
    pub(crate) async fn remove(&self, id: Uuid) -> Result<(), Fault> {
        match self.objects.delete(&place(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(silent(error)),
        }
    }

    /// Makes a store that belongs to nobody yet belong to an owner; whether it is now, or was before, this owner's.
    pub(crate) async fn belongs_to(&self, owner: Uuid) -> Result<bool, Fault> {
        let (place, id) = (path::Path::from(OWNER), owner.to_string());
        match self.objects.put_opts(&place, id.clone().into(), PutMode::Create.into()).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::AlreadyExists { .. }) => {
                let found = self.objects.get(&place).await.map_err(silent)?.bytes().await.map_err(silent)?;
                Ok(found == id.as_bytes())
            }
            Err(error) => Err(silent(error)),
        }
    }

    /// Removes what a crash left half written before an instant; how much that was. Buckets do so by a rule of their own.
    pub(crate) async fn sweep_unfinished(&self, before: OffsetDateTime) -> Result<u64, Fault> {
        let Some(folder) = self.folder.clone() else { return Ok(0) };
        let removed = tokio::task::spawn_blocking(move || remove_unfinished(&folder, before)).await;
        removed.map_err(Fault::internal)?.map_err(silent)
    }

    /// The ids of all contents; what has no id for a name is not ours, and left out.
    pub(crate) fn ids(&self) -> BoxStream<'static, Result<Uuid, Fault>> {
        let id = |found: object_store::ObjectMeta| async move {
            Ok(found.location.filename().and_then(|it| it.parse().ok()))
        };
        self.objects.list(None).map_err(silent).try_filter_map(id).boxed()
    }
}

/// Removes the files of a folder that were being written, of documents from before an instant; how many they were.
///
/// The crate `object_store` writes `{name}#{number}`, and renames it in the end. It shows such files to nobody.
fn remove_unfinished(folder: &Path, before: OffsetDateTime) -> io::Result<u64> {
    let mut removed = 0;
    for month in std::fs::read_dir(folder)? {
        let month = month?.path();
        if !month.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(month)? {
            let file = file?;
            let name = file.file_name();
            let id = name.to_str().and_then(|name| name.split_once('#')).and_then(|(id, _)| id.parse().ok());
            if id.and_then(made_at).is_some_and(|made| made < before) {
                match std::fs::remove_file(file.path()) {
                    Ok(()) => removed += 1,
                    // Another sweeper was first.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error),
                }
            }
        }
    }
    Ok(removed)
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

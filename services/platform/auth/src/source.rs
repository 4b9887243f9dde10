//! Where the issuer's key set comes from: a file, an HTTPS address, or the configuration itself.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::{Client, Url, redirect};

use crate::KeySetError;

/// The largest key set read, in bytes.
const MAX_BYTES: usize = 256 * 1024;
/// How long a fetch may take altogether.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Where to find the JWK set of the trusted issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JwksSource {
    /// A file, read again at every refresh.
    File(PathBuf),
    /// An `https` address (`http` on the loopback only), fetched again at every refresh.
    Url(String),
    /// The document itself; it never changes.
    Inline(String),
}

/// Why the key set could not be had. Neither the document nor the address is repeated.
#[derive(Debug, thiserror::Error)]
pub enum JwksError {
    /// The file cannot be read.
    #[error("the JWK set cannot be read: {0}")]
    File(#[from] io::Error),
    /// No address, or one that is not protected by TLS.
    #[error("the JWK set's address must be https (http on the loopback only)")]
    Address,
    /// The fetch failed or timed out.
    #[error("the JWK set cannot be fetched: {0}")]
    Http(reqwest::Error),
    /// Larger than 256 KiB.
    #[error("the JWK set is too large")]
    TooLarge,
    /// Read, and of no use.
    #[error(transparent)]
    KeySet(#[from] KeySetError),
}

impl From<reqwest::Error> for JwksError {
    fn from(error: reqwest::Error) -> Self {
        Self::Http(error.without_url())
    }
}

#[derive(Debug)]
pub(crate) enum Source {
    File(PathBuf),
    Url(Client, Url),
    Inline(String),
}

impl Source {
    pub(crate) fn new(source: JwksSource) -> Result<Self, JwksError> {
        Ok(match source {
            JwksSource::File(path) => Self::File(path),
            JwksSource::Url(address) => {
                let url = Url::parse(&address).ok().filter(is_protected).ok_or(JwksError::Address)?;
                // A redirect could lead to an unprotected address.
                Self::Url(Client::builder().timeout(TIMEOUT).redirect(redirect::Policy::none()).build()?, url)
            }
            JwksSource::Inline(json) => Self::Inline(json),
        })
    }

    /// The document, where it can be had without waiting for a network.
    pub(crate) fn read_local(&self) -> Result<Option<String>, JwksError> {
        match self {
            Self::File(path) => Ok(Some(std::fs::read_to_string(path)?)),
            Self::Url(..) => Ok(None),
            Self::Inline(json) => Ok(Some(json.clone())),
        }
    }

    pub(crate) async fn read(&self) -> Result<String, JwksError> {
        match self {
            Self::File(path) => Ok(tokio::fs::read_to_string(path).await?),
            Self::Url(client, url) => fetch(client, url.clone()).await,
            Self::Inline(json) => Ok(json.clone()),
        }
    }
}

async fn fetch(client: &Client, url: Url) -> Result<String, JwksError> {
    let mut response = client.get(url).send().await?.error_for_status()?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > MAX_BYTES {
            return Err(JwksError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    String::from_utf8(body).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()).into())
}

fn is_protected(url: &Url) -> bool {
    let loopback = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    url.scheme() == "https" || (url.scheme() == "http" && loopback)
}

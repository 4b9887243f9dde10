//! What `onecode serve` is told: a file, then `ONECODE_A__B` from the environment.

use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use config::{Docs, Documented, SecretUrl};
use serde::{Deserialize, Serialize};
use telemetry::TelemetryConfig;

use super::{DocumentsSettings, OcdsSettings};

/// The settings of a process, whichever parts it runs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where the outermost part listens.
    pub listen: SocketAddr,
    /// Where the admin port listens.
    pub admin: SocketAddr,
    /// Whether to serve without TLS.
    pub plaintext: bool,
    /// Certificates of the listener.
    pub tls: Option<TlsFiles>,
    /// The database of the parts.
    pub database: DatabaseSettings,
    /// The documents.
    pub documents: DocumentsSettings,
    /// Working-day calendars (CSV) put over those shipped: a new year, a changed notice (TIME-03).
    pub calendar: Vec<PathBuf>,
    /// Who may call.
    pub auth: AuthSettings,
    /// Who signs certificates, of registration and of training.
    pub certificate: CertificateSettings,
    /// What seals personal data.
    pub personal_data: PersonalDataSettings,
    /// Who publishes open contracting data.
    pub ocds: OcdsSettings,
    /// Where parts run that are not in this process: part name to URL.
    pub peers: BTreeMap<String, String>,
    /// PEM file of the authority that signs the peers' certificates.
    pub peer_authority: Option<PathBuf>,
    /// Where revocations are shared between gateways.
    pub redis_url: Option<SecretUrl>,
    /// Largest request message.
    pub max_request_bytes: usize,
    /// Longest unary call.
    #[serde(with = "config::duration")]
    pub request_timeout: Duration,
    /// Wait after readiness is off and before listeners close.
    #[serde(with = "config::duration")]
    pub drain_delay: Duration,
    /// Time for the calls under way to end.
    #[serde(with = "config::duration")]
    pub grace: Duration,
    /// Age at which connections are asked to close.
    #[serde(with = "config::duration")]
    pub max_connection_age: Duration,
    /// What is seen of the process.
    pub telemetry: TelemetryConfig,
}

/// Certificates of a listener.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsFiles {
    /// PEM file of the chain.
    pub certificate: PathBuf,
    /// PEM file of the key.
    pub key: PathBuf,
    /// PEM file of the authority that signs client certificates.
    #[serde(default)]
    pub client_authority: Option<PathBuf>,
}

/// The database of the parts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseSettings {
    /// Where it is.
    pub url: SecretUrl,
    /// Most connections that write.
    pub max_writes: u32,
    /// Most connections that read.
    pub max_reads: u32,
}

/// Who signs certificates, of registration and of training.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CertificateSettings {
    /// Folder of the private keys.
    pub keys: Option<PathBuf>,
    /// `iss` of the certificates.
    pub issuer: String,
}
/// What seals personal data.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PersonalDataSettings {
    /// Key file, TOML.
    pub keys: PathBuf,
}

/// Who may call.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AuthSettings {
    /// `iss` of the tokens.
    pub issuer: String,
    /// Any of these must be in `aud`.
    pub audience: Vec<String>,
    /// File with the issuer's keys (JWKS).
    pub jwks_file: Option<PathBuf>,
    /// URL of the issuer's keys (JWKS).
    pub jwks_url: Option<String>,
    /// How often the keys are read again.
    #[serde(with = "config::duration")]
    pub refresh: Duration,
    /// Role table, TOML.
    pub roles: PathBuf,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 7443)),
            admin: SocketAddr::from((Ipv4Addr::LOCALHOST, 7480)),
            plaintext: false,
            tls: None,
            database: DatabaseSettings::default(),
            documents: DocumentsSettings::default(),
            calendar: Vec::new(),
            auth: AuthSettings::default(),
            certificate: CertificateSettings::default(),
            personal_data: PersonalDataSettings::default(),
            ocds: OcdsSettings::default(),
            peers: BTreeMap::new(),
            peer_authority: None,
            redis_url: None,
            max_request_bytes: 4 * 1024 * 1024,
            request_timeout: Duration::from_secs(30),
            drain_delay: Duration::from_secs(5),
            grace: Duration::from_secs(20),
            max_connection_age: Duration::from_mins(30),
            telemetry: TelemetryConfig::default(),
        }
    }
}

impl Default for DatabaseSettings {
    fn default() -> Self {
        Self { url: SecretUrl::new("postgres://onecode@localhost/onecode"), max_writes: 16, max_reads: 16 }
    }
}

impl Default for CertificateSettings {
    fn default() -> Self {
        Self { keys: None, issuer: auth::LOCAL_ISSUER.to_owned() }
    }
}

impl Default for PersonalDataSettings {
    fn default() -> Self {
        Self { keys: PathBuf::from("personal-data.toml") }
    }
}

impl Default for AuthSettings {
    fn default() -> Self {
        Self {
            issuer: auth::LOCAL_ISSUER.to_owned(),
            audience: vec!["onecode".to_owned()],
            jwks_file: None,
            jwks_url: None,
            refresh: Duration::from_mins(1),
            roles: PathBuf::from("roles.toml"),
        }
    }
}

impl Documented for Settings {
    fn docs() -> Docs {
        Docs::new(&[
            ("listen", "Where the outermost part listens: the gateway if it runs here, else the one part."),
            ("admin", "Admin port: /live /ready /metrics /log-filter. Plain HTTP, never reachable from outside."),
            ("plaintext", "Serve without TLS. Only behind something that ends TLS, or on a laptop."),
            ("tls", "PEM files of the listener; client_authority asks clients for certificates (mTLS)."),
            ("calendar", "Working-day calendars (CSV: date,is_workday,name,kind) put over those shipped: a new year, a changed notice."),
            ("peers", "Where parts run that are not in this process, e.g. registry = \"http://registry:7443\"."),
            ("peer_authority", "PEM file of the authority that signs the peers' certificates."),
            (
                "redis_url",
                "Redis in which revocations are shared between gateways; without one a token lives until it expires.",
            ),
            ("max_request_bytes", "Largest request message, in bytes; a larger one is RESOURCE_EXHAUSTED."),
            ("request_timeout", "Longest unary call; callers may ask for less."),
            ("drain_delay", "Wait after readiness is off and before listeners close."),
            ("grace", "Time for the calls under way to end."),
            ("max_connection_age", "Age at which connections are asked to close, so that clients find new replicas."),
        ])
        .nested::<DatabaseSettings>("database")
        .nested::<DocumentsSettings>("documents")
        .nested::<AuthSettings>("auth")
        .nested::<CertificateSettings>("certificate")
        .nested::<PersonalDataSettings>("personal_data")
        .nested::<OcdsSettings>("ocds")
        .nested::<TelemetryConfig>("telemetry")
    }
}

impl Documented for DatabaseSettings {
    fn docs() -> Docs {
        Docs::new(&[
            (
                "url",
                "PostgreSQL URL; its lc_ctype must be C.UTF-8. A password is better kept in a file: url = { file = \"...\" }.",
            ),
            ("max_writes", "Most connections that write."),
            ("max_reads", "Most connections that read; their transactions are read-only."),
        ])
    }
}

impl Documented for CertificateSettings {
    fn docs() -> Docs {
        Docs::new(&[
            (
                "keys",
                "Folder of Ed25519 private keys (PKCS#8 PEM, *.pem, mode 0600), needed by the registry and talent. The last \
                 by name signs, all are published. To rotate, add one with a later name (openssl genpkey -algorithm ed25519 -out 2027-01.pem), \
                 restart, and keep the old ones as long as their certificates are valid; removing a key disowns them.",
            ),
            ("issuer", "`iss` of the certificates: a name of this register that does not change, best a URL of yours."),
        ])
    }
}

impl Documented for PersonalDataSettings {
    fn docs() -> Docs {
        Docs::new(&[(
            "keys",
            "Keys that seal personal data (TOML: active, lookup, [keys]), mode 600 or 640; the same for every replica. To rotate: give every replica the new key first, then name it as active.",
        )])
    }
}

impl Documented for AuthSettings {
    fn docs() -> Docs {
        Docs::new(&[
            ("issuer", "`iss` of the tokens."),
            ("audience", "Any of these must be in `aud`."),
            ("jwks_file", "File with the issuer's keys (JWKS); read again when it changes."),
            ("jwks_url", "URL of the issuer's keys (JWKS), https."),
            ("refresh", "How often the keys are read again."),
            ("roles", "Role table (TOML): which role holds which permission of the contracts."),
        ])
    }
}

//! What a server can be told.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};

use super::value;

/// A command of a server's operator.
#[derive(Debug, Subcommand)]
pub enum ServerCommand {
    /// Run parts of the suite as a server, until it is told to stop
    ///
    /// Refuses to start while migrations are pending. SIGTERM drains: readiness off, calls under way finish.
    #[command(
        after_help = "Examples:\n  onecode serve --part all --config onecode.toml\n  onecode serve --part registry --part gateway"
    )]
    Serve(ServeArgs),
    /// Run everything on this machine, with its own database and made-up organisations
    ///
    /// Writes client.toml into the data folder, so that the client's commands find this server and may use it.
    #[command(
        after_help = "Examples:\n  onecode dev\n  onecode dev --home /tmp/onecode --sample 100000\n  onecode dev --data organizations.csv"
    )]
    Dev(DevArgs),
    /// Bring the databases to the state that this program needs
    #[command(after_help = "Example:\n  onecode migrate --config onecode.toml")]
    Migrate(MigrateArgs),
    /// Check the configuration, or print it with its documentation
    #[command(after_help = "Examples:\n  onecode config check --config onecode.toml\n  onecode config dump")]
    Config(ConfigArgs),
    /// Issue tokens for development and tests
    #[command(
        after_help = "Example:\n  onecode token issue --subject lab --department civil-affairs --division 330500 --role registry-reader"
    )]
    Token(TokenArgs),
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Which part to run; may be repeated
    #[arg(long = "part", value_enum, required = true)]
    pub parts: Vec<PartName>,
    /// Configuration (TOML); variables ONECODE_A__B go before it
    #[arg(long, env = "ONECODE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// A part of the suite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PartName {
    /// Every part.
    All,
    /// Who an organisation is, and the feed of its changes.
    Registry,
    /// Who is inspected and by whom: random draws that anybody can verify.
    Inspection,
    /// What follows from it: records, lists, who is eligible.
    Credit,
    /// What may be purchased from organisations, and which functions they may take on.
    Purchase,
    /// People of organisations, and how they grow.
    Talent,
    /// The one door to all parts.
    Gateway,
}

/// Arguments of `dev`.
#[derive(Debug, Args)]
pub struct DevArgs {
    /// Folder of the database, the keys and client.toml; it stays when the suite stops
    #[arg(long, value_name = "FOLDER", default_value = "data")]
    pub home: PathBuf,
    /// Import these rows (CSV or NDJSON) instead of made-up organisations
    #[arg(long, value_name = "FILE")]
    pub data: Option<PathBuf>,
    /// How many made-up organisations there shall be
    #[arg(long, value_name = "COUNT", default_value_t = 4_000)]
    pub sample: usize,
    /// Seed of the made-up organisations
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Where the gateway listens, without TLS; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7443")]
    pub listen: SocketAddr,
    /// Where the admin port listens; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7480")]
    pub admin: SocketAddr,
    /// Which log lines are written, as `RUST_LOG` says it
    #[arg(long, value_name = "FILTER", default_value = "warn")]
    pub log: String,
    /// A Redis to use; without one, one is started where it is installed
    #[arg(long, env = "REDIS_URL", value_name = "URL", hide_env_values = true)]
    pub redis_url: Option<String>,
    /// Folder of PostgreSQL's programs, if they are not where Debian puts them
    #[arg(long, env = "PG_BIN", value_name = "FOLDER")]
    pub pg_bin: Option<PathBuf>,
}

/// Arguments of `migrate`.
#[derive(Debug, Args)]
pub struct MigrateArgs {
    /// Configuration (TOML); variables ONECODE_A__B go before it
    #[arg(long, env = "ONECODE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Arguments of `config`.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// What to do with it.
    #[command(subcommand)]
    pub command: ConfigCommand,
    /// Configuration (TOML); variables ONECODE_A__B go before it
    #[arg(long, env = "ONECODE_CONFIG", value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
}

/// What to do with the configuration.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum ConfigCommand {
    /// Read it, and name every key that is unknown or has a wrong value
    Check,
    /// Print it as TOML with the meaning of each key; secrets are hidden
    Dump,
}

/// Arguments of `token`.
#[derive(Debug, Args)]
pub struct TokenArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: TokenCommand,
}

/// What to do with tokens.
#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Print a signed token of the development issuer
    Issue(IssueArgs),
    /// Make tokens invalid on every gateway before they expire; needs the Redis that the gateways share
    Revoke(RevokeArgs),
}

/// Arguments of `token issue`.
#[derive(Debug, Args)]
pub struct IssueArgs {
    /// Folder of the issuer's keys; they are made where there are none
    #[arg(long, value_name = "FOLDER", default_value = "data/issuer")]
    pub keys: PathBuf,
    /// Name of the client system (sub) [default: department and division]
    #[arg(long, value_name = "NAME")]
    pub subject: Option<String>,
    /// Key of its department (dept)
    #[arg(long, value_name = "KEY")]
    pub department: String,
    /// Its division (div), GB/T 2260
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: String,
    /// A role it holds; may be repeated
    #[arg(long = "role", value_name = "ROLE", required = true)]
    pub roles: Vec<String>,
    /// The officer on whose behalf it acts (act.sub)
    #[arg(long, value_name = "OFFICER")]
    pub actor: Option<String>,
    /// How long the token is valid
    #[arg(long, value_name = "TIME", default_value = "8h", value_parser = humantime::parse_duration)]
    pub lifetime: Duration,
}

/// Arguments of `token revoke`.
#[derive(Debug, Args)]
pub struct RevokeArgs {
    /// The Redis that the gateways share
    #[arg(long, env = "REDIS_URL", value_name = "URL", hide_env_values = true)]
    pub redis_url: String,
    /// Id (jti) of one token
    #[arg(long, value_name = "JTI", required_unless_present = "subject")]
    pub token_id: Option<String>,
    /// Client system (sub) whose tokens, issued until now, no longer count
    #[arg(long, value_name = "NAME", conflicts_with = "token_id")]
    pub subject: Option<String>,
}

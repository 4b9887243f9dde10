//! Where the server is, who calls, and in which form the answer is wanted.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::messages::Language;

/// Options that every command of a client takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Connection")]
pub struct ConnectionArgs {
    /// Address of a server or the gateway [default: that of ./data/client.toml, else http://127.0.0.1:7443]
    #[arg(long, env = "ONECODE_ENDPOINT", value_name = "URL")]
    pub endpoint: Option<String>,
    /// Bearer token; others on this machine can read it here: prefer the variable or --token-file
    #[arg(long, env = "ONECODE_TOKEN", hide_env_values = true, value_name = "TOKEN", conflicts_with = "token_file")]
    pub token: Option<String>,
    /// File that holds the bearer token [default: the token of ./data/client.toml, for its own endpoint only]
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// PEM of the certificate authority that the server's certificate is checked against [default: the system's]
    #[arg(long, env = "ONECODE_CA_FILE", value_name = "FILE")]
    pub ca_file: Option<PathBuf>,
    /// PEM of the client's certificate, for tokens that are bound to one (RFC 8705)
    #[arg(long, value_name = "FILE", requires = "client_key_file")]
    pub client_cert_file: Option<PathBuf>,
    /// PEM of the key of the client's certificate
    #[arg(long, value_name = "FILE", requires = "client_cert_file")]
    pub client_key_file: Option<PathBuf>,
    /// Why personal data is read; it is recorded, and without it names are masked and telephones left out
    #[arg(long, value_name = "TEXT")]
    pub purpose: Option<String>,
    /// How long one call may take; import, export, watch and documents have no limit
    #[arg(long, default_value = "10s", value_name = "TIME", value_parser = humantime::parse_duration)]
    pub timeout: Duration,
    /// Language of messages [default: by LC_ALL, LC_MESSAGES, LANG]
    #[arg(long, value_enum, help_heading = "Output")]
    pub lang: Option<Language>,
    /// Form of the answer: for people, or the JSON of the contracts (proto3 JSON mapping) for programs
    #[arg(long, short, value_enum, default_value_t, help_heading = "Output")]
    pub output: OutputFormat,
}

/// In which form an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum OutputFormat {
    /// Tables for people.
    #[default]
    Table,
    /// One JSON value for an answer, one a line for a stream.
    Json,
}

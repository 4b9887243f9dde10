//! What a client can ask about lists of names (名称对码).

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use onecode_proto::registry::v1::OrganizationKind;

use super::{ConnectionArgs, value};

/// Arguments of `match`.
#[derive(Debug, Args)]
pub struct MatchArgs {
    /// The table: CSV in UTF-8 with a heading
    #[arg(required_unless_present = "serve", conflicts_with = "serve")]
    pub file: Option<PathBuf>,
    /// Heading of the names [default: name, 名称, 单位名称, …]
    #[arg(long, value_name = "HEADING", conflicts_with = "serve")]
    pub name_column: Option<String>,
    /// Heading of the codes, right or wrong [default: code, 统一社会信用代码, …, if there is one]
    #[arg(long, value_name = "HEADING", conflicts_with = "serve")]
    pub code_column: Option<String>,
    /// Division (GB/T 2260) in which the organisations should lie; those elsewhere score less
    #[arg(long, value_name = "CODE", value_parser = value::division, conflicts_with = "serve")]
    pub division: Option<String>,
    /// Kind that the organisations should be; others score less
    #[arg(long, value_parser = value::kind, conflicts_with = "serve")]
    pub kind: Option<OrganizationKind>,
    /// The file to write; .zst compresses [default: standard output]
    #[arg(long, value_name = "FILE", conflicts_with = "serve")]
    pub out: Option<PathBuf>,
    /// Answer OpenRefine at this address of this machine instead, with your token, until Ctrl-C; port 0: any
    #[arg(long, value_name = "ADDRESS", value_parser = loopback)]
    pub serve: Option<SocketAddr>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// An address that only this machine reaches: whoever reaches it reads with the caller's token.
fn loopback(text: &str) -> Result<SocketAddr, String> {
    let address: SocketAddr = text.trim().parse().map_err(|_| "no address; write it as 127.0.0.1:8000".to_owned())?;
    if address.ip().is_loopback() {
        Ok(address)
    } else {
        Err("only 127.0.0.1 and [::1]: others could read by it".into())
    }
}

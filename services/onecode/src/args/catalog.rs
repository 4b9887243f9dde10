//! What a client can do about guidance catalogues (政府购买服务指导性目录).

use std::path::PathBuf;

use clap::{Args, Subcommand};
use onecode_proto::google::r#type::Date;

use super::{ConnectionArgs, value};

/// Arguments of `catalog`.
#[derive(Debug, Args)]
pub struct CatalogArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CatalogCommand,
}

/// What to do about catalogues.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// List the entries of the catalogue that a division goes by on a day, or of one version
    #[command(after_help = "Examples:\n  onecode catalog list --code A01\n  \
        onecode catalog list --division 330521 --on 2026-01-01 --name 养老\n  onecode catalog list catalogs/0193…")]
    List(CatalogListArgs),
    /// List the versions of catalogues, with the days on which they are in force
    #[command(after_help = "Example:\n  onecode catalog versions --division 330500")]
    Versions(CatalogVersionsArgs),
    /// Draft a version from a table with the columns code, name, level, parent and remark, or fill a draft anew
    #[command(after_help = "Examples:\n  onecode catalog import catalog.csv --title 2027年指导性目录 --year 2027\n  \
        onecode catalog import catalog.csv --into catalogs/0193…")]
    Import(CatalogImportArgs),
    /// Compare a version with an older one: what was added, removed, renamed and moved
    #[command(after_help = "Examples:\n  onecode catalog diff catalogs/0193…\n  \
        onecode catalog diff catalogs/0193… --base catalogs/0187…")]
    Diff(CatalogDiffArgs),
}

impl CatalogCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::List(args) => &args.connection,
            Self::Versions(args) => &args.connection,
            Self::Import(args) => &args.connection,
            Self::Diff(args) => &args.connection,
        }
    }
}

/// Arguments of `catalog list`.
#[derive(Debug, Args)]
pub struct CatalogListArgs {
    /// One version, catalogs/{uuid}
    #[arg(value_name = "CATALOG", value_parser = value::catalog, conflicts_with_all = ["division", "on"])]
    pub catalog: Option<String>,
    /// The division (GB/T 2260) [default: your own]
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// The day [default: today]
    #[arg(long, value_name = "DATE", value_parser = value::date)]
    pub on: Option<Date>,
    /// Only codes that begin so
    #[arg(long, value_name = "PREFIX")]
    pub code: Option<String>,
    /// Only names that hold this
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Only this level
    #[arg(long, value_name = "LEVEL", value_parser = clap::value_parser!(i32).range(1..=3))]
    pub level: Option<i32>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `catalog versions`.
#[derive(Debug, Args)]
pub struct CatalogVersionsArgs {
    /// Only of this division (GB/T 2260)
    #[arg(long, value_name = "CODE", value_parser = value::division)]
    pub division: Option<String>,
    /// Only those made for this year
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `catalog import`.
#[derive(Debug, Args)]
pub struct CatalogImportArgs {
    /// The table (CSV)
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What the new version is called
    #[arg(long, value_name = "TITLE", required_unless_present = "into", conflicts_with = "into")]
    pub title: Option<String>,
    /// The year that it is made for
    #[arg(long, value_name = "YEAR", required_unless_present = "into", conflicts_with = "into")]
    pub year: Option<i32>,
    /// A draft whose entries are replaced, catalogs/{uuid}
    #[arg(long, value_name = "CATALOG", value_parser = value::catalog)]
    pub into: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `catalog diff`.
#[derive(Debug, Args)]
pub struct CatalogDiffArgs {
    /// The newer version, catalogs/{uuid}
    #[arg(value_name = "CATALOG", value_parser = value::catalog)]
    pub name: String,
    /// The older one [default: the version adopted before it]
    #[arg(long, value_name = "CATALOG", value_parser = value::catalog)]
    pub base: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

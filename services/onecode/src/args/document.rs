//! What a client can ask for about documents.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{ConnectionArgs, value};

/// Arguments of `document`.
#[derive(Debug, Args)]
pub struct DocumentArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: DocumentCommand,
}

/// What to do with documents.
#[derive(Debug, Subcommand)]
pub enum DocumentCommand {
    /// Hand in a file; prints the name of the document
    ///
    /// PDF, OFD, JPEG, PNG, DOCX and XLSX are taken, by the ending of the file's name and by their content. A document
    /// that no case refers to is removed after a while.
    #[command(after_help = "Example:\n  onecode document upload 决议.pdf --kind resolution --title 理事会决议")]
    Upload(UploadArgs),
    /// Fetch a content into a file; say why with --purpose
    ///
    /// The file appears when all of it has come and been found to be what was handed in.
    #[command(after_help = "Example:\n  onecode document download documents/0193… --out 决议.pdf --purpose 年检")]
    Download(DownloadArgs),
}

impl DocumentCommand {
    /// How to reach the server, and how to answer.
    #[must_use]
    pub const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Upload(args) => &args.connection,
            Self::Download(args) => &args.connection,
        }
    }
}

/// Arguments of `document upload`.
#[derive(Debug, Args)]
pub struct UploadArgs {
    /// The file
    pub file: PathBuf,
    /// What kind of paper: charter, id-copy, resolution, capital-verification, premises-right, ...
    #[arg(long, value_name = "KIND")]
    pub kind: String,
    /// What the paper is, for people; it is shown unmasked: name the paper, not the person [default: the file's name]
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Resource name of what it is about, e.g. organizations/51330500XX0000001X
    #[arg(long, value_name = "NAME")]
    pub subject: Option<String>,
    /// Idempotency key: the same key with the same file and options is the same document [default: a fresh one]
    #[arg(long, value_parser = value::idempotency_key)]
    pub key: Option<String>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `document download`.
#[derive(Debug, Args)]
pub struct DownloadArgs {
    /// Name of the document, documents/{uuid}
    #[arg(value_parser = value::document)]
    pub name: String,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

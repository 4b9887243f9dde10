//! What a client can ask about certificates of registration (电子证书).

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{ConnectionArgs, value};

/// Arguments of `certificate`.
#[derive(Debug, Args)]
pub struct CertificateArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CertificateCommand,
}

/// What to do with certificates.
#[derive(Debug, Subcommand)]
pub enum CertificateCommand {
    /// Check a certificate with the published keys: who signed it, what it states, whether it is in force
    ///
    /// FILE holds the signed statement (a JWS); `-` is standard input. With --keys no server is asked: the file is what
    /// `onecode certificate keys` wrote. Without it the keys are asked for. A certificate that was ended before its term
    /// still has a right signature: --online asks whether it was. Ends with 3 if the certificate may not be relied on.
    #[command(after_help = "Examples:\n  onecode certificate verify certificate.jws --keys keys.json\n  \
        onecode certificate verify - --online < certificate.jws")]
    Verify(VerifyArgs),
    /// Write the keys that verify certificates, as a JWK set
    #[command(after_help = "Example:\n  onecode certificate keys --out keys.json")]
    Keys(KeysArgs),
    /// Show the newest certificate of an organisation, or the one of a number; save the signed statement
    ///
    /// The statement names the legal representative: --out needs the permission and a --purpose.
    #[command(after_help = "Examples:\n  onecode certificate get 51330500XX0000001X\n  \
        onecode certificate get 51330500XX0000001X-002 --out certificate.jws --purpose '归档'")]
    Get(CertificateGetArgs),
    /// Write the printed form of a valid certificate: one page A4 as PDF, with a QR code that verifies it
    ///
    /// It names the legal representative: it needs the permission and a --purpose. The code holds the signed statement,
    /// which `verify` reads; of a very long one, only the numbers.
    #[command(
        after_help = "Example:\n  onecode certificate print 51330500XX0000001X --out certificate.pdf --purpose '颁发'"
    )]
    Print(PrintArgs),
}

impl CertificateCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Verify(args) => &args.connection,
            Self::Keys(args) => &args.connection,
            Self::Get(args) => &args.connection,
            Self::Print(args) => &args.connection,
        }
    }
}

/// Arguments of `certificate verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The signed statement; `-` is standard input
    pub file: PathBuf,
    /// JWK set of the keys that are trusted [default: asked of the server]
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Ask also whether the certificate was ended before its term
    #[arg(long)]
    pub online: bool,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `certificate keys`.
#[derive(Debug, Args)]
pub struct KeysArgs {
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `certificate get`.
#[derive(Debug, Args)]
pub struct CertificateGetArgs {
    /// The code (统一社会信用代码), or the number of a certificate
    #[arg(value_name = "CODE|NUMBER", value_parser = value::certificate)]
    pub which: WhichCertificate,
    /// Write the signed statement to this file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `certificate print`.
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// The code (统一社会信用代码), or the number of a certificate
    #[arg(value_name = "CODE|NUMBER", value_parser = value::certificate)]
    pub which: WhichCertificate,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// A certificate as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhichCertificate {
    /// The newest of an organisation, by its resource name.
    NewestOf(String),
    /// By its own resource name.
    Named(String),
}

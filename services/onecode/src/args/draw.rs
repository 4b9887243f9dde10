//! What a client can do about random draws (双随机抽查).

use std::path::PathBuf;

use clap::{Args, Subcommand};
use inspection_domain::draw::Hash;

use super::{ConnectionArgs, value};

/// Arguments of `draw`.
#[derive(Debug, Args)]
pub struct DrawArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: DrawCommand,
}

/// What to do with draws.
#[derive(Debug, Subcommand)]
pub enum DrawCommand {
    /// Show a plan: what was frozen, every round of shares, what was drawn
    #[command(after_help = "Example:\n  onecode draw show plans/0193f0a2-5c1e-7d00-8000-000000000002")]
    Show(DrawShowArgs),
    /// Commit a department to a fresh secret share of the open round
    ///
    /// 32 random bytes are made here and kept in the file of --share, which only its owner may read; what is sent is their
    /// hash alone. Keep the file until the share is revealed: a share that is lost makes the round fail, and names the
    /// department. Where the file is there already, its share is committed to.
    #[command(after_help = "Example:\n  onecode draw commit plans/0193… --department tax --share tax.share")]
    Commit(DrawCommitArgs),
    /// Reveal the share that was committed to, once every department has committed
    #[command(after_help = "Example:\n  onecode draw reveal plans/0193… --share tax.share")]
    Reveal(DrawRevealArgs),
    /// List the organisations drawn, with their inspectors
    #[command(after_help = "Example:\n  onecode draw result plans/0193…")]
    Result(DrawResultArgs),
    /// Save the proof of a draw: one text file from which anybody can recompute it
    #[command(after_help = "Example:\n  onecode draw proof plans/0193… --out proof.txt")]
    Proof(DrawProofArgs),
    /// Recompute a draw from its proof alone; no server is asked
    ///
    /// Every difference is told with its line. --root is the root that was published at the freeze: take it from where it
    /// was published then, not from the file. Ends with 3 if the proof does not hold.
    #[command(after_help = "Example:\n  onecode draw verify proof.txt --root 791cef80…")]
    Verify(DrawVerifyArgs),
}

impl DrawCommand {
    pub(super) const fn connection(&self) -> &ConnectionArgs {
        match self {
            Self::Show(args) => &args.connection,
            Self::Commit(args) => &args.connection,
            Self::Reveal(args) => &args.connection,
            Self::Result(args) => &args.connection,
            Self::Proof(args) => &args.connection,
            Self::Verify(args) => &args.connection,
        }
    }
}

/// Arguments of `draw show`.
#[derive(Debug, Args)]
pub struct DrawShowArgs {
    /// The plan, plans/{uuid}
    #[arg(value_parser = value::plan)]
    pub name: String,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `draw commit`.
#[derive(Debug, Args)]
pub struct DrawCommitArgs {
    /// The plan, plans/{uuid}
    #[arg(value_parser = value::plan)]
    pub name: String,
    /// The department that commits, by its key; that of the token
    #[arg(long, value_name = "KEY", value_parser = value::department)]
    pub department: String,
    /// Where the secret share is kept
    #[arg(long, value_name = "FILE")]
    pub share: PathBuf,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `draw reveal`.
#[derive(Debug, Args)]
pub struct DrawRevealArgs {
    /// The plan, plans/{uuid}
    #[arg(value_parser = value::plan)]
    pub name: String,
    /// Where the secret share was kept
    #[arg(long, value_name = "FILE")]
    pub share: PathBuf,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `draw result`.
#[derive(Debug, Args)]
pub struct DrawResultArgs {
    /// The plan, plans/{uuid}
    #[arg(value_parser = value::plan)]
    pub name: String,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `draw proof`.
#[derive(Debug, Args)]
pub struct DrawProofArgs {
    /// The plan, plans/{uuid}
    #[arg(value_parser = value::plan)]
    pub name: String,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

/// Arguments of `draw verify`.
#[derive(Debug, Args)]
pub struct DrawVerifyArgs {
    /// The proof, as `onecode draw proof` saved it
    pub file: PathBuf,
    /// The root that was published at the freeze, 64 hexadecimal digits
    #[arg(long, value_name = "HASH")]
    pub root: Option<Hash>,
    #[command(flatten)]
    pub(crate) connection: ConnectionArgs,
}

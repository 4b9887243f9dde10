//! Completion scripts for shells.

use std::io::Write;

use clap::CommandFactory;

use crate::args::{Cli, CompletionArgs};

/// Writes the script to `out`; the caller's shell reads it.
pub fn write(args: &CompletionArgs, out: &mut dyn Write) {
    clap_complete::generate(args.shell, &mut Cli::command(), "onecode", out);
}

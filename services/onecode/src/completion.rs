//! Completion scripts for shells.

use std::io::{self, Write};

use clap::CommandFactory;

use crate::args::{Cli, CompletionArgs};

/// Writes the script that the caller's shell reads.
pub fn write(args: &CompletionArgs, out: &mut impl Write) -> io::Result<()> {
    let mut script = Vec::new(); // the generator panics where its writer fails
    clap_complete::generate(args.shell, &mut Cli::command(), "onecode", &mut script);
    out.write_all(&script)
}

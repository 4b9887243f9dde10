//! The program `onecode`.

use std::process::ExitCode;

use clap::Parser as _;
use fault::{Fault, Kind};
use onecode::args::{Cli, Command};
use onecode::exit::Exit;
use onecode::operate;

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Command::Server(command) => operated(operate::run(command).await),
        Command::Client(_) | Command::Sample(_) | Command::Completion(_) => Exit::Usage.into(),
    }
}

fn operated(done: Result<(), Fault>) -> ExitCode {
    let Err(fault) = done else { return Exit::Done.into() };
    anstream::eprintln!("onecode: {}", fault.message());
    let mut cause = std::error::Error::source(&fault);
    while let Some(next) = cause {
        anstream::eprintln!("  because: {next}");
        cause = next.source();
    }
    let exit = if fault.kind() == Kind::InvalidArgument { Exit::Usage } else { Exit::Internal };
    exit.into()
}

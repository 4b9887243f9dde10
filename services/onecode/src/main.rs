//! The program `onecode`.

use std::error::Error as _;
use std::io;
use std::process::ExitCode;

use fault::{Fault, Kind};
use onecode::args::{Cli, Command};
use onecode::exit::Exit;
use onecode::messages::Language;
use onecode::{client, completion, operate, sample};

#[tokio::main]
async fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os(), Language::of_terminal()) {
        Ok(cli) => cli,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            return error.print().map_or(Exit::Internal, |()| exit).into();
        }
    };
    let exit = match cli.command {
        Command::Server(command) => operated(operate::run(command).await),
        Command::Client(command) => client::run(command).await,
        Command::Sample(args) => written(sample::write(&args, io::stdout())),
        Command::Completion(args) => written(completion::write(&args, &mut io::stdout())),
    };
    exit.into()
}

fn operated(done: Result<(), Fault>) -> Exit {
    let Err(fault) = done else { return Exit::Done };
    anstream::eprintln!("onecode: {}", fault.message());
    let mut cause = fault.source();
    while let Some(next) = cause {
        anstream::eprintln!("  because: {next}");
        cause = next.source();
    }
    if fault.kind() == Kind::InvalidArgument { Exit::Usage } else { Exit::Internal }
}

/// A reader that has gone away (`| head`) has what it wanted.
fn written(done: io::Result<()>) -> Exit {
    match done {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            anstream::eprintln!("onecode: {error}");
            Exit::Internal
        }
        Ok(()) | Err(_) => Exit::Done,
    }
}

//! A private PostgreSQL and Redis while a command runs, or until Ctrl-C.

use std::error::Error;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{ExitCode, ExitStatus};

use clap::Parser;
use embedded::{Postgres, PostgresOptions, Redis, Tuning};
use tokio::process::Command;
use tokio::signal::unix::{SignalKind, signal};

/// Runs a private PostgreSQL and Redis while COMMAND runs, or until Ctrl-C. COMMAND finds them in `DATABASE_URL` and
/// `REDIS_URL`; without one these two are printed.
#[derive(Parser)]
struct Arguments {
    /// Where the data are kept.
    data_dir: PathBuf,
    /// Force nothing to disk: faster, and lost if the machine fails.
    #[arg(long)]
    throwaway: bool,
    /// Connections PostgreSQL accepts at a time.
    #[arg(long, default_value_t = 200)]
    max_connections: u16,
    /// Folder of PostgreSQL's programs.
    #[arg(long, env = "PG_BIN")]
    bin_dir: Option<PathBuf>,
    #[arg(last = true)]
    command: Vec<OsString>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    run(Arguments::parse()).await.unwrap_or_else(|error| {
        eprintln!("onecode-db: {error}");
        ExitCode::FAILURE
    })
}

async fn run(arguments: Arguments) -> Result<ExitCode, Box<dyn Error>> {
    // From here on Ctrl-C, which reaches the command too, does not end us before it.
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let postgres = Postgres::start(PostgresOptions {
        data_dir: arguments.data_dir.join("pg"),
        bin_dir: arguments.bin_dir,
        tuning: if arguments.throwaway { Tuning::Throwaway } else { Tuning::Durable },
        max_connections: arguments.max_connections,
    })
    .await?;
    postgres.ensure_database("onecode").await?;
    let redis = Redis::find_or_start(None, &arguments.data_dir.join("redis")).await;
    let mut addresses = vec![("DATABASE_URL", postgres.url("onecode"))];
    addresses.extend(redis.as_ref().map(|redis| ("REDIS_URL", redis.url().to_owned())));

    let code = if let Some((program, options)) = arguments.command.split_first() {
        let mut child = Command::new(program).args(options).envs(addresses).kill_on_drop(true).spawn()?;
        tokio::select! {
            status = child.wait() => exit_code(status?),
            _ = terminated.recv() => ExitCode::FAILURE,
        }
    } else {
        for (name, url) in addresses {
            println!("{name}={url}");
        }
        println!("# running until Ctrl-C");
        io::stdout().flush()?;
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
        ExitCode::SUCCESS
    };
    if let Some(redis) = redis {
        redis.stop().await?;
    }
    postgres.stop().await?;
    Ok(code)
}

fn exit_code(status: ExitStatus) -> ExitCode {
    status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}

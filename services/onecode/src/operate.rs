//! The commands of an operator: serve, dev, migrate, config, token.

use fault::Fault;

use crate::args::{ConfigCommand, ServerCommand};
use crate::{dev, migrate, serve, token};

/// Runs one.
///
/// # Errors
/// What the command says when it cannot do its work.
pub async fn run(command: ServerCommand) -> Result<(), Fault> {
    match command {
        ServerCommand::Serve(wanted) => serve::run(wanted.config, wanted.parts).await,
        ServerCommand::Dev(wanted) => dev::run(wanted).await,
        ServerCommand::Migrate(wanted) => migrate::run(wanted.config.as_deref()).await,
        ServerCommand::Config(wanted) => {
            let settings = serve::load(wanted.config.as_deref())?;
            match wanted.command {
                ConfigCommand::Check => anstream::println!("the configuration can be used"),
                ConfigCommand::Dump => anstream::println!("{}", config::dump(&settings).map_err(Fault::internal)?),
            }
            Ok(())
        }
        ServerCommand::Token(wanted) => token::run(&wanted.command).await,
    }
}

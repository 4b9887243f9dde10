//! The client's commands (客户端): each asks, and writes what comes back.

mod casework;
mod catalog;
pub mod certificate;
mod check;
mod check_code;
mod complaint;
mod connection;
mod contract;
mod course;
mod credit;
mod cursor_file;
mod departments;
mod document;
mod draw;
mod eligibility;
mod export;
mod failure;
mod fund;
mod get;
mod grant;
pub mod import;
mod listing;
mod matching;
mod measure;
mod ocds;
mod out;
mod package;
mod profile;
mod progress;
mod publication;
mod purchase;
mod qualification;
mod rating;
mod report;
mod resolve;
mod retry;
mod revisions;
mod risk;
mod search;
mod statistics;
mod streamed;
mod tender;
mod watch;

pub use connection::{Called, Caller, Connection};
pub use failure::Failure;

use crate::args::{CertificateArgs, CertificateCommand, ClientCommand, DrawArgs, DrawCommand, ReportArgs};
use crate::exit::Exit;
use crate::messages::Language;
use crate::output::Printer;

/// Runs a command, and tells on standard error why it failed if it did.
pub async fn run(command: ClientCommand) -> Exit {
    let args = command.connection().clone();
    let language = args.lang.unwrap_or_else(Language::of_terminal);
    let printer = Printer::new(args.output, language);
    // Three that may need no server.
    let done =
        if let ClientCommand::Certificate(CertificateArgs { command: CertificateCommand::Verify(wanted) }) = command {
            certificate::verify(wanted, &printer).await
        } else if let ClientCommand::Draw(DrawArgs { command: DrawCommand::Verify(wanted) }) = command {
            draw::verify(&wanted, &printer)
        } else if let ClientCommand::Report(ReportArgs { command }) = &command {
            report::run(command, &printer)
        } else {
            match Connection::open(&args, language).await {
                Ok(connection) => dispatch(&connection, command, &printer).await,
                Err(failure) => Err(failure),
            }
        };
    done.unwrap_or_else(|failure| {
        let exit = failure.exit();
        if exit != Exit::Done {
            anstream::eprintln!("onecode: {}", failure.explain(language));
        }
        exit
    })
}

async fn dispatch(connection: &Connection, command: ClientCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        ClientCommand::Get(args) => get::run(connection, args, printer).await,
        ClientCommand::Search(args) => search::run(connection, args, printer).await,
        ClientCommand::Resolve(args) => resolve::run(connection, args, printer).await,
        ClientCommand::Match(args) => matching::run(connection, &args, printer).await,
        ClientCommand::Revisions(args) => revisions::run(connection, args, printer).await,
        ClientCommand::CheckCode(args) => check_code::run(connection, args, printer).await,
        ClientCommand::Watch(args) => watch::run(connection, args, printer).await,
        ClientCommand::Import(args) => import::run(connection, args, printer).await,
        ClientCommand::Export(args) => export::run(connection, args, printer).await,
        ClientCommand::Departments(args) => departments::run(connection, args, printer).await,
        ClientCommand::Document(args) => document::run(connection, args.command, printer).await,
        ClientCommand::Statistics(args) => statistics::run(connection, args, printer).await,
        ClientCommand::Certificate(args) => certificate::run(connection, args.command, printer).await,
        ClientCommand::Task(args) => casework::task(connection, args.command, printer).await,
        ClientCommand::Case(args) => casework::case(connection, args.command, printer).await,
        ClientCommand::Deadline(args) => casework::deadline(connection, args.command, printer).await,
        ClientCommand::Rule(args) => casework::rule(connection, args.command, printer).await,
        ClientCommand::Draw(args) => draw::run(connection, args.command, printer).await,
        ClientCommand::Check(args) => check::run(connection, args.command, printer).await,
        ClientCommand::Complaint(args) => complaint::run(connection, args.command, printer).await,
        ClientCommand::Report(args) => report::run(&args.command, printer),
        ClientCommand::Rating(args) => rating::run(connection, args.command, printer).await,
        ClientCommand::Listing(args) => listing::run(connection, args.command, printer).await,
        ClientCommand::Credit(args) => credit::run(connection, args.command, printer).await,
        ClientCommand::Publication(args) => publication::run(connection, args.command, printer).await,
        ClientCommand::Measure(args) => measure::run(connection, args.command, printer).await,
        ClientCommand::Eligibility(args) => eligibility::run(connection, args.command, printer).await,
        ClientCommand::Qualification(args) => qualification::run(connection, args.command, printer).await,
        ClientCommand::Risk(args) => risk::run(connection, args.command, printer).await,
        ClientCommand::Catalog(args) => catalog::run(connection, args.command, printer).await,
        ClientCommand::Fund(args) => fund::run(connection, args.command, printer).await,
        ClientCommand::Grants(args) => grant::run(connection, args.command, printer).await,
        ClientCommand::Ledger(args) => fund::ledger(connection, args.command, printer).await,
        ClientCommand::Contract(args) => contract::run(connection, args.command, printer).await,
        ClientCommand::Tender(args) => tender::run(connection, args.command, printer).await,
        ClientCommand::Ocds(args) => ocds::run(connection, args.command, printer).await,
        ClientCommand::Purchase(args) => purchase::run(connection, args.command, printer).await,
    }
}

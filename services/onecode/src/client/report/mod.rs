//! `onecode report`: forms of the annual report, and its pre-check without a server.

mod check;
mod file;
mod form;

use inspection_domain::report::Refusal;
use time::Date;
use uow::Clock;
use vocab::day_of;

use super::Failure;
use crate::args::ReportCommand;
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::Printer;

pub(super) fn run(command: &ReportCommand, printer: &Printer) -> Result<Exit, Failure> {
    let today = day_of(Clock::system().now());
    match command {
        ReportCommand::Form(args) => form::print(args, today, printer),
        ReportCommand::Check(args) => check::run(args, today, printer),
    }
}

/// What the rules refuse before anything is checked.
fn refused(refusal: &Refusal) -> Failure {
    Failure::usage(Message::NoReportForm(refusal.to_string()))
}

/// The year that is reported on a day.
fn last_year(today: Date) -> i32 {
    today.year() - 1
}

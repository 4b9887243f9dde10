//! `onecode complaint`: where a complaint stands, told to whoever holds its receipt and secret.

use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read as _, Stdin};
use std::path::Path;

use onecode_proto::inspection::v1::{ComplaintOutcome, ComplaintStatus, GetComplaintStatusRequest};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use super::casework::{card, last};
use super::{Connection, Failure};
use crate::args::{ComplaintCommand, ComplaintStatusArgs};
use crate::exit::Exit;
use crate::messages::{Label as _, Language, Message};
use crate::output::{Printer, day, division};

/// More than a secret however it is written.
const LONGEST_LINE: u64 = 1_024;

pub(super) async fn run(
    connection: &Connection,
    command: ComplaintCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        ComplaintCommand::Status(args) => status(connection, args, printer).await,
    }
}

async fn status(connection: &Connection, args: ComplaintStatusArgs, printer: &Printer) -> Result<Exit, Failure> {
    let secret = match &args.secret_file {
        Some(file) => {
            let read = File::open(file).map_err(|error| Failure::unreadable(file, &error))?;
            line(&mut BufReader::new(read), file)?
        }
        None => asked(printer.language())?,
    };
    let request = connection.timed(GetComplaintStatusRequest { receipt: args.receipt, secret });
    let answer = connection.complaints().get_complaint_status(request).await?.into_inner();
    let found = answer.complaint_status.ok_or_else(|| Failure::contract("complaint_status"))?;
    if printer.is_json() {
        printer.json(&found)?;
        return Ok(Exit::Done);
    }
    printer.table(&[], card(lines(&found, printer), printer.language()))?;
    Ok(Exit::Done)
}

/// What a status says: of outcome and answer those that stand, of a review how far it has come.
fn lines(found: &ComplaintStatus, printer: &Printer) -> Vec<((&'static str, &'static str), String)> {
    let reviewed = found.review_outcome() != ComplaintOutcome::Unspecified;
    let (outcome, answer) =
        if reviewed { (found.review_outcome(), &found.review_answer) } else { (found.outcome(), &found.answer) };
    vec![
        (("state", "办理状态"), printer.label(&found.state())),
        (("with", "办理机关"), format!("{} {}", division(&found.division), last(&found.department))),
        (("by", "期限"), day(found.due_date)),
        (("outcome", "办理结果"), printer.label(&outcome)),
        (("answer", "答复"), answer.clone()),
        (("transferred to", "转办单位"), found.transferred_to.clone()),
        (("received", "接收日期"), day(found.receive_date)),
        (("concluded", "办结日期"), day(found.conclude_date)),
        (("review", "复查状态"), printer.label(&found.review_state())),
        (("review until", "可申请复查至"), day(found.review_until_date)),
    ]
}

/// Asks for the secret, which a terminal does not show.
fn asked(language: Language) -> Result<String, Failure> {
    let input = io::stdin();
    let quiet = if input.is_terminal() {
        anstream::eprint!("{}: ", ("secret", "查询密码").label(language));
        Some(Quiet::new(&input).map_err(|error| Failure::unreadable(Path::new("-"), &error))?)
    } else {
        None
    };
    let typed = line(&mut input.lock(), Path::new("-"));
    if quiet.is_some() {
        anstream::eprintln!();
    }
    typed
}

fn line(input: &mut impl BufRead, name: &Path) -> Result<String, Failure> {
    let mut line = String::new();
    input.take(LONGEST_LINE).read_line(&mut line).map_err(|error| Failure::unreadable(name, &error))?;
    match line.trim() {
        "" => Err(Failure::usage(Message::NothingToRead)),
        secret => Ok(secret.to_owned()),
    }
}

/// A terminal that does not show what is typed, for as long as this is kept.
struct Quiet<'a> {
    terminal: &'a Stdin,
    before: Termios,
}

impl<'a> Quiet<'a> {
    fn new(terminal: &'a Stdin) -> io::Result<Self> {
        let before = tcgetattr(terminal)?;
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO);
        tcsetattr(terminal, OptionalActions::Flush, &quiet)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Quiet<'_> {
    fn drop(&mut self) {
        // a terminal that has gone away shows nothing any more
        let _ = tcsetattr(self.terminal, OptionalActions::Flush, &self.before);
    }
}

#[cfg(test)]
mod tests {
    use onecode_proto::inspection::v1::ComplaintReviewState;

    use super::*;
    use crate::args::OutputFormat;

    #[test]
    fn after_a_review_its_outcome_is_shown_in_place_of_the_one_that_no_longer_stands() {
        let printer = Printer::new(OutputFormat::Table, Language::En);
        let concluded = ComplaintStatus {
            outcome: ComplaintOutcome::Upheld.into(),
            answer: "举报属实。".into(),
            review_state: ComplaintReviewState::Requested.into(),
            ..ComplaintStatus::default()
        };
        let shown = |status: &ComplaintStatus| {
            let lines = lines(status, &printer);
            ["outcome", "answer", "review"].map(|heading| {
                lines.iter().find(|((english, _), _)| *english == heading).map(|(_, value)| value.clone()).unwrap()
            })
        };
        assert_eq!(shown(&concluded), ["true", "举报属实。", "looked into"]);
        let reviewed = ComplaintStatus {
            review_state: ComplaintReviewState::Changed.into(),
            review_outcome: ComplaintOutcome::NotUpheld.into(),
            review_answer: "经复查不属实。".into(),
            ..concluded
        };
        assert_eq!(shown(&reviewed), ["not true", "经复查不属实。", "changed"]);
    }

    #[test]
    fn the_secret_is_the_first_line_without_blanks_around_it() {
        let read = |text: &str| line(&mut text.as_bytes(), Path::new("secret"));
        assert_eq!(read(" 7K3QM-0T5XA \nmore\n").unwrap(), "7K3QM-0T5XA");
        assert!(read("\n7K3QM").is_err());
        assert_eq!(read(&"7".repeat(5_000)).unwrap().len(), 1_024);
    }
}

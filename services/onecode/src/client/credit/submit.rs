//! `onecode credit submit`: rows of a table, by hundreds, each judged by itself.

use std::fs::File;
use std::path::Path;

use csv::{Position, ReaderBuilder};
use onecode_proto::credit::v1::{
    BatchSubmitCreditRecordsRequest, CreditSubmission, SubmissionOutcome, SubmissionResult,
};
use serde_json::json;
use vocab::UnifiedCode;

use super::rows::Layout;
use crate::args::CreditSubmitArgs;
use crate::client::progress::Progress;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::{Language, Message};
use crate::output::Printer;

/// Rows of one call.
const ROWS: usize = 200;

pub(super) async fn run(connection: &Connection, args: &CreditSubmitArgs, printer: &Printer) -> Result<Exit, Failure> {
    let file = File::open(&args.file).map_err(|error| Failure::unreadable(&args.file, &error))?;
    let bytes = file.metadata().map_err(|error| Failure::unreadable(&args.file, &error))?.len();
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
    let heading = reader.headers().map_err(|error| unreadable(&args.file, &error))?.clone();
    let found = || heading.iter().map(str::to_owned).collect();
    let layout = Layout::of(&heading).map_err(|missing| Failure::usage(Message::MissingColumn(missing, found())))?;
    let mut run = Run { progress: Progress::of(bytes), language: printer.language(), counts: [0; 3] };
    let mut chunk = Vec::with_capacity(ROWS);
    for row in reader.records() {
        let row = row.map_err(|error| unreadable(&args.file, &error))?;
        let line = row.position().map_or(0, Position::line);
        match layout.read(&row) {
            Ok(submission) => chunk.push((line, submission)),
            Err(cells) => run.refused(line, "", &[format!("{}: ?", cells.join(", "))]),
        }
        if chunk.len() == ROWS {
            run.send(connection, std::mem::take(&mut chunk)).await?;
            run.reached(row.position().map_or(0, Position::byte));
        }
    }
    run.send(connection, chunk).await?;
    run.progress.clear();
    let [added, known, refused] = run.counts;
    if printer.is_json() {
        printer.line(&json!({ "added": added, "known": known, "refused": refused }).to_string())?;
    } else {
        printer.line(&Message::Submitted(run.counts).text(run.language))?;
    }
    Ok(if refused == 0 { Exit::Done } else { Exit::Refused })
}

/// What became of the rows so far.
struct Run {
    progress: Progress,
    language: Language,
    /// Recorded, known before, refused.
    counts: [u64; 3],
}

impl Run {
    async fn send(&mut self, connection: &Connection, chunk: Vec<(u64, CreditSubmission)>) -> Result<(), Failure> {
        if chunk.is_empty() {
            return Ok(());
        }
        let (lines, submissions): (Vec<u64>, Vec<CreditSubmission>) = chunk.into_iter().unzip();
        let codes: Vec<String> = submissions.iter().map(|it| it.organization.clone()).collect();
        let request = connection.written(BatchSubmitCreditRecordsRequest { submissions })?;
        let answer = connection.credit_records().batch_submit_credit_records(request).await?.into_inner();
        if answer.outcomes.len() != lines.len() {
            return Err(Failure::contract("one outcome a submission"));
        }
        for ((line, code), outcome) in lines.into_iter().zip(codes).zip(&answer.outcomes) {
            self.take(line, code.trim_start_matches("organizations/"), outcome);
        }
        Ok(())
    }

    fn take(&mut self, line: u64, code: &str, outcome: &SubmissionOutcome) {
        match outcome.result() {
            SubmissionResult::Refused => {
                let problems = outcome.problems.iter().map(|it| match it.field.as_str() {
                    "" => it.description.clone(),
                    field => format!("{field}: {}", it.description),
                });
                self.refused(line, code, &problems.collect::<Vec<_>>());
            }
            SubmissionResult::Repeated | SubmissionResult::Reported => self.counts[1] += 1,
            SubmissionResult::Added | SubmissionResult::Withdrawn | SubmissionResult::Unspecified => {
                self.counts[0] += 1;
            }
        }
    }

    fn refused(&mut self, line: u64, code: &str, problems: &[String]) {
        self.counts[2] += 1;
        // what is no code may be a resident's ID number, and is not repeated
        let code = UnifiedCode::parse(code).map(|code| code.to_string()).unwrap_or_default();
        let said = Message::RowRefused(line, code).text(self.language);
        self.progress.tell(&format!("{said}\n  {}", problems.join("\n  ")));
    }

    fn reached(&self, bytes: u64) {
        self.progress.reached(bytes, Message::Submitted(self.counts).text(self.language));
    }
}

fn unreadable(file: &Path, error: &csv::Error) -> Failure {
    Failure::usage(Message::BadRows(format!("{}: {error}", file.display())))
}

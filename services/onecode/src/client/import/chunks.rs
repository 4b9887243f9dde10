//! Rows of a file as the chunks that are sent; the same file always gives the same chunks.

use std::io::BufRead;

use csv::{Reader, ReaderBuilder, StringRecord};
use onecode_proto::registry::v1::{ImportOrganizationsRequest, ImportRow, Organization, OrganizationStatus};
use serde_json::Value;

use crate::args::TableFormat;
use crate::client::Failure;
use crate::messages::Message;
use crate::output::json;
use crate::rows::{Layout, Note, Reading, without_masked};

/// The most that the contract takes in one message.
const ROWS: usize = 500;

/// What holds for rows that do not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Defaults {
    pub(super) basis: String,
    pub(super) synthetic: bool,
}

/// Rows that are sent together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chunk {
    pub(super) request: ImportOrganizationsRequest,
    /// The line of each row in its file, counted from 1.
    pub(super) lines: Vec<u64>,
    /// What was left out, by line.
    pub(super) notes: Vec<(u64, Note)>,
    /// How far into the content the chunk reaches.
    pub(super) bytes: u64,
}

impl Chunk {
    /// The row after the last.
    pub(super) fn end(&self) -> i64 {
        self.request.first_row + i64::try_from(self.request.rows.len()).unwrap_or(i64::MAX)
    }
}

/// The chunks of a file, in order.
pub(super) struct Chunks {
    rows: Rows,
    defaults: Defaults,
    next_row: i64,
}

enum Rows {
    Csv { reader: Box<Reader<Box<dyn BufRead + Send>>>, layout: Layout, record: StringRecord },
    Ndjson { reader: Box<dyn BufRead + Send>, text: String, line: u64, bytes: u64 },
}

impl Chunks {
    pub(super) fn of(
        reader: Box<dyn BufRead + Send>,
        format: TableFormat,
        defaults: Defaults,
    ) -> Result<Self, Failure> {
        let rows = match format {
            TableFormat::Csv => {
                let mut reader = Box::new(ReaderBuilder::new().flexible(true).from_reader(reader));
                let headings = reader.headers().map_err(|error| unreadable(&error))?;
                let layout = Layout::of(headings.iter())
                    .map_err(|problem| Failure::usage(Message::MissingColumn(problem.missing, problem.found)))?;
                Rows::Csv { reader, layout, record: StringRecord::new() }
            }
            TableFormat::Ndjson => Rows::Ndjson { reader, text: String::new(), line: 0, bytes: 0 },
        };
        Ok(Self { rows, defaults, next_row: 1 })
    }

    /// Headings whose columns are not read.
    pub(super) fn ignored(&self) -> &[String] {
        match &self.rows {
            Rows::Csv { layout, .. } => layout.ignored(),
            Rows::Ndjson { .. } => &[],
        }
    }

    /// The next chunk; `None` after the last.
    pub(super) fn next(&mut self) -> Result<Option<Chunk>, Failure> {
        let mut chunk = Chunk {
            request: ImportOrganizationsRequest { first_row: self.next_row, rows: Vec::with_capacity(ROWS) },
            lines: Vec::with_capacity(ROWS),
            notes: Vec::new(),
            bytes: 0,
        };
        while chunk.request.rows.len() < ROWS {
            let Some((line, reading)) = self.rows.next().map_err(|error| unreadable(&error))? else { break };
            chunk.notes.extend(reading.notes.into_iter().map(|note| (line, note)));
            chunk.lines.push(line);
            chunk.request.rows.push(self.defaults.fill(reading.row));
        }
        chunk.bytes = self.rows.position();
        self.next_row = chunk.end();
        Ok(Some(chunk).filter(|chunk| !chunk.request.rows.is_empty()))
    }
}

impl Defaults {
    fn fill(&self, mut row: ImportRow) -> ImportRow {
        if row.basis.is_empty() {
            row.basis.clone_from(&self.basis);
        }
        row.synthetic |= self.synthetic;
        row
    }
}

impl Rows {
    fn next(&mut self) -> Result<Option<(u64, Reading)>, csv::Error> {
        match self {
            Self::Csv { reader, layout, record } => {
                let read = reader.read_record(record)?;
                let line = record.position().map_or(0, csv::Position::line);
                Ok(read.then(|| (line, layout.read(record.iter()))))
            }
            Self::Ndjson { reader, text, line, bytes } => loop {
                text.clear();
                let read = reader.read_line(text)?;
                if read == 0 {
                    return Ok(None);
                }
                *line += 1;
                *bytes += u64::try_from(read).unwrap_or_default();
                let json = text.trim_start_matches('\u{feff}').trim();
                if json.is_empty() {
                    continue;
                }
                if let Some(reading) = from_json(json) {
                    return Ok(Some((*line, reading)));
                }
            },
        }
    }

    fn position(&self) -> u64 {
        match self {
            Self::Csv { reader, .. } => reader.position().byte(),
            Self::Ndjson { bytes, .. } => *bytes,
        }
    }
}

fn unreadable(error: &csv::Error) -> Failure {
    Failure::usage(Message::BadRows(error.to_string()))
}

/// The row of one line: an `ImportRow`, or an `Organization` as an export has it. `None` for the line that only holds
/// the cursor of an export. A line that is neither is an empty row: it keeps its number and is refused by the register.
fn from_json(text: &str) -> Option<Reading> {
    let value: Option<Value> = serde_json::from_str(text).ok();
    let is = |key| value.as_ref().and_then(Value::as_object).is_some_and(|object| object.contains_key(key));
    if is("cursor") && !is("code") {
        return None;
    }
    let row =
        if is("organization") { value.and_then(json::message) } else { value.and_then(json::message).map(exported) };
    let Some(mut row) = row else { return Some(Reading { row: ImportRow::default(), notes: vec![Note::Json] }) };
    let notes = row.organization.as_mut().and_then(without_masked).into_iter().collect();
    Some(Reading { row, notes })
}

/// What an export says of an organisation, as the row that records it; what only the register sets is left out.
fn exported(organization: Organization) -> ImportRow {
    let status = organization.status();
    let synthetic = organization.synthetic;
    let organization = Organization {
        name: String::new(),
        status: OrganizationStatus::Unspecified.into(),
        synthetic: false,
        revision: 0,
        create_time: None,
        update_time: None,
        etag: String::new(),
        ..organization
    };
    ImportRow { organization: Some(organization), status: status.into(), synthetic, ..ImportRow::default() }
}

#[cfg(test)]
mod tests;

//! Names of a table: its rows as they are, each with the organisation it may mean, how sure that is, and why.

use std::fs::File;
use std::path::Path;

use csv::{ErrorKind, Reader, ReaderBuilder, StringRecord, Writer, WriterBuilder};
use onecode_proto::registry::v1::{MatchCandidate, MatchQuery, MatchResult};
use serde_json::json;

use super::answered;
use super::query::{Asked, asked};
use crate::args::MatchArgs;
use crate::client::out::{Bytes, failed};
use crate::client::progress::Progress;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::{Label as _, Language, Matching, Message};
use crate::output::Printer;
use crate::rows::Column;

/// Rows of one call.
const ROWS: usize = 200;
/// Columns that are added.
const ADDED: [(&str, &str); 6] = [
    ("matched_code", "匹配代码"),
    ("matched_name", "匹配名称"),
    ("match", "匹配结果"),
    ("score", "得分"),
    ("reasons", "匹配依据"),
    ("others", "其他可能"),
];
const MATCHED: (&str, &str) = ("matched", "已匹配");
const REVIEW: (&str, &str) = ("review", "待核对");
const NONE: (&str, &str) = ("none", "未找到");
const ID_NUMBER: (&str, &str) = ("an ID number was not sent", "居民身份证号未发送");

pub(super) async fn run(
    connection: &Connection,
    file: &Path,
    args: &MatchArgs,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let language = printer.language();
    let opened = File::open(file).map_err(|error| Failure::unreadable(file, &error))?;
    let bytes = opened.metadata().map_err(|error| Failure::unreadable(file, &error))?.len();
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(opened);
    let heading = reader.headers().map_err(|error| unreadable(file, &error))?.clone();
    let columns = Columns::of(&heading, args)?;
    let out = args.out.as_deref();
    let bytes_out = Bytes::open(out).map_err(|error| failed(out, &error))?;
    let mut writer = WriterBuilder::new().flexible(true).from_writer(bytes_out);
    let added = ADDED.iter().map(|heading| heading.label(language));
    writer.write_record(heading.iter().chain(added)).map_err(|error| unwritable(out, error))?;
    let hints = MatchQuery {
        division: args.division.clone().unwrap_or_default(),
        kind: args.kind.map_or(0, i32::from),
        ..MatchQuery::default()
    };
    let mut run = Run { progress: Progress::of(bytes), language, width: heading.len(), counts: [0; 3] };
    let mut rest = false;
    while !rest {
        let mut waves: [Vec<(StringRecord, Asked)>; 4] = std::array::from_fn(|_| Vec::new());
        for wave in &mut waves {
            *wave = chunk(&mut reader, &columns, &hints).map_err(|error| unreadable(file, &error))?;
        }
        rest = waves.iter().any(|wave| wave.len() < ROWS);
        let ask = |at: usize| {
            let queries = waves[at].iter().filter_map(|(_, asked)| asked.query.clone()).collect();
            Box::pin(answered(connection, queries, language))
        };
        let (first, second, third, fourth) = tokio::try_join!(ask(0), ask(1), ask(2), ask(3))?;
        for (rows, results) in waves.iter().zip([first, second, third, fourth]) {
            run.write(&mut writer, rows, &results).map_err(|error| unwritable(out, error))?;
        }
        run.reached(reader.position().byte());
    }
    run.progress.clear();
    let written = writer.into_inner().map_err(|error| failed(out, error.error()))?;
    written.finish(out).map_err(|error| failed(out, &error))?;
    run.tell(out, printer)?;
    Ok(Exit::Done)
}

/// The next rows, and what is asked by each.
fn chunk(
    reader: &mut Reader<File>,
    columns: &Columns,
    hints: &MatchQuery,
) -> Result<Vec<(StringRecord, Asked)>, csv::Error> {
    let mut rows = Vec::new();
    for row in reader.records().take(ROWS) {
        let row = row?;
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
        let asked = asked(cell(columns.name), cell(columns.code), hints);
        rows.push((row, asked));
    }
    Ok(rows)
}

/// Where names and codes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    name: Option<usize>,
    code: Option<usize>,
}

impl Columns {
    fn of(heading: &StringRecord, args: &MatchArgs) -> Result<Self, Failure> {
        let found: Vec<String> =
            heading.iter().map(|text| text.trim_start_matches('\u{feff}').trim().to_owned()).collect();
        let place = |stated: Option<&String>, column: Column| match stated {
            None => Ok(found.iter().position(|text| Column::of(text) == Some(column))),
            Some(stated) => match found.iter().position(|text| text == stated.trim()) {
                Some(at) => Ok(Some(at)),
                None => Err(said(Matching::NoHeading(stated.clone(), found.clone()))),
            },
        };
        let columns = Self {
            name: place(args.name_column.as_ref(), Column::Title)?,
            code: place(args.code_column.as_ref(), Column::Code)?,
        };
        if columns.name.is_none() && columns.code.is_none() {
            return Err(said(Matching::NoNames(found)));
        }
        Ok(columns)
    }
}

/// What became of the rows so far.
struct Run {
    progress: Progress,
    language: Language,
    /// How many columns the table has.
    width: usize,
    /// Matched, to be looked at, none.
    counts: [u64; 3],
}

impl Run {
    fn write(
        &mut self,
        writer: &mut Writer<Bytes>,
        rows: &[(StringRecord, Asked)],
        results: &[MatchResult],
    ) -> Result<(), csv::Error> {
        let mut results = results.iter();
        for (row, asked) in rows {
            let candidates = asked
                .query
                .as_ref()
                .and_then(|_| results.next())
                .map_or(&[][..], |result| result.candidates.as_slice());
            let added = self.added(candidates, asked.id_number);
            let missing = self.width.saturating_sub(row.len());
            let cells = row.iter().take(self.width).chain(std::iter::repeat_n("", missing));
            let beyond = row.iter().skip(self.width); // cells without a heading are not lost
            writer.write_record(cells.chain(added.iter().map(String::as_str)).chain(beyond))?;
        }
        Ok(())
    }

    fn added(&mut self, candidates: &[MatchCandidate], id_number: bool) -> [String; 6] {
        let language = self.language;
        let best = candidates.first();
        let (verdict, place) = match best {
            None => (NONE, 2),
            Some(best) if best.is_match => (MATCHED, 0),
            Some(_) => (REVIEW, 1),
        };
        self.counts[place] += 1;
        let reasons = best.into_iter().flat_map(MatchCandidate::reasons).map(|reason| reason.label(language));
        let reasons: Vec<&str> = reasons.chain(id_number.then(|| ID_NUMBER.label(language))).collect();
        let others = candidates.iter().skip(1).map(|one| format!("{} {} {}", one.code, one.title, one.score));
        [
            best.map(|one| one.code.clone()).unwrap_or_default(),
            best.map(|one| one.title.clone()).unwrap_or_default(),
            verdict.label(language).to_owned(),
            best.map(|one| one.score.to_string()).unwrap_or_default(),
            reasons.join("; "),
            others.collect::<Vec<_>>().join("; "),
        ]
    }

    fn reached(&self, bytes: u64) {
        self.progress.reached(bytes, Message::Matching(Matching::Done(self.counts)).text(self.language));
    }

    /// The summary: on standard error where rows went to standard output.
    fn tell(&self, out: Option<&Path>, printer: &Printer) -> Result<(), Failure> {
        let [matched, review, none] = self.counts;
        let summary = if printer.is_json() {
            json!({ "matched": matched, "review": review, "none": none }).to_string()
        } else {
            Message::Matching(Matching::Done(self.counts)).text(self.language)
        };
        if out.is_some() {
            printer.line(&summary)?;
        } else {
            anstream::eprintln!("{summary}");
        }
        Ok(())
    }
}

fn said(problem: Matching) -> Failure {
    Failure::usage(Message::Matching(problem))
}

fn unreadable(file: &Path, error: &csv::Error) -> Failure {
    if let ErrorKind::Utf8 { pos, .. } = error.kind() {
        let line = pos.as_ref().map_or(1, csv::Position::line);
        return Failure::usage(Message::NotUtf8(file.display().to_string(), line));
    }
    Failure::usage(Message::BadRows(format!("{}: {error}", file.display())))
}

fn unwritable(out: Option<&Path>, error: csv::Error) -> Failure {
    let text = error.to_string();
    let cause = if let ErrorKind::Io(error) = error.into_kind() { error } else { std::io::Error::other(text) };
    failed(out, &cause)
}

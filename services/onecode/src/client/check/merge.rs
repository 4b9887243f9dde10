//! `onecode check merge`: what devices recorded, uploaded in pieces that may be sent again.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader};
use std::path::Path;

use onecode_proto::inspection::v1::{
    CheckEntry, EntryOutcome, EntryResult, UploadEntriesRequest, UploadEntriesResponse,
};
use prost::Message as _;
use prost_types::Timestamp;
use time::OffsetDateTime;
use uow::Clock;

use crate::args::CheckMergeArgs;
use crate::client::casework::last;
use crate::client::progress::Progress;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::{Printer, json};

/// Entries of one call; the most that the contract allows.
const PIECE: usize = 1_000;

const REFUSED: [(&str, &str); 2] = [("refused", "未收存"), ("because", "原因")];

pub(super) async fn run(connection: &Connection, args: CheckMergeArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut entries = Vec::new();
    for file in &args.files {
        entries.extend(read(file)?);
    }
    let entries = union(entries);
    let progress = Progress::of(entries.len() as u64);
    let (mut whole, mut sent) = (UploadEntriesResponse::default(), 0);
    for of_check in entries.chunk_by(|one, next| check_of(one) == check_of(next)) {
        for piece in pieces(of_check) {
            let name = check_of(&piece[0]).to_owned();
            let device_time = Some(args.device_time.unwrap_or_else(now));
            let request = UploadEntriesRequest { name, device_time, entries: piece.to_vec() };
            let answer = connection.checks().upload_entries(connection.written(request)?).await;
            let answer = answer.inspect_err(|_| progress.clear())?.into_inner();
            whole.clock_offset_seconds = answer.clock_offset_seconds;
            whole.clock_wrong |= answer.clock_wrong;
            whole.outcomes.extend(answer.outcomes);
            sent += piece.len() as u64;
            progress.reached(sent, format!("{sent} / {}", entries.len()));
        }
    }
    progress.clear();
    told(&whole, printer)
}

fn told(whole: &UploadEntriesResponse, printer: &Printer) -> Result<Exit, Failure> {
    let count = |result: EntryResult| whole.outcomes.iter().filter(|one| one.result() == result).count();
    let refused = count(EntryResult::Refused);
    if printer.is_json() {
        printer.json(whole)?;
    } else {
        let (stored, repeated) = (count(EntryResult::Stored), count(EntryResult::Repeated));
        printer.line(&Message::Merged(stored, repeated, refused).text(printer.language()))?;
        if whole.clock_wrong {
            printer.line(&Message::ClockWrong(whole.clock_offset_seconds).text(printer.language()))?;
        }
        if refused > 0 {
            let row = |one: &EntryOutcome| vec![last(&one.entry).to_owned(), printer.label(&one.refusal())];
            let refused = whole.outcomes.iter().filter(|one| one.result() == EntryResult::Refused);
            printer.table(&REFUSED, refused.map(row))?;
        }
    }
    Ok(if refused == 0 { Exit::Done } else { Exit::Refused })
}

/// What files hold together, check by check and else in their order: what is in several is there once.
fn union(mut entries: Vec<CheckEntry>) -> Vec<CheckEntry> {
    let mut held = HashSet::new();
    entries.retain(|entry| held.insert(entry.encode_to_vec()));
    entries.sort_by(|one, next| check_of(one).cmp(check_of(next)));
    entries
}

/// The entries of a check in pieces, each sent with one call, which takes no name twice: whether another content under a
/// name is refused is the authority's to say.
fn pieces(entries: &[CheckEntry]) -> Vec<&[CheckEntry]> {
    let (mut pieces, mut from, mut names) = (Vec::new(), 0, HashSet::new());
    for (at, entry) in entries.iter().enumerate() {
        if names.len() == PIECE || names.contains(entry.name.as_str()) {
            pieces.push(&entries[from..at]);
            from = at;
            names.clear();
        }
        names.insert(entry.name.as_str());
    }
    pieces.push(&entries[from..]);
    pieces
}

/// The entries of a file; a line that is none is named.
fn read(path: &Path) -> Result<Vec<CheckEntry>, Failure> {
    let unreadable = |error: &io::Error| Failure::unreadable(path, error);
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let mut entries = Vec::new();
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|error| unreadable(&error))?;
        if line.trim().is_empty() {
            continue;
        }
        let entry = serde_json::from_str(&line).ok().and_then(json::message);
        let bad = || Failure::usage(Message::NoEntry(path.display().to_string(), at as u64 + 1));
        entries.push(entry.ok_or_else(bad)?);
    }
    Ok(entries)
}

/// The check that an entry names.
fn check_of(entry: &CheckEntry) -> &str {
    entry.name.split_once("/entries/").map_or("", |(check, _)| check)
}

fn now() -> Timestamp {
    let now: OffsetDateTime = Clock::system().now();
    Timestamp { seconds: now.unix_timestamp(), nanos: i32::try_from(now.nanosecond()).unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_of_entries_is_read_and_a_line_that_is_none_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("device.ndjson");
        let line = r#"{"name":"checks/a/entries/b","sequence":"1","answer":{"item":"inspectionItems/x","verdict":"CHECK_VERDICT_CONFORMS"}}"#;
        fs::write(&file, format!("{line}\n\n{line}\n")).unwrap();
        let entries = read(&file).unwrap();
        assert_eq!((entries.len(), check_of(&entries[0]), entries[1].sequence), (2, "checks/a", 1));
        fs::write(&file, format!("{line}\n{{\"nmae\":\"\"}}\n")).unwrap();
        let refused = read(&file).unwrap_err();
        assert!(matches!(refused, Failure::Said(Exit::Usage, Message::NoEntry(_, 2))), "{refused:?}");
    }

    #[test]
    fn what_is_in_two_files_is_sent_once_and_another_content_under_a_name_in_a_call_of_its_own() {
        let entry = |name: &str, sequence| CheckEntry { name: name.into(), sequence, ..CheckEntry::default() };
        let (one, two, other) =
            (entry("checks/a/entries/1", 1), entry("checks/a/entries/2", 2), entry("checks/b/entries/1", 1));
        let forged = CheckEntry { sequence: 7, ..one.clone() };
        let joined = union(vec![other.clone(), two.clone(), one.clone(), one.clone(), forged.clone(), two.clone()]);
        assert_eq!(joined, [two.clone(), one.clone(), forged.clone(), other]);
        let of_check: Vec<_> = joined.chunk_by(|one, next| check_of(one) == check_of(next)).collect();
        assert_eq!(pieces(of_check[0]), [&[two, one][..], &[forged][..]]);
        let many: Vec<_> = (0..2_001).map(|number| entry(&format!("checks/a/entries/{number}"), 1)).collect();
        assert_eq!(pieces(&many).iter().map(|piece| piece.len()).collect::<Vec<_>>(), [1_000, 1_000, 1]);
    }
}

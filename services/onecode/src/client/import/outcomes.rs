//! What became of the rows: told, counted, and written down.

use std::fs::{File, OpenOptions};
use std::path::PathBuf;

use csv::Writer;
use onecode_proto::registry::v1::{ImportAction, ImportOutcome};
use serde_json::{Value, json};

use super::chunks::Chunk;
use crate::client::Failure;
use crate::client::progress::Progress;
use crate::messages::{ImportCounts, Language, Message};
use crate::rows::Note;

/// Refused rows, and rows with something left out, that are told one by one; the file of outcomes has them all.
const TOLD: u64 = 20;

/// Collects the outcomes of one run.
pub(super) struct Outcomes {
    path: Option<PathBuf>,
    file: Option<Writer<File>>,
    progress: Progress,
    language: Language,
    summary: Summary,
}

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Summary {
    pub(super) counts: ImportCounts,
    /// Rows that an earlier run had recorded.
    pub(super) earlier: i64,
}

impl Summary {
    pub(super) fn messages(&self) -> impl Iterator<Item = Message> {
        let earlier = (self.earlier > 0).then_some(Message::Earlier(self.earlier));
        std::iter::once(Message::Imported(self.counts)).chain(earlier)
    }

    pub(super) fn json(&self, key: &str) -> Value {
        let ImportCounts { created, changed, unchanged, refused, warned } = self.counts;
        json!({
            "key": key, "created": created, "changed": changed, "unchanged": unchanged, "refused": refused,
            "warned": warned, "earlier": self.earlier,
        })
    }
}

impl Outcomes {
    pub(super) fn new(path: Option<PathBuf>, progress: Progress, language: Language) -> Self {
        Self { path, file: None, progress, language, summary: Summary::default() }
    }

    /// The import begins, or goes on at `next_row`: then what is in the file of outcomes stays.
    pub(super) fn begin(&mut self, next_row: i64) -> Result<(), Failure> {
        self.summary.earlier = next_row - 1;
        if next_row > 1 {
            self.progress.tell(&Message::GoesOn(next_row).text(self.language));
        }
        let Some(path) = &self.path else { return Ok(()) };
        let unwritable = |error: std::io::Error| Failure::unwritable(path, &error);
        let goes_on = next_row > 1 && path.try_exists().map_err(unwritable)?;
        let mut options = OpenOptions::new();
        let file = if goes_on { options.append(true) } else { options.write(true).create(true).truncate(true) };
        let mut writer = Writer::from_writer(file.open(path).map_err(unwritable)?);
        if !goes_on {
            writer
                .write_record(["row", "line", "action", "code", "problems"])
                .map_err(|error| Failure::unwritable(path, &error.into()))?;
        }
        self.file = Some(writer);
        Ok(())
    }

    /// A chunk was answered.
    pub(super) fn take(&mut self, chunk: &Chunk, outcomes: &[ImportOutcome]) -> Result<(), Failure> {
        for outcome in outcomes {
            let at = usize::try_from(outcome.row - chunk.request.first_row).ok();
            let line = at.and_then(|at| chunk.lines.get(at)).copied().unwrap_or_default();
            let notes = chunk.notes.iter().filter(|(of, _)| *of == line).map(|(_, note)| *note);
            self.one(line, outcome, notes.collect())?;
        }
        if let (Some(file), Some(path)) = (&mut self.file, &self.path) {
            file.flush().map_err(|error| Failure::unwritable(path, &error))?;
        }
        self.progress.reached(chunk.bytes, Message::Imported(self.summary.counts).text(self.language));
        Ok(())
    }

    fn one(&mut self, line: u64, outcome: &ImportOutcome, notes: Vec<Note>) -> Result<(), Failure> {
        let notes: Vec<String> = notes.into_iter().map(|note| Message::Left(line, note).text(self.language)).collect();
        let counts = &mut self.summary.counts;
        match outcome.action() {
            ImportAction::Created => counts.created += 1,
            ImportAction::Changed => counts.changed += 1,
            ImportAction::Unchanged | ImportAction::Unspecified => counts.unchanged += 1,
            ImportAction::Refused => counts.refused += 1,
        }
        let refused = outcome.action() == ImportAction::Refused;
        let warned = !refused && (!notes.is_empty() || outcome.problems.iter().any(|problem| problem.warning));
        counts.warned += u64::from(warned);
        let problems = outcome.problems.iter().map(|problem| format!("{}: {}", problem.field, problem.description));
        let problems: Vec<String> = problems.chain(notes.iter().cloned()).collect();
        if refused && counts.refused <= TOLD {
            let said = Message::RowRefused(line, outcome.code.clone()).text(self.language);
            self.progress.tell(&format!("{said}\n  {}", problems.join("\n  ")));
        } else if warned && counts.warned <= TOLD {
            for note in &notes {
                self.progress.tell(note);
            }
        }
        if let (Some(file), Some(path)) = (&mut self.file, &self.path) {
            let action = outcome.action().as_str_name().trim_start_matches("IMPORT_ACTION_").to_lowercase();
            let (row, line) = (outcome.row.to_string(), line.to_string());
            file.write_record([row.as_str(), &line, &action, &outcome.code, &problems.join("; ")])
                .map_err(|error| Failure::unwritable(path, &error.into()))?;
        }
        Ok(())
    }

    /// All is answered.
    pub(super) fn finish(self) -> Result<Summary, Failure> {
        if let (Some(mut file), Some(path)) = (self.file, self.path) {
            file.flush().map_err(|error| Failure::unwritable(&path, &error))?;
        }
        Ok(self.summary)
    }
}

#[cfg(test)]
mod tests {
    use onecode_proto::registry::v1::{ImportOrganizationsRequest, ImportProblem, ImportRow};

    use super::*;

    fn taken(outcomes: &mut Outcomes, row: i64, action: ImportAction) {
        let request = ImportOrganizationsRequest { first_row: row, rows: vec![ImportRow::default()] };
        let chunk = Chunk { request, lines: vec![7], notes: vec![(7, Note::Amount)], bytes: 1 };
        let problem = ImportProblem { field: "code".into(), description: "bad".into(), warning: false };
        let outcome = ImportOutcome { row, action: action.into(), code: "X".into(), problems: vec![problem] };
        outcomes.take(&chunk, &[outcome]).unwrap();
    }

    #[test]
    fn a_continued_import_adds_to_its_outcomes_and_a_new_one_replaces_them() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("outcomes.csv");
        for (next_row, action) in [(1, ImportAction::Created), (2, ImportAction::Refused)] {
            let mut outcomes = Outcomes::new(Some(path.clone()), Progress::of(1), Language::En);
            outcomes.begin(next_row).unwrap();
            taken(&mut outcomes, next_row, action);
            let summary = outcomes.finish().unwrap();
            assert_eq!(summary.earlier, next_row - 1);
            assert_eq!(summary.counts.refused, u64::from(action == ImportAction::Refused));
            assert_eq!(summary.counts.warned, u64::from(action != ImportAction::Refused));
        }
        let written = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = written.lines().collect();
        assert_eq!(lines[0], "row,line,action,code,problems");
        assert!(lines[1].starts_with("1,7,created,X,code: bad; line 7: "), "{written}");
        assert!(lines[2].starts_with("2,7,refused,X,"), "{written}");
        Outcomes::new(Some(path.clone()), Progress::of(1), Language::En).begin(1).unwrap();
        assert!(!std::fs::read_to_string(&path).unwrap().contains("refused"));
    }
}

//! Where the rows of an export go: a file that appears when it is complete, or standard output.

use std::io::Write;
use std::path::{Path, PathBuf};

use onecode_proto::registry::v1::{ImportRow, Organization};
use serde_json::json;

use crate::args::TableFormat;
use crate::client::Failure;
use crate::client::out::{Bytes, failed};
use crate::output::json;
use crate::rows::{EXPORTED, write_heading, write_row};

/// Takes the rows of an export.
pub(super) struct Sink {
    rows: Rows,
    out: Option<PathBuf>,
}

enum Rows {
    Csv(Box<csv::Writer<Bytes>>),
    Ndjson(Bytes),
}

impl Sink {
    pub(super) fn open(out: Option<&Path>, format: TableFormat) -> Result<Self, Failure> {
        let bytes = Bytes::open(out).map_err(|error| failed(out, &error))?;
        let rows = match format {
            TableFormat::Ndjson => Rows::Ndjson(bytes),
            TableFormat::Csv => {
                let mut writer = Box::new(csv::Writer::from_writer(bytes));
                write_heading(&mut writer, EXPORTED).map_err(|error| failed(out, &error))?;
                Rows::Csv(writer)
            }
        };
        Ok(Self { rows, out: out.map(Path::to_owned) })
    }

    pub(super) fn write(&mut self, organization: Organization) -> Result<(), Failure> {
        let written = match &mut self.rows {
            Rows::Csv(writer) => {
                let (status, synthetic) = (organization.status, organization.synthetic);
                let row = ImportRow { organization: Some(organization), status, synthetic, ..ImportRow::default() };
                write_row(writer, EXPORTED, &row)
            }
            Rows::Ndjson(bytes) => writeln!(bytes, "{}", json::value(&organization)),
        };
        written.map_err(|error| failed(self.out.as_deref(), &error))
    }

    /// The export is complete; its file, if it goes to one, appears under its name.
    pub(super) fn finish(self, cursor: &str) -> Result<(), Failure> {
        let out = self.out;
        let finished = match self.rows {
            Rows::Csv(writer) => writer.into_inner().map_err(csv::IntoInnerError::into_error),
            Rows::Ndjson(mut bytes) => writeln!(bytes, "{}", json!({ "cursor": cursor })).map(|()| bytes),
        };
        finished.and_then(|bytes| bytes.finish(out.as_deref())).map_err(|error| failed(out.as_deref(), &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organization(code: &str) -> Organization {
        Organization { code: code.to_owned(), title: "样本".to_owned(), revision: 2, ..Organization::default() }
    }

    #[test]
    fn a_file_appears_when_it_is_complete_and_ends_with_its_cursor() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("all.ndjson.zst");
        let mut sink = Sink::open(Some(&out), TableFormat::Ndjson).unwrap();
        sink.write(organization("A")).unwrap();
        assert!(!out.exists());
        sink.finish("c1").unwrap();
        let text = String::from_utf8(zstd::decode_all(std::fs::File::open(&out).unwrap()).unwrap()).unwrap();
        let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((&lines[0]["code"], &lines[1]), (&json!("A"), &json!({ "cursor": "c1" })));
    }

    #[test]
    fn an_export_that_breaks_leaves_the_file_before_it_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("all.csv");
        std::fs::write(&out, "before").unwrap();
        let mut sink = Sink::open(Some(&out), TableFormat::Csv).unwrap();
        sink.write(organization("A")).unwrap();
        drop(sink);
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "before");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn csv_has_a_heading_and_a_line_an_organisation() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("all.csv");
        let mut sink = Sink::open(Some(&out), TableFormat::Csv).unwrap();
        sink.write(organization("A")).unwrap();
        sink.finish("c1").unwrap();
        let text = std::fs::read_to_string(&out).unwrap();
        assert!(text.starts_with("code,name,kind,"), "{text}");
        assert_eq!((text.lines().count(), text.lines().nth(1).unwrap().ends_with(",2")), (2, true));
    }
}

//! Reading the shared data, which is not part of the project: without it a test says so and passes.

use std::collections::HashMap;
use std::path::PathBuf;

pub(crate) type Row = HashMap<String, String>;

/// The rows of a shared file, or `None` and a printed sentence where the folder is absent.
pub(crate) fn shared_rows(file: &str) -> Option<Vec<Row>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = variable("ONECODE_SHARED_DATA").map_or_else(|| root.join("../shared/data"), PathBuf::from);
    let path = folder.join(file);
    let Ok(mut reader) = csv::Reader::from_path(&path) else {
        println!("SKIPPED: {} is absent; set ONECODE_SHARED_DATA to the shared data folder", path.display());
        return None;
    };
    Some(reader.deserialize().map(|row| row.expect("a row of the shared file")).collect())
}

fn variable(name: &str) -> Option<String> {
    std::env::vars().find(|(key, _)| key == name).map(|(_, value)| value)
}

//! The effective configuration as TOML, explained and without its secrets.

use std::fmt::Write;

use serde::Serialize;
use toml::{Table, Value};

use crate::{ConfigError, Docs, Documented};

/// Every effective value of `config` as TOML, each below its sentence; what is documented but not set stands as a
/// comment. Secrets are redacted.
///
/// # Errors
///
/// A value that TOML cannot hold, such as an integer above `i64::MAX`.
pub fn dump<T: Serialize + Documented>(config: &T) -> Result<String, ConfigError> {
    let table = Table::try_from(config).map_err(|error| ConfigError::Unrepresentable(error.to_string()))?;
    let mut out = String::new();
    write_table(&mut out, "", "", &table, &T::docs());
    Ok(out)
}

/// `header` is the table's name as TOML writes it, `path` the same as [`Docs`] knows it.
fn write_table(out: &mut String, header: &str, path: &str, table: &Table, docs: &Docs) {
    let (tables, values): (Vec<_>, Vec<_>) = table.iter().partition(|(_, value)| value.is_table());
    if !path.is_empty() && (!values.is_empty() || tables.is_empty()) {
        comment(out, docs.get(path));
        line(out, format_args!("[{header}]"));
    }
    for (name, value) in values {
        comment(out, docs.get(&below(path, name)));
        line(out, format_args!("{} = {value}", key(name)));
    }
    for (name, doc) in docs.keys_of(path).filter(|(name, _)| !table.contains_key(*name)) {
        comment(out, Some(doc));
        line(out, format_args!("# {name} ="));
    }
    for (name, inner) in tables {
        if let Value::Table(inner) = inner {
            if !out.is_empty() && !out.ends_with("\n\n") {
                out.push('\n');
            }
            write_table(out, &below(header, &key(name)), &below(path, name), inner, docs);
        }
    }
}

fn below(table: &str, name: &str) -> String {
    if table.is_empty() { name.to_owned() } else { format!("{table}.{name}") }
}

fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if bare { name.to_owned() } else { Value::String(name.to_owned()).to_string() }
}

fn comment(out: &mut String, doc: Option<&str>) {
    for text in doc.into_iter().flat_map(str::lines) {
        line(out, format_args!("# {text}"));
    }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

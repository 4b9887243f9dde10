//! A report as a file: kind, year, fields, and what was reported the year before.

use std::fs;
use std::path::Path;

use inspection_domain::report::{Content, Entry, Kind};
use serde_json::Value as Json;
use toml::{Table, Value};

use crate::client::Failure;
use crate::messages::Message;

/// A report that somebody filled in.
#[derive(Debug)]
pub(super) struct ReportFile {
    pub(super) kind: Kind,
    pub(super) year: i32,
    pub(super) fields: Content,
    pub(super) last_year: Option<Content>,
    pub(super) rectification_report: bool,
    pub(super) simplified: bool,
}

/// Reads a file, TOML unless its name ends in .json.
pub(super) fn read(file: &Path) -> Result<ReportFile, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::unreadable(file, &error))?;
    let json = file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    parse(&text, json).map_err(|cause| Failure::usage(Message::BadReportFile(file.display().to_string(), cause)))
}

pub(super) fn parse(text: &str, json: bool) -> Result<ReportFile, String> {
    let table = if json {
        let value: Json = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Table::try_from(filled(value)).map_err(|error| error.to_string())?
    } else {
        text.parse::<Table>().map_err(|error| error.message().to_owned())?
    };
    let kind = table.get("kind").and_then(Value::as_str).and_then(Kind::parse);
    let year = table.get("year").and_then(Value::as_integer).and_then(|year| i32::try_from(year).ok());
    Ok(ReportFile {
        kind: kind.ok_or("kind must be social-group, private-non-enterprise or foundation")?,
        year: year.ok_or("year must be the reported year")?,
        fields: content(&table, "fields")?.ok_or("there is no table [fields]")?,
        last_year: content(&table, "last_year")?,
        rectification_report: yes(&table, "rectification_report")?,
        simplified: yes(&table, "simplified")?,
    })
}

/// What is not stated is no.
fn yes(table: &Table, name: &str) -> Result<bool, String> {
    let Some(stated) = table.get(name) else { return Ok(false) };
    stated.as_bool().ok_or_else(|| format!("{name} must be true or false"))
}

/// The same without nulls: what is null is not filled in.
fn filled(value: Json) -> Json {
    match value {
        Json::Object(members) => {
            members.into_iter().filter(|(_, it)| !it.is_null()).map(|(key, it)| (key, filled(it))).collect()
        }
        other @ (Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_)) => other,
    }
}

fn content(table: &Table, name: &str) -> Result<Option<Content>, String> {
    let Some(stated) = table.get(name) else { return Ok(None) };
    let stated = stated.as_table().ok_or_else(|| format!("{name} must be a table"))?;
    let entry = |(key, value): (&String, &Value)| {
        let entry = match value {
            Value::String(text) => Entry::Text(text.clone()),
            Value::Integer(number) => Entry::Integer(*number),
            Value::Boolean(yes) => Entry::Yes(*yes),
            Value::Datetime(day) => Entry::Text(day.to_string()),
            Value::Float(_) | Value::Array(_) | Value::Table(_) => {
                return Err(format!("{name}.{key} must be text, a whole number, a day, true or false"));
            }
        };
        Ok((key.clone(), entry))
    };
    stated.iter().map(entry).collect::<Result<Content, String>>().map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOML: &str = "kind = 'foundation'\nyear = 2025\n[fields]\ntitle = '某基金会'\nassets_fen = 100\n\
        is_charity = true\nestablished_on = 2020-03-01\n[last_year]\nassets_fen = 90\n";

    #[test]
    fn toml_and_json_say_the_same_and_null_is_not_filled_in() {
        let toml = parse(TOML, false).unwrap();
        let json = r#"{"kind": "foundation", "year": 2025, "fields": {"title": "某基金会", "assets_fen": 100,
            "is_charity": true, "established_on": "2020-03-01", "website": null}, "last_year": {"assets_fen": 90}}"#;
        let json = parse(json, true).unwrap();
        assert_eq!((toml.kind, toml.year, &toml.last_year), (json.kind, json.year, &json.last_year));
        assert_eq!(toml.fields, json.fields);
        assert_eq!(toml.fields.len(), 4);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for (text, cause) in [
            ("", "kind must be"),
            ("kind = 'foundation'", "year must be"),
            ("kind = 'foundation'\nyear = 2025", "no table [fields]"),
            ("kind = 'foundation'\nyear = 2025\nfields = 1", "fields must be a table"),
            ("kind = 'foundation'\nyear = 2025\nsimplified = 'yes'\n[fields]", "simplified must be true or false"),
            ("kind = 'foundation'\nyear = 2025\n[fields]\nassets_fen = 1.5", "fields.assets_fen must be"),
        ] {
            let said = parse(text, false).unwrap_err();
            assert!(said.contains(cause), "{said}");
        }
    }
}

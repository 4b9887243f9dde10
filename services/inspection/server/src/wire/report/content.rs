//! What is filled in: entries of the contract ⇄ values of the domain.

use std::collections::BTreeMap;

use inspection_domain::report::{Content, Entry, Form, Type};
use onecode_proto::google::r#type::Date as PbDate;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::report_entry::Value;
use time::Date;
use uuid::Uuid;

use super::enums;
use crate::ops::report::draft::Changes;
use crate::store::annual_report::Paper;
use crate::wire::violations::Violations;
use crate::wire::{name, text, time as day};

const MOST_ENTRIES: usize = 500;
const MOST_PAPERS: usize = 20;
const LONGEST: usize = 5_000;
const LONGEST_KEY: usize = 60;

/// What is filled in anew, each field once.
pub(super) fn changes(violations: &mut Violations, field: &str, entries: &[pb::ReportEntry]) -> Changes {
    if entries.len() > MOST_ENTRIES {
        violations.note(field, format_args!("must be at most {MOST_ENTRIES}"));
    }
    let mut changes = BTreeMap::new();
    for (at, stated) in entries.iter().take(MOST_ENTRIES).enumerate() {
        let path = format!("{field}[{at}]");
        if stated.key.is_empty() || stated.key.len() > LONGEST_KEY {
            violations.note(format!("{path}.key"), "must be the key of a field");
            continue;
        }
        let entry = match &stated.value {
            None => None,
            Some(Value::Text(words)) => {
                text::optional(violations, &format!("{path}.text"), words, LONGEST).map(Entry::Text)
            }
            Some(Value::Integer(number)) => Some(Entry::Integer(*number)),
            Some(Value::Yes(yes)) => Some(Entry::Yes(*yes)),
            Some(Value::Date(stated)) => day::parse_date(violations, &format!("{path}.date"), Some(stated))
                .map(|day| Entry::Text(day.to_string())),
        };
        if changes.insert(stated.key.clone(), entry).is_some() {
            violations.note(format!("{path}.key"), "is there twice");
        }
    }
    changes
}

/// The same as contents: what is emptied is not there.
pub(super) fn content(changes: Changes) -> Content {
    changes.into_iter().filter_map(|(key, entry)| Some((key, entry?))).collect()
}

/// Papers, each document once.
pub(super) fn papers(violations: &mut Violations, stated: &[pb::ReportDocument]) -> Vec<(&'static str, Uuid)> {
    if stated.len() > MOST_PAPERS {
        violations.note("documents", format_args!("must be at most {MOST_PAPERS}"));
    }
    let mut papers: Vec<(&'static str, Uuid)> = Vec::new();
    for (at, stated) in stated.iter().take(MOST_PAPERS).enumerate() {
        let field = format!("documents[{at}]");
        let paper = enums::require_paper(violations, &format!("{field}.paper"), stated.paper);
        let id = name::parse_document(violations, &format!("{field}.document"), &stated.document);
        if papers.iter().any(|(_, known)| Some(*known) == id) {
            violations.note(format!("{field}.document"), "is there twice");
        }
        papers.extend(paper.zip(id));
    }
    papers
}

/// What is filled in, in the order of the form.
pub(super) fn entries(form: &Form, content: &Content) -> Vec<pb::ReportEntry> {
    let shown = |field: &inspection_domain::report::Field| {
        let value = match (content.get(&field.key)?, &field.of) {
            (Entry::Text(text), Type::Date { .. }) => date(text).map_or_else(|| Value::Text(text.clone()), Value::Date),
            (Entry::Text(text), _) => Value::Text(text.clone()),
            (Entry::Integer(number), _) => Value::Integer(*number),
            (Entry::Yes(yes), _) => Value::Yes(*yes),
        };
        Some(pb::ReportEntry { key: field.key.clone(), value: Some(value) })
    };
    form.fields().filter_map(shown).collect()
}

pub(super) fn documents(papers: &[Paper]) -> Vec<pb::ReportDocument> {
    let shown = |paper: &Paper| pb::ReportDocument {
        paper: enums::paper(&paper.kind).into(),
        document: format!("documents/{}", paper.document),
        sha256: paper.sha256.clone(),
    };
    papers.iter().map(shown).collect()
}

fn date(text: &str) -> Option<PbDate> {
    Date::parse(text, &time::format_description::well_known::Iso8601::DATE).ok().map(day::date)
}

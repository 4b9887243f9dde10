//! Where answers go, and in which form and language.

use std::io::{self, Stdout, Write};

use prost::{Message, Name};

use super::{Cells, json, table};
use crate::args::OutputFormat;
use crate::messages::{Label, Language, Message as Told};

/// Writes answers to standard output.
#[derive(Debug)]
pub struct Printer {
    out: Stdout,
    format: OutputFormat,
    language: Language,
}

impl Printer {
    /// Writes in this form and language.
    #[must_use]
    pub fn new(format: OutputFormat, language: Language) -> Self {
        Self { out: io::stdout(), format, language }
    }

    /// The language of the reader.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether a program reads.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.format == OutputFormat::Json
    }

    /// An answer as JSON, indented.
    pub fn json<M: Message + Name>(&self, message: &M) -> io::Result<()> {
        let mut out = self.out.lock();
        serde_json::to_writer_pretty(&mut out, &json::value(message))?;
        writeln!(out)?;
        out.flush()
    }

    /// An answer that no contract has, as JSON, indented.
    pub fn value(&self, value: &serde_json::Value) -> io::Result<()> {
        let mut out = self.out.lock();
        serde_json::to_writer_pretty(&mut out, value)?;
        writeln!(out)?;
        out.flush()
    }

    /// One message of a stream as JSON, on one line, seen at once.
    pub fn json_line<M: Message + Name>(&self, message: &M) -> io::Result<()> {
        let mut out = self.out.lock();
        serde_json::to_writer(&mut out, &json::value(message))?;
        writeln!(out)?;
        out.flush()
    }

    /// A line for people, seen at once.
    pub fn line(&self, text: &str) -> io::Result<()> {
        let mut out = self.out.lock();
        writeln!(out, "{text}")?;
        out.flush()
    }

    /// A table for people.
    pub fn table(
        &self,
        headings: &[(&'static str, &'static str)],
        rows: impl IntoIterator<Item = Cells>,
    ) -> io::Result<()> {
        self.line(&table(headings, rows, self.language))
    }

    /// What was found: the answer as JSON, or a table of its rows for people, who are told where there are none.
    pub fn found<M: Message + Name>(
        &self,
        answer: &M,
        headings: &[(&'static str, &'static str)],
        rows: impl IntoIterator<Item = Cells>,
    ) -> io::Result<()> {
        if self.is_json() {
            return self.json(answer);
        }
        let mut rows = rows.into_iter().peekable();
        if rows.peek().is_none() {
            return self.line(&Told::NothingFound.text(self.language));
        }
        self.table(headings, rows)
    }

    /// Where `token` leads to another page: says to people that there is more.
    pub fn more(&self, token: &str) -> io::Result<()> {
        if token.is_empty() || self.is_json() {
            return Ok(());
        }
        self.line(&Told::MorePages.text(self.language))
    }

    /// A value's name in the reader's language.
    #[must_use]
    pub fn label(&self, value: &impl Label) -> String {
        value.label(self.language).to_owned()
    }
}

//! Open contracting data (OCDS 1.1.5): releases as messages of that standard. What is told of whom is put together by whoever has it.
//!
//! Every release holds all that was known of its process when it was made. Merging them therefore comes to the last one; what a later
//! one states no more is `null` in it, which the standard's merge takes away.

mod process;
mod tender;
#[cfg(test)]
mod tests;

use serde::Serialize;
use time::format_description::well_known::Rfc3339;
use time::macros::{offset, time};
use time::{Date, OffsetDateTime, Time};

use crate::money::Yuan;

pub use process::{
    Amendment, Award, Contract, Implementation, Item, Milestone, Period, Planning, Release, Transaction,
};
pub use tender::{Document, Procedure, Tender, award_criteria, criteria, method};

/// The scheme of unified social credit codes, as org-id.guide lists it.
pub const SCHEME: &str = "CN-USCI";
/// Version of the standard, as packages state it.
pub const VERSION: &str = "1.1";
pub(crate) const CURRENCY: &str = "CNY";

/// Whether a release stands by itself or is what all of its process come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it was made.
    Release,
    /// What all come to.
    Compiled,
}

/// A text that a later release may state no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Clearable {
    /// It is stated.
    Stated(String),
    /// Whatever was stated before is not any more.
    Cleared(Option<()>),
    /// Nothing is told of it.
    Untold,
}

impl Clearable {
    /// Of a text that may be empty.
    #[must_use]
    pub fn of(text: &str, form: Form) -> Self {
        match (text.is_empty(), form) {
            (false, _) => Self::Stated(text.to_owned()),
            (true, Form::Release) => Self::Cleared(None),
            (true, Form::Compiled) => Self::Untold,
        }
    }

    pub(crate) fn is_untold(&self) -> bool {
        *self == Self::Untold
    }
}

/// An amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Value {
    amount: Yuan,
    currency: &'static str,
}

impl Value {
    /// Of so many fen.
    #[must_use]
    pub fn of_fen(fen: i64) -> Self {
        Self { amount: Yuan::of_fen(fen), currency: CURRENCY }
    }
}

/// Whoever takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Party {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<Identifier>,
    roles: Vec<&'static str>,
}

/// By what a party is known elsewhere. The name is always there: the standard's merge takes single texts away, and would leave an object of
/// nothing behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Identifier {
    #[serde(skip_serializing_if = "Clearable::is_untold")]
    scheme: Clearable,
    #[serde(skip_serializing_if = "Clearable::is_untold")]
    id: Clearable,
    legal_name: String,
}

impl Identifier {
    fn new(code: &str, name: &str, form: Form) -> Self {
        let scheme = if code.is_empty() { "" } else { SCHEME };
        let (scheme, id) = (Clearable::of(scheme, form), Clearable::of(code, form));
        Self { scheme, id, legal_name: name.to_owned() }
    }
}

/// A party as other parts of a release name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    id: String,
    name: String,
}

impl Party {
    /// One with a code, or one known by `local` alone; which of both never changes in a process.
    #[must_use]
    pub fn new(code: Option<&str>, local: &str, name: &str, roles: &[&'static str]) -> Self {
        let code = code.filter(|code| !code.is_empty());
        let id = code.map_or_else(|| local.to_owned(), |code| format!("{SCHEME}-{code}"));
        let identifier = code.map(|code| Identifier::new(code, name, Form::Compiled));
        Self { id, name: name.to_owned(), identifier, roles: roles.to_vec() }
    }

    /// One that is `local` in every release, whatever code is stated of it, or is not any more.
    #[must_use]
    pub fn local(local: &str, code: &str, name: &str, roles: &[&'static str], form: Form) -> Self {
        let identifier = Some(Identifier::new(code, name, form));
        Self { id: local.to_owned(), name: name.to_owned(), identifier, roles: roles.to_vec() }
    }

    /// How others name it.
    #[must_use]
    pub fn reference(&self) -> Reference {
        Reference { id: self.id.clone(), name: self.name.clone() }
    }
}

/// The first instant of a day in China, as the standard writes it.
#[must_use]
pub fn day(date: Date) -> String {
    instant(date.with_time(Time::MIDNIGHT).assume_offset(offset!(+8)))
}

/// The last second of a day in China, as the standard writes it.
#[must_use]
pub fn end_of_day(date: Date) -> String {
    instant(date.with_time(time!(23:59:59)).assume_offset(offset!(+8)))
}

/// An instant to the second, as the standard writes it.
#[must_use]
pub fn instant(moment: OffsetDateTime) -> String {
    let local = moment.to_offset(offset!(+8)).replace_nanosecond(0).unwrap_or(moment);
    // years of four digits are all that dates here have
    local.format(&Rfc3339).unwrap_or_default()
}

/// Around the releases of a package: what comes before them, and after.
#[must_use]
pub fn package(uri: &str, publisher: &str, at: OffsetDateTime, holds: &str) -> (String, &'static str) {
    let head = Head { uri, version: VERSION, published_date: instant(at), publisher: Publisher { name: publisher } };
    around(&head, holds)
}

/// What comes before a list that ends an object which begins with `head`, and after it.
pub(crate) fn around(head: &impl Serialize, holds: &str) -> (String, &'static str) {
    let text = serde_json::to_string(head).unwrap_or_default();
    let open = text.strip_suffix('}').unwrap_or(&text);
    (format!("{open},\"{holds}\":[\n"), "\n]}\n")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    uri: &'a str,
    version: &'static str,
    published_date: String,
    publisher: Publisher<'a>,
}

#[derive(Serialize)]
pub(crate) struct Publisher<'a> {
    pub(crate) name: &'a str,
}

/// A release of a record: where it is, of when, and what it told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Linked {
    /// The package, and the release in it as a fragment.
    pub url: String,
    /// When it was made.
    pub date: String,
    /// What it told.
    pub tag: Vec<String>,
}

/// A record: the links to the releases of a process, and what they come to, as JSON.
///
/// # Errors
/// The compiled release is no JSON.
pub fn record(ocid: &str, releases: &[Linked], compiled: &str) -> serde_json::Result<String> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Record<'a> {
        ocid: &'a str,
        releases: &'a [Linked],
        compiled_release: &'a serde_json::value::RawValue,
    }
    let compiled_release = serde_json::from_str(compiled)?;
    serde_json::to_string(&Record { ocid, releases, compiled_release })
}

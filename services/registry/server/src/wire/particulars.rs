//! The particulars that a request states, read into a patch.

use std::collections::BTreeSet;
use std::fmt::Display;

use onecode_proto::registry::v1 as pb;
use registry_domain::{Identifier, LegalForm, Patch, Personal, Text, Title};
use time::Date;
use vocab::{DivisionCode, OrganizationClass};

use super::violations::Violations;
use super::{enums, time as wire_time};

const MOST_ABBREVIATIONS: usize = 10;
const MOST_IDENTIFIERS: usize = 20;
const MOST_FORMER_TITLES: usize = 50;

/// Paths that an update may state.
pub(super) const WRITABLE: [&str; 13] = [
    "title",
    "division",
    "registration_authority",
    "supervising_unit",
    "established_date",
    "address",
    "business_scope",
    "registered_capital_fen",
    "legal_form",
    "legal_representative",
    "contact_phone",
    "abbreviations",
    "identifiers",
];

/// Which particulars of a message are statements.
#[derive(Debug)]
pub(super) enum Stated {
    /// Those that are not empty.
    Filled,
    /// Those named; an empty one states that there is none.
    Named(BTreeSet<String>),
}

/// Reads an `Organization` of a request, noting under `organization.` what is wrong.
pub(super) struct Reader<'a> {
    pub(super) source: &'a pb::Organization,
    /// Kind of the organisation, where its code is legible.
    pub(super) kind: Option<OrganizationClass>,
    pub(super) stated: Stated,
    pub(super) today: Date,
    pub(super) violations: &'a mut Violations,
}

impl Reader<'_> {
    /// The patch of everything that an update may state.
    pub(super) fn patch(&mut self) -> Patch {
        let source = self.source;
        Patch {
            title: self.title("title", &source.title),
            status: None,
            division: self.division(),
            registration_authority: self.text("registration_authority", &source.registration_authority),
            supervising_unit: self.text("supervising_unit", &source.supervising_unit),
            established_date: self.established_date(),
            address: self.text("address", &source.address),
            business_scope: self.text("business_scope", &source.business_scope),
            registered_capital_fen: self.capital(),
            legal_form: self.legal_form(),
            legal_representative: self.personal::<50>("legal_representative", &source.legal_representative),
            contact_phone: self.personal::<30>("contact_phone", &source.contact_phone),
            former_titles: None,
            abbreviations: self.titles("abbreviations", &source.abbreviations, MOST_ABBREVIATIONS),
            identifiers: self.identifiers(),
            synthetic: None,
        }
    }

    /// Former names, which an import alone may state.
    pub(super) fn former_titles(&mut self) -> Option<Vec<Title>> {
        let source = self.source;
        self.titles("former_titles", &source.former_titles, MOST_FORMER_TITLES)
    }

    fn states(&self, path: &str, empty: bool) -> bool {
        match &self.stated {
            Stated::Filled => !empty,
            Stated::Named(paths) => paths.contains(path),
        }
    }

    fn note(&mut self, path: &str, description: impl Display) {
        self.violations.note(format!("organization.{path}"), description);
    }

    fn take<T, E: Display>(&mut self, path: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.note(path, error)).ok()
    }

    fn text<const MOST: usize>(&mut self, path: &str, raw: &str) -> Option<Text<MOST>> {
        if !self.states(path, raw.trim().is_empty()) {
            return None;
        }
        self.take(path, Text::parse(raw))
    }

    fn personal<const MOST: usize>(&mut self, path: &str, raw: &str) -> Option<Personal> {
        if !self.states(path, raw.trim().is_empty()) {
            return None;
        }
        self.take(path, Personal::parse::<MOST>(raw))
    }

    fn title(&mut self, path: &str, raw: &str) -> Option<Title> {
        if !self.states(path, raw.is_empty()) {
            return None;
        }
        self.any_title(path, raw)
    }

    fn any_title(&mut self, path: &str, raw: &str) -> Option<Title> {
        let parsed = Title::parse(raw);
        parsed.map_err(|problems| problems.into_iter().for_each(|problem| self.note(path, problem))).ok()
    }

    fn titles(&mut self, path: &str, raw: &[String], most: usize) -> Option<Vec<Title>> {
        if !self.states(path, raw.is_empty()) {
            return None;
        }
        if raw.len() > most {
            self.note(path, format_args!("has {} names, at most {most} are allowed", raw.len()));
            return None;
        }
        let read: Vec<Option<Title>> =
            raw.iter().enumerate().map(|(at, title)| self.any_title(&format!("{path}[{at}]"), title)).collect();
        let mut titles: Vec<Title> = read.into_iter().collect::<Option<_>>()?;
        let mut seen = BTreeSet::new();
        titles.retain(|title| seen.insert(title.clone()));
        Some(titles)
    }

    fn division(&mut self) -> Option<DivisionCode> {
        let raw = &self.source.division;
        if !self.states("division", raw.is_empty()) {
            return None;
        }
        self.take("division", DivisionCode::parse(raw))
    }

    #[expect(clippy::option_option, reason = "stated as unknown is not the same as not stated")]
    fn established_date(&mut self) -> Option<Option<Date>> {
        let raw = self.source.established_date.as_ref();
        if !self.states("established_date", raw.is_none()) {
            return None;
        }
        Some(wire_time::parse_past(self.violations, "organization.established_date", raw, self.today))
    }

    fn capital(&mut self) -> Option<i64> {
        let fen = self.source.registered_capital_fen;
        if !self.states("registered_capital_fen", fen == 0) {
            return None;
        }
        if fen < 0 {
            self.note("registered_capital_fen", "must not be negative");
        }
        Some(fen)
    }

    fn legal_form(&mut self) -> Option<LegalForm> {
        let number = self.source.legal_form;
        if !self.states("legal_form", number == 0) {
            return None;
        }
        let form = enums::read_legal_form(self.violations, "organization.legal_form", number)?;
        if form != LegalForm::Unknown && self.kind.is_some_and(|kind| kind != OrganizationClass::PrivateNonEnterprise) {
            self.note("legal_form", "is for private non-enterprise units alone");
        }
        Some(form)
    }

    fn identifiers(&mut self) -> Option<Vec<Identifier>> {
        let raw = &self.source.identifiers;
        if !self.states("identifiers", raw.is_empty()) {
            return None;
        }
        if raw.len() > MOST_IDENTIFIERS {
            self.note("identifiers", format_args!("has {}, at most {MOST_IDENTIFIERS} are allowed", raw.len()));
            return None;
        }
        let read: Vec<Option<Identifier>> =
            raw.iter().enumerate().map(|(at, identifier)| self.identifier(at, identifier)).collect();
        read.into_iter().collect()
    }

    fn identifier(&mut self, at: usize, raw: &pb::HistoricIdentifier) -> Option<Identifier> {
        let kind = enums::read_identifier_kind(raw.kind);
        if kind.is_none() {
            self.note(&format!("identifiers[{at}].kind"), "must be a value of the contract, not UNSPECIFIED");
        }
        let path = format!("identifiers[{at}].value");
        let value = self.take(&path, Text::parse(&raw.value));
        if value.as_ref().is_some_and(Text::is_empty) {
            self.note(&path, "must not be empty");
        }
        Some(Identifier { kind: kind?, value: value? })
    }
}

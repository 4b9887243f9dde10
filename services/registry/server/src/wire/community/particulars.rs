//! The particulars that a request states of a filing.

use std::collections::BTreeSet;

use onecode_proto::registry::v1 as pb;
use registry_domain::community::FilingChange;
use registry_domain::{Personal, Text, Title};
use vocab::DivisionCode;
use vocab::division::streets;

use super::enums;
use crate::wire::violations::Violations;

const MOST_MEMBERS: i32 = 1_000_000;

/// Paths that an update may state; a new filing states them all.
pub(super) const WRITABLE: [&str; 12] = [
    "township_code",
    "community",
    "community_type",
    "title",
    "class",
    "guidance",
    "activities",
    "member_count",
    "unit_member_count",
    "activity_funds_fen",
    "contact_name",
    "contact_phone",
];

/// Reads a `CommunityFiling` of a request, noting under `community_filing.` what is wrong.
pub(super) struct Reader<'a> {
    pub(super) source: &'a pb::CommunityFiling,
    pub(super) stated: BTreeSet<String>,
    pub(super) violations: &'a mut Violations,
}

impl Reader<'_> {
    /// What is stated. The township is checked by [`check_township`], which needs the division.
    pub(super) fn change(&mut self) -> FilingChange {
        let source = self.source;
        FilingChange {
            township_code: self.states("township_code").then(|| source.township_code.clone()),
            community: self.text("community", &source.community, true),
            community_type: self.choice("community_type", source.community_type, enums::read_community_type),
            title: self.title(),
            class: self.choice("class", source.class, enums::read_class),
            guidance: self.choice("guidance", source.guidance, enums::read_guidance),
            activities: self.text("activities", &source.activities, false),
            members: self.count("member_count", source.member_count, 1),
            unit_members: self.count("unit_member_count", source.unit_member_count, 0),
            activity_funds_fen: self.funds(),
            contact_name: self.personal::<50>("contact_name", &source.contact_name),
            contact_phone: self.personal::<30>("contact_phone", &source.contact_phone),
        }
    }

    fn states(&self, path: &str) -> bool {
        self.stated.contains(path)
    }

    fn note(&mut self, path: &str, description: impl std::fmt::Display) {
        self.violations.note(format!("community_filing.{path}"), description);
    }

    fn required(&mut self, path: &str, raw: &str) {
        if raw.trim().is_empty() {
            self.note(path, "is required");
        }
    }

    fn text<const MOST: usize>(&mut self, path: &str, raw: &str, required: bool) -> Option<Text<MOST>> {
        if !self.states(path) {
            return None;
        }
        if required {
            self.required(path, raw);
        }
        self.violations.take(&format!("community_filing.{path}"), Text::parse(raw))
    }

    fn title(&mut self) -> Option<Title> {
        if !self.states("title") {
            return None;
        }
        match Title::parse(&self.source.title) {
            Ok(title) => Some(title),
            Err(problems) => {
                for problem in problems {
                    self.note("title", problem);
                }
                None
            }
        }
    }

    fn choice<T>(&mut self, path: &str, number: i32, read: fn(i32) -> Option<T>) -> Option<T> {
        if !self.states(path) {
            return None;
        }
        let value = read(number);
        if value.is_none() {
            self.note(path, "must be a value of the contract, not UNSPECIFIED");
        }
        value
    }

    fn count(&mut self, path: &str, number: i32, least: i32) -> Option<u32> {
        if !self.states(path) {
            return None;
        }
        if !(least..=MOST_MEMBERS).contains(&number) {
            self.note(path, format_args!("must be {least} to {MOST_MEMBERS}"));
        }
        u32::try_from(number).ok()
    }

    fn funds(&mut self) -> Option<i64> {
        let funds = self.source.activity_funds_fen;
        if self.states("activity_funds_fen") && funds < 0 {
            self.note("activity_funds_fen", "must not be negative");
        }
        self.states("activity_funds_fen").then_some(funds)
    }

    fn personal<const MOST: usize>(&mut self, path: &str, raw: &str) -> Option<Personal> {
        if !self.states(path) {
            return None;
        }
        self.required(path, raw);
        self.violations.take(&format!("community_filing.{path}"), Personal::parse::<MOST>(raw))
    }
}

/// Whether a code is that of a township of a county: nine digits, the county's first, and one that exists where the
/// townships of the county are known.
pub(crate) fn is_township(code: &str, county: DivisionCode) -> bool {
    let known = streets(county);
    code.len() == 9
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && code.starts_with(county.as_str())
        && (known.is_empty() || known.iter().any(|street| street.code == code))
}

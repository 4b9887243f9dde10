//! The rules of one service.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use thiserror::Error;
use time::Date;

use crate::problem::RuleBookError;
use crate::read;
use crate::rule::{Cited, Rule, RuleRef, Threshold};

/// The rules of one service as dated data (规则库).
///
/// ```
/// # use time::macros::date;
/// let book = statute::RuleBook::parse(r#"
///     [[rule]]
///     id = "REG-05"
///     title = "登记审查期限"
///     [[rule.version]]
///     text = "登记管理机关应当自收到全部有效文件之日起60日内作出决定。"
///     threshold = { value = 60, unit = "calendar_days" }
///     valid_from = 2016-02-06
///     source = "社会团体登记管理条例（2016）第十二条"
///     mark = "V"
/// "#)?;
/// let rule = book.on("REG-05", date!(2020-01-01))?;
/// assert_eq!((rule.value(), rule.reference().to_string().as_str()), (60, "REG-05@1"));
/// assert!(book.on("REG-05", date!(2015-01-01)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct RuleBook {
    rules: BTreeMap<String, Rule>,
    fingerprint: String,
}

/// A rule, or a version of it, that there is not.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotInForce {
    /// No rule has this id.
    #[error("there is no rule {rule}")]
    NoSuchRule {
        /// The id.
        rule: String,
    },
    /// The rule has no version that held on the day.
    #[error("rule {rule} was not in force on {day}")]
    OnDay {
        /// The rule's id.
        rule: String,
        /// The day.
        day: Date,
    },
    /// The rule has no version of this number.
    #[error("rule {rule} has no version {version}")]
    NoSuchVersion {
        /// The rule's id.
        rule: String,
        /// The number.
        version: u32,
    },
}

impl RuleBook {
    /// Reads a rule file; the error lists everything that is wrong with it.
    pub fn parse(toml: &str) -> Result<Self, RuleBookError> {
        Ok(Self { rules: read::rules(toml)?, fingerprint: hexadecimal(Sha256::new().chain_update(toml)) })
    }

    /// The rules that come with the program, a file for each matter.
    ///
    /// # Panics
    /// A file is no legal rule file, or two have the same rule: a test of whoever ships them reads them.
    #[must_use]
    pub fn shipped(files: &[&str]) -> Self {
        let books: Result<Vec<Self>, _> = files.iter().copied().map(Self::parse).collect();
        books.and_then(|books| Self::joined(&books)).unwrap_or_else(|error| panic!("a shipped rule file: {error}"))
    }

    /// The rules of several books as one, for what goes by all of them; the error names every id that two of them have.
    pub fn joined<'a>(books: impl IntoIterator<Item = &'a Self>) -> Result<Self, RuleBookError> {
        let (mut rules, mut prints, mut problems) = (BTreeMap::new(), Sha256::new(), Vec::new());
        for book in books {
            prints.update(&book.fingerprint);
            for rule in book.rules() {
                if rules.insert(rule.id.clone(), rule.clone()).is_some() {
                    problems.push(format!("rule {} is in two books", rule.id));
                }
            }
        }
        if problems.is_empty() {
            Ok(Self { rules, fingerprint: hexadecimal(prints) })
        } else {
            Err(RuleBookError::new(problems))
        }
    }

    /// Every rule, by id.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }

    /// A rule with all its versions.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.get(id)
    }

    /// The version of a rule in force on a day.
    pub fn on(&self, id: &str, day: Date) -> Result<Cited<'_>, NotInForce> {
        let rule = self.known(id)?;
        let version = rule.versions.iter().find(|version| version.holds_on(day));
        let version = version.ok_or_else(|| NotInForce::OnDay { rule: id.to_owned(), day })?;
        Ok(Cited { rule, version })
    }

    /// The version of a rule that a decision recorded, in force or not.
    pub fn cited(&self, reference: &RuleRef) -> Result<Cited<'_>, NotInForce> {
        let rule = self.known(&reference.id)?;
        let version = rule.versions.iter().find(|version| version.number == reference.version);
        let version = version
            .ok_or_else(|| NotInForce::NoSuchVersion { rule: reference.id.clone(), version: reference.version })?;
        Ok(Cited { rule, version })
    }

    /// SHA-256 of the file in hexadecimal; it changes when any rule does.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Puts a number in the place of that of a version, if there is one.
    pub(crate) fn set(&mut self, id: &str, version: u32, threshold: Threshold) {
        let versions = self.rules.get_mut(id).map(|rule| &mut rule.versions);
        if let Some(version) = versions.and_then(|all| all.iter_mut().find(|one| one.number == version)) {
            version.threshold = Some(threshold);
        }
    }

    /// The same under another fingerprint.
    pub(crate) fn fingerprinted(self, fingerprint: String) -> Self {
        Self { fingerprint, ..self }
    }

    fn known(&self, id: &str) -> Result<&Rule, NotInForce> {
        self.rule(id).ok_or_else(|| NotInForce::NoSuchRule { rule: id.to_owned() })
    }
}

pub(crate) fn hexadecimal(digest: Sha256) -> String {
    let halves = digest.finalize().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.filter_map(|half| char::from_digit(half.into(), 16)).collect()
}

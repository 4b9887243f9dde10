//! Why a configuration was refused, in one paragraph that never repeats a value.

use std::{fmt, path::PathBuf};

use figment::error::{Actual, Kind};

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file named cannot be read.
    #[error("the configuration file {} cannot be read: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("the configuration file {} is not valid TOML: line {line}: {problem}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the parser says.
        problem: String,
    },
    /// Keys that do not exist or hold values that do not fit.
    #[error("the configuration is wrong in {} {}: {}", .0.len(), if .0.len() == 1 { "place" } else { "places" }, paragraph(.0))]
    Keys(Vec<WrongKey>),
    /// The type itself cannot be written down: a mistake in the program, not in its configuration.
    #[error("the configuration cannot be represented: {0}")]
    Unrepresentable(String),
}

/// One wrong key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongKey {
    /// Dotted, as in the file.
    pub key: String,
    /// The file or the environment variable that set it; `None` when nothing did.
    pub origin: Option<String>,
    /// What is wrong, without the value, which may be a secret.
    pub problem: String,
}

impl fmt::Display for WrongKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.origin {
            Some(origin) => write!(f, "`{}` ({origin}): {}", self.key, self.problem),
            None => write!(f, "`{}`: {}", self.key, self.problem),
        }
    }
}

fn paragraph(keys: &[WrongKey]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// What serde found wrong, told without the value found.
pub(crate) fn problem(kind: &Kind) -> String {
    match kind {
        Kind::UnknownField(_, known) => format!("unknown key; {}", expected_one_of(known)),
        Kind::UnknownVariant(_, known) => format!("unknown value; {}", expected_one_of(known)),
        Kind::InvalidType(found, wanted) => format!("expected {wanted}, found {}", kind_of(found)),
        Kind::InvalidValue(_, wanted) => format!("invalid value, expected {wanted}"),
        Kind::MissingField(name) => format!("`{name}` is required"),
        other @ (Kind::Message(_)
        | Kind::InvalidLength(..)
        | Kind::DuplicateField(_)
        | Kind::ISizeOutOfRange(_)
        | Kind::USizeOutOfRange(_)
        | Kind::Unsupported(_)
        | Kind::UnsupportedKey(..)) => other.to_string(),
    }
}

fn expected_one_of(known: &[&str]) -> String {
    if known.is_empty() { "none is expected here".to_owned() } else { format!("expected one of {}", known.join(", ")) }
}

fn kind_of(found: &Actual) -> &'static str {
    match found {
        Actual::Bool(_) => "a boolean",
        Actual::Unsigned(_) | Actual::Signed(_) => "an integer",
        Actual::Float(_) => "a float",
        Actual::Char(_) | Actual::Str(_) | Actual::Bytes(_) => "a string",
        Actual::Seq => "a list",
        Actual::Map => "a table",
        Actual::Unit
        | Actual::Option
        | Actual::NewtypeStruct
        | Actual::Enum
        | Actual::UnitVariant
        | Actual::NewtypeVariant
        | Actual::TupleVariant
        | Actual::StructVariant
        | Actual::Other(_) => "something else",
    }
}

//! Everything that is wrong with one request, collected before it fails once.

use std::fmt::Display;

use fault::{Fault, Violation};

/// The violations found so far.
#[derive(Debug, Default)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Notes what is wrong with a field; `field` is its path in the request.
    pub fn note(&mut self, field: impl Into<String>, description: impl Display) {
        self.0.push(Violation { field: field.into(), description: description.to_string() });
    }

    /// The value of a result, or `None` and a note.
    pub fn take<T, E: Display>(&mut self, field: &str, result: Result<T, E>) -> Option<T> {
        result.map_err(|error| self.note(field, error)).ok()
    }

    /// The value that was read, if nothing at all is wrong.
    ///
    /// # Errors
    /// INVALID_ARGUMENT with every violation. A value that is absent without a note is our mistake.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Fault> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            None if self.0.is_empty() => Err(Fault::internal("a request was refused without a violation")),
            _ => Err(Fault::invalid(self.0)),
        }
    }
}

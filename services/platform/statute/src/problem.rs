//! What is wrong with a rule file.

use std::fmt;

/// Everything that is wrong with a rule file, one sentence a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleBookError {
    problems: Vec<String>,
}

impl RuleBookError {
    pub(crate) fn new(problems: Vec<String>) -> Self {
        Self { problems }
    }

    /// The problems, in the order of the file; at least one.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }
}

impl fmt::Display for RuleBookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problems.join("; "))
    }
}

impl std::error::Error for RuleBookError {}

//! The register's rule book (登记规则库): the thresholds and terms of the law, as the file `rules/registry.toml` dates them.

use std::sync::LazyLock;

use statute::RuleBook;

static RULES: LazyLock<RuleBook> = LazyLock::new(|| RuleBook::shipped(&[include_str!("../rules/registry.toml")]));

/// The rules that the register and its procedures go by.
#[must_use]
pub fn rules() -> &'static RuleBook {
    &RULES
}

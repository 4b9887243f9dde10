//! The rule book of talent (人才与培育规则库), as the files in `rules/` date it.

use std::sync::LazyLock;

use statute::RuleBook;

/// A file for each matter, so that a rule is found where its matter is.
const FILES: &[&str] = &[
    include_str!("../rules/consultation.toml"),
    include_str!("../rules/honour.toml"),
    include_str!("../rules/qualification.toml"),
    include_str!("../rules/secondment.toml"),
    include_str!("../rules/training.toml"),
];

static RULES: LazyLock<RuleBook> = LazyLock::new(|| RuleBook::shipped(FILES));

/// The rules that talent goes by.
#[must_use]
pub fn rules() -> &'static RuleBook {
    &RULES
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::rules;

    #[test]
    fn the_files_can_be_read() {
        let valid = rules().on("TA-03b", date!(2026 - 01 - 01)).unwrap();
        assert_eq!((valid.value(), valid.reference().to_string().as_str()), (3, "TA-03b@1"));
    }
}

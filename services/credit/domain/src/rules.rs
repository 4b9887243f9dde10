//! The rule book of credit (信用规则库), as the files in `rules/` date it.

use std::sync::LazyLock;

use statute::RuleBook;

/// A file for each matter, so that a rule is found where its matter is.
const FILES: &[&str] = &[
    include_str!("../rules/record.toml"),
    include_str!("../rules/display.toml"),
    include_str!("../rules/listing.toml"),
    include_str!("../rules/eligibility.toml"),
    include_str!("../rules/measure.toml"),
    include_str!("../rules/risk.toml"),
    include_str!("../rules/qualification.toml"),
    include_str!("../rules/publication.toml"),
];

static RULES: LazyLock<RuleBook> = LazyLock::new(|| RuleBook::shipped(FILES));

/// The rules that credit goes by.
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
        let term = rules().on("CR-01", date!(2026 - 01 - 01)).unwrap();
        assert_eq!((term.value(), term.reference().to_string().as_str()), (5, "CR-01@1"));
    }
}

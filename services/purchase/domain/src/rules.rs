//! The rule book of purchase (购买服务规则库), as the files in `rules/` date it.

use std::sync::LazyLock;

use statute::RuleBook;

/// A file for each matter, so that a rule is found where its matter is.
const FILES: &[&str] = &[
    include_str!("../rules/catalog.toml"),
    include_str!("../rules/contract.toml"),
    include_str!("../rules/fund.toml"),
    include_str!("../rules/single_source.toml"),
    include_str!("../rules/statistics.toml"),
    include_str!("../rules/tender.toml"),
    include_str!("../rules/venture.toml"),
];

static RULES: LazyLock<RuleBook> = LazyLock::new(|| RuleBook::shipped(FILES));

/// The rules that purchase goes by.
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
        let grade = rules().on("RT-04b", date!(2026 - 01 - 01)).unwrap();
        assert_eq!((grade.value(), grade.reference().to_string().as_str()), (3, "RT-04b@1"));
    }
}

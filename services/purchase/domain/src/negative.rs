//! What must not be purchased as a service (负面清单, GP-03): categories as dated rules. Which of them something falls under is said by
//! an official; nothing here guesses it from names.

use statute::Cited;
use time::Date;

use crate::rules;

/// With which ids of categories begin.
const CATEGORIES: &str = "GP-03";

/// The categories that hold on a day, by id.
#[must_use]
pub fn categories(day: Date) -> Vec<Cited<'static>> {
    let ids = rules().rules().map(|rule| rule.id.as_str()).filter(|id| id.starts_with(CATEGORIES));
    ids.filter_map(|id| rules().on(id, day).ok()).collect()
}

/// The category of a key, if it holds on the day.
#[must_use]
pub fn category(key: &str, day: Date) -> Option<Cited<'static>> {
    categories(day).into_iter().find(|category| category.id() == key)
}

/// The category of a key, on the day or as it first was: an exclusion stays what it was made as.
#[must_use]
pub fn known(key: &str) -> bool {
    key.starts_with(CATEGORIES) && rules().rule(key).is_some()
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{categories, category, known};

    #[test]
    fn the_six_categories_of_article_ten_hold_from_2020_on() {
        assert!(categories(date!(2020 - 02 - 29)).is_empty());
        let found = categories(date!(2020 - 03 - 01));
        let ids: Vec<&str> = found.iter().map(statute::Cited::id).collect();
        assert_eq!(ids, ["GP-03a", "GP-03b", "GP-03c", "GP-03d", "GP-03e", "GP-03f"]);
        assert!(found.iter().all(|one| !one.version.source.is_empty() && one.version.mark.as_str() == "MH"));
    }

    #[test]
    fn other_rules_are_no_categories() {
        assert!(category("GP-03d", date!(2026 - 01 - 01)).is_some());
        assert!(category("GP-04a", date!(2026 - 01 - 01)).is_none());
        assert!(known("GP-03a") && !known("GP-03z") && !known("RT-04b"));
    }
}

//! How much charities must spend and may spend on management (CH-05, CH-05b, CH-06), at their very thresholds.

use inspection_domain::report::check::Known;
use inspection_domain::report::{Content, Entry, Kind};

use crate::support::*;

fn ratios(kind: Kind, charity: bool, public: bool, numbers: &[(&str, i64)]) -> Vec<String> {
    let content = answered(with(kind, numbers), &[("is_charity", charity), ("public_fundraising", public)]);
    rules(kind, &content)
}

fn rules(kind: Kind, content: &Content) -> Vec<String> {
    let found = told(kind, content, &Known::default()).into_iter().map(|(rule, ..)| rule);
    found.filter(|rule| rule.starts_with("CH-")).collect()
}

const SPENT: &str = "charity_spending_fen";
const INCOME: &str = "previous_income_fen";
const MANAGEMENT: &str = "management_costs_fen";
const NET: &str = "opening_net_assets_fen";
const COSTS: &str = "costs_fen";

#[test]
fn a_public_foundation_spends_seventy_percent_of_last_years_income_or_of_the_mean() {
    let of = |spent, average: i64| {
        let numbers =
            [(SPENT, spent), (INCOME, 100_000), ("average_income_fen", average), (MANAGEMENT, 10), (COSTS, 100)];
        ratios(Kind::Foundation, true, true, &numbers)
    };
    assert_eq!(of(70_000, 200_000), [""; 0]);
    assert_eq!(of(69_999, 200_000), ["CH-05@1"]);
    assert_eq!(of(69_999, 99_998), [""; 0]);
    let mut content = answered(
        with(Kind::Foundation, &[(SPENT, 69_999), (INCOME, 100_000)]),
        &[("is_charity", true), ("public_fundraising", true)],
    );
    content.insert("average_income_fen".to_owned(), Entry::Text(String::new()));
    assert_eq!(rules(Kind::Foundation, &content), ["CH-05@1"]);
}

#[test]
fn management_is_bounded_by_the_years_costs() {
    let of = |kind, public, management| {
        let numbers = [(SPENT, 100_000_000), (INCOME, 0), (NET, 0), (MANAGEMENT, management), (COSTS, 1_000)];
        ratios(kind, true, public, &numbers)
    };
    assert_eq!(of(Kind::Foundation, true, 100), [""; 0]);
    assert_eq!(of(Kind::Foundation, true, 101), ["CH-05a@1"]);
    assert_eq!(of(Kind::SocialGroup, true, 130), [""; 0]);
    assert_eq!(of(Kind::PrivateNonEnterprise, true, 131), ["CH-06b@1"]);
    assert_eq!(of(Kind::Foundation, false, 201), ["CH-06m@1"]);
    assert_eq!(of(Kind::SocialGroup, false, 201), ["CH-06x@1"]);
}

#[test]
fn without_public_fundraising_the_tiers_go_by_net_assets() {
    for (kind, net, percent, spending, management) in [
        (Kind::Foundation, 6_000_000_000, 6, "CH-06d@1", 12),
        (Kind::Foundation, 5_999_999_900, 6, "CH-06g@1", 13),
        (Kind::Foundation, 800_000_000, 6, "CH-06g@1", 13),
        (Kind::Foundation, 799_999_900, 7, "CH-06j@1", 15),
        (Kind::Foundation, 399_999_900, 8, "CH-06l@1", 20),
        (Kind::SocialGroup, 1_000_000_000, 6, "CH-06o@1", 13),
        (Kind::SocialGroup, 500_000_000, 7, "CH-06r@1", 14),
        (Kind::PrivateNonEnterprise, 100_000_000, 8, "CH-06u@1", 15),
        (Kind::PrivateNonEnterprise, 99_999_900, 8, "CH-06w@1", 20),
    ] {
        let least = net * percent / 100;
        let of = |spent: i64, managed: i64| {
            let numbers = [(SPENT, spent), (INCOME, 0), (NET, net), (MANAGEMENT, managed), (COSTS, 100)];
            ratios(kind, true, false, &numbers)
        };
        assert_eq!(of(least, management), [""; 0], "{kind:?} {net}");
        assert_eq!(of(least - 1, management), [spending], "{kind:?} {net}");
        assert_eq!(of(least, management + 1).len(), 1, "{kind:?} {net}");
    }
    let numbers = [(SPENT, 100_000), (INCOME, 200_002), (NET, 100_000), (MANAGEMENT, 0)];
    assert_eq!(ratios(Kind::SocialGroup, true, false, &numbers), ["CH-06y@1"]);
}

#[test]
fn a_foundation_that_is_no_charity_goes_by_the_older_rule() {
    let numbers = [(SPENT, 69), (INCOME, 100), (NET, 1_000), ("wages_and_office_fen", 11), (COSTS, 100)];
    assert_eq!(ratios(Kind::Foundation, false, true, &numbers), ["CH-05b@1", "CH-05d@1"]);
    assert_eq!(ratios(Kind::Foundation, false, false, &numbers), ["CH-05c@1", "CH-05d@1"]);
    let right = [(SPENT, 80), (INCOME, 100), (NET, 1_000), ("wages_and_office_fen", 10), (COSTS, 100)];
    assert_eq!(ratios(Kind::Foundation, false, true, &right), [""; 0]);
    assert_eq!(ratios(Kind::SocialGroup, false, true, &numbers), [""; 0]);
}

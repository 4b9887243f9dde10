//! How much a charity must spend, and may spend on its management (CH-05, CH-05b, CH-06), in whole numbers.

use statute::Cited;

use super::{Findings, Problem, Severity};
use crate::report::{Kind, cited};

/// A step of CH-06: from so much net assets on, what is asked.
struct Tier {
    bound: Option<&'static str>,
    spending: &'static str,
    management: &'static str,
}

const FOUNDATIONS: [Tier; 4] = [
    Tier { bound: Some("CH-06c"), spending: "CH-06d", management: "CH-06e" },
    Tier { bound: Some("CH-06f"), spending: "CH-06g", management: "CH-06h" },
    Tier { bound: Some("CH-06i"), spending: "CH-06j", management: "CH-06k" },
    Tier { bound: None, spending: "CH-06l", management: "CH-06m" },
];

const OTHERS: [Tier; 4] = [
    Tier { bound: Some("CH-06n"), spending: "CH-06o", management: "CH-06p" },
    Tier { bound: Some("CH-06q"), spending: "CH-06r", management: "CH-06s" },
    Tier { bound: Some("CH-06t"), spending: "CH-06u", management: "CH-06v" },
    Tier { bound: None, spending: "CH-06w", management: "CH-06x" },
];

/// Of the smallest of [`OTHERS`], also so much of last year's income.
const OF_INCOME: &str = "CH-06y";

const NET_ASSETS: &str = "opening_net_assets_fen";
const INCOME: &str = "previous_income_fen";

pub(super) fn check(findings: &mut Findings<'_>) {
    let charity = findings.sheet.yes("is_charity") == Some(true);
    let public = findings.sheet.yes("public_fundraising") == Some(true);
    let foundation = findings.sheet.form.kind == Kind::Foundation;
    match (charity, foundation, public) {
        (true, true, true) => {
            of_income(findings, "CH-05", true);
            management(findings, "CH-05a", "management_costs_fen");
        }
        (true, false, true) => {
            of_income(findings, "CH-06a", false);
            management(findings, "CH-06b", "management_costs_fen");
        }
        (true, true, false) => tiers(findings, &FOUNDATIONS, None),
        (true, false, false) => tiers(findings, &OTHERS, Some(OF_INCOME)),
        (false, true, public) => {
            if public {
                of_income(findings, "CH-05b", false);
            } else {
                at_least(findings, "CH-05c", NET_ASSETS);
            }
            management(findings, "CH-05d", "wages_and_office_fen");
        }
        (false, false, _) => {}
    }
}

fn tiers(findings: &mut Findings<'_>, tiers: &[Tier], of_income: Option<&'static str>) {
    let Some(assets) = findings.sheet.integer(NET_ASSETS) else { return };
    let reached = |tier: &&Tier| match tier.bound {
        Some(bound) => in_force(findings, bound).is_some_and(|bound| assets >= bound.value()),
        None => true,
    };
    let Some(tier) = tiers.iter().find(reached) else { return };
    at_least(findings, tier.spending, NET_ASSETS);
    if let Some(rule) = of_income.filter(|_| tier.bound.is_none()) {
        at_least(findings, rule, INCOME);
    }
    management(findings, tier.management, "management_costs_fen");
}

/// Spending of at least some percent of last year's income, or of the mean of three years where that is stated.
fn of_income(findings: &mut Findings<'_>, rule: &'static str, averaged: bool) {
    let base = match findings.sheet.integer("average_income_fen").filter(|_| averaged) {
        Some(average) if findings.sheet.integer(INCOME).is_none_or(|income| average < income) => "average_income_fen",
        Some(_) | None => INCOME,
    };
    at_least(findings, rule, base);
}

fn at_least(findings: &mut Findings<'_>, rule: &'static str, base: &'static str) {
    let spent = findings.sheet.integer("charity_spending_fen");
    let stated = spent.zip(findings.sheet.integer(base));
    let Some((rule, (spent, whole))) = in_force(findings, rule).zip(stated) else { return };
    let percent = rule.value();
    if i128::from(spent) * 100 < i128::from(whole) * i128::from(percent) {
        let problem = Problem::SpendingBelow { spent, whole, of: base.to_owned(), percent };
        findings.add(rule.reference(), Severity::Warning, ["charity_spending_fen", base], problem);
    }
}

fn management(findings: &mut Findings<'_>, rule: &'static str, costs: &'static str) {
    let stated = findings.sheet.integer(costs).zip(findings.sheet.integer("costs_fen"));
    let Some((rule, (spent, whole))) = in_force(findings, rule).zip(stated) else { return };
    let percent = rule.value();
    if i128::from(spent) * 100 > i128::from(whole) * i128::from(percent) {
        let problem = Problem::CostsAbove { costs: costs.to_owned(), spent, whole, percent };
        findings.add(rule.reference(), Severity::Warning, [costs, "costs_fen"], problem);
    }
}

/// The rule as it held in the reported year, if it did.
fn in_force(findings: &Findings<'_>, rule: &'static str) -> Option<Cited<'static>> {
    cited(rule, findings.last).ok()
}

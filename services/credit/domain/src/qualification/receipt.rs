//! Receipts for donations (公益事业捐赠票据): who may use them follows from qualifications (TX-13, QL-05).

use statute::{Cited, RuleBook};
use time::Date;

use super::{Held, Kind};

/// Which kinds carry it, each by its rule.
const CARRIERS: [(Kind, &str); 2] = [(Kind::DonationDeduction, "QL-05"), (Kind::Charity, "TX-13")];

/// What carries the use of receipts on a day.
#[derive(Debug, Clone)]
pub struct Receipts<'h, 'b> {
    /// Qualifications in force that do.
    pub carriers: Vec<&'h Held>,
    /// The rules that say so; without a carrier, every one that could.
    pub rules: Vec<Cited<'b>>,
    /// First day on which none of the carriers is in force any more; none where one has no end, or there is none.
    pub lapses_on: Option<Date>,
}

/// What carries the use of receipts, of what an organisation has, on a day.
#[must_use]
pub fn receipts<'h, 'b>(held: &'h [Held], on: Date, book: &'b RuleBook) -> Receipts<'h, 'b> {
    let rules = CARRIERS.into_iter().filter_map(|(kind, rule)| Some((kind, book.on(rule, on).ok()?)));
    let rules: Vec<(Kind, Cited<'b>)> = rules.collect();
    let by_rule = |held: &&Held| held.in_force(on) && rules.iter().any(|(kind, _)| *kind == held.kind);
    let carriers: Vec<&Held> = held.iter().filter(by_rule).collect();
    let used = |kind: Kind| carriers.is_empty() || carriers.iter().any(|held| held.kind == kind);
    let ends: Option<Vec<Date>> = carriers.iter().map(|held| held.ends_on()).collect();
    Receipts {
        rules: rules.iter().filter(|(kind, _)| used(*kind)).map(|(_, rule)| *rule).collect(),
        lapses_on: ends.and_then(|ends| ends.into_iter().max()),
        carriers,
    }
}

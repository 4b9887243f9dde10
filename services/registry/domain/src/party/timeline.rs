//! How an organisation's party building changed from day to day, and since when something is lacking.

use statute::RuleBook;
use time::Date;

use super::checklist::{Requirement, checklist};
use super::report::PartyReport;
use crate::{Finding, Outcome};

/// Days in a joint branch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// Since when.
    pub joined: Date,
    /// The first day on which it is no longer in it.
    pub left: Option<Date>,
}

/// Something lacking, with the day since which it is without a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What is asked.
    pub requirement: Requirement,
    /// Not met.
    pub finding: Finding,
    /// Since when.
    pub since: Date,
}

/// What held from which day on, oldest first; each until the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The day from which the organisation can be asked to report.
    registered: Date,
    spans: Vec<(Date, PartyReport)>,
}

impl Timeline {
    /// From reports, each with the day from which it holds, in the order in which they were recorded, and from the days in
    /// joint branches. Of two reports for one day the later recorded holds.
    #[must_use]
    pub fn new(registered: Date, mut reports: Vec<(Date, PartyReport)>, memberships: &[Membership]) -> Self {
        reports.sort_by_key(|(from, _)| *from); // stable: within a day the order of recording stays
        let ends = memberships.iter().flat_map(|membership| [Some(membership.joined), membership.left]);
        let mut days: Vec<Date> = reports.iter().map(|(from, _)| *from).chain(ends.flatten()).collect();
        days.sort_unstable();
        days.dedup();
        let span = |day: Date| {
            let (_, report) = reports.iter().rev().find(|(from, _)| *from <= day)?;
            let within =
                |membership: &Membership| membership.joined <= day && membership.left.is_none_or(|left| day < left);
            Some((day, PartyReport { in_joint_branch: memberships.iter().any(within), ..report.clone() }))
        };
        Self { registered, spans: days.into_iter().filter_map(span).collect() }
    }

    /// What held on a day; `None` before the first report.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&PartyReport> {
        self.spans.iter().rev().find(|(from, _)| *from <= day).map(|(_, report)| report)
    }

    /// What is lacking on a day by the rules in force then, each since the day from which it has been lacking without a
    /// break; nobody lacks what no rule asked yet.
    #[must_use]
    pub fn gaps(&self, book: &RuleBook, day: Date) -> Vec<Gap> {
        let lacking = |report: Option<&PartyReport>| {
            checklist(report, book, day).into_iter().filter(|checked| checked.finding.outcome == Outcome::NotMet)
        };
        let past: Vec<_> = self.spans.iter().rev().filter(|(from, _)| *from <= day).collect();
        let today = lacking(past.first().map(|(_, report)| report));
        let gap = |checked: super::Checked| {
            let lacked =
                |report: &PartyReport| lacking(Some(report)).any(|then| then.requirement == checked.requirement);
            let since = past.iter().take_while(|(_, report)| lacked(report)).last().map(|(from, _)| *from);
            let in_force = book.cited(&checked.finding.rule).map(|cited| cited.version.valid_from);
            let since = since.unwrap_or(self.registered).max(in_force.unwrap_or(self.registered));
            Gap { requirement: checked.requirement, finding: checked.finding, since }
        };
        today.map(gap).collect()
    }
}

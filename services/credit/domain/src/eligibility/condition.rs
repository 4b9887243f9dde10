//! What a condition asks, as data.

use crate::listing::List;
use crate::qualification;
use crate::record::Kind;

/// A condition of a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// Its name; unique within the purpose.
    pub key: &'static str,
    /// The rule that asks for it. On a day on which no version of it holds, the condition is not asked.
    pub rule: &'static str,
    /// How it is found out.
    pub test: Test,
}

impl Condition {
    /// The rules whose numbers decide whether it is met.
    pub fn numbers(&self) -> impl Iterator<Item = &'static str> {
        let (own, beside) = match self.test {
            Test::RegisteredFor
            | Test::NoPenaltyLastYear
            | Test::ReportsPassed
            | Test::Reapplied { .. }
            | Test::GradeKept => (true, None),
            Test::NotListed { window, .. } => (window != Window::Now, None),
            Test::NoPenalty { which, .. } => (true, which.amount()),
            Test::Rated { unless_younger } => (true, unless_younger),
            Test::Active
            | Test::LastReportPassed
            | Test::LastYearReported
            | Test::NoCourtDefault
            | Test::TaxCredit
            | Test::Qualified { .. }
            | Test::NotBarred { .. }
            | Test::Proof(_) => (false, None),
        };
        own.then_some(self.rule).into_iter().chain(beside)
    }

    /// Whether a person may have seen the proof of what is not on record here.
    #[must_use]
    pub fn can_be_proved(&self) -> bool {
        match self.test {
            Test::Proof(_)
            | Test::TaxCredit
            | Test::NoPenalty { which: Penalties::UnderOwnLaw { .. }, .. }
            | Test::NoPenaltyLastYear
            | Test::LastYearReported
            | Test::ReportsPassed
            | Test::Reapplied { .. }
            | Test::GradeKept
            | Test::Qualified { .. }
            | Test::NotBarred { .. } => true,
            Test::Active
            | Test::RegisteredFor
            | Test::NotListed { .. }
            | Test::NoPenalty { .. }
            | Test::Rated { .. }
            | Test::LastReportPassed
            | Test::NoCourtDefault => false,
        }
    }
}

/// How a condition is found out. Numbers come from the rule's threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// Registered, and the status is active.
    Active,
    /// Registered for as many years as the rule says.
    RegisteredFor,
    /// Not on a list, now or within a time.
    NotListed {
        /// Which list.
        list: List,
        /// Now, or within the years that the rule says.
        window: Window,
    },
    /// No penalty within the years that the rule says.
    NoPenalty {
        /// How the years are counted.
        window: Window,
        /// Which penalties count.
        which: Penalties,
    },
    /// No penalty last year, and none of another year whose execution (执行完毕) is not proved; fines from the rule's amount on, in
    /// fen, and what is more than a fine. 0: every one.
    NoPenaltyLastYear,
    /// A valid grade of at least as many A as the rule says.
    Rated {
        /// The rule that says for how many years after registration no grade is asked, if one does.
        unless_younger: Option<&'static str>,
    },
    /// The last annual report was not concluded to be unqualified.
    LastReportPassed,
    /// Last year's report was not concluded to be unqualified, nor were those of as many years as the rule says basically qualified.
    ReportsPassed,
    /// Last year's report was made, if late.
    LastYearReported,
    /// The grade that holds lets its holder apply again.
    Reapplied {
        /// What the years of the rule are counted from.
        from: GradeDay,
    },
    /// No grade has ended within the years that the rule says, or ever if it does not: why it ended is not on record.
    GradeKept,
    /// Not among those who don't perform judgments.
    NoCourtDefault,
    /// The last grade of tax credit is not C or D.
    TaxCredit,
    /// A qualification is in force. Where none is on hand, somebody else may have decided it.
    Qualified {
        /// What kind.
        kind: qualification::Kind,
        /// In Chinese, what proves it.
        proof: &'static str,
    },
    /// No cancellation on hand bars from applying again; others may.
    NotBarred {
        /// Of what kind.
        kind: qualification::Kind,
        /// In Chinese, what proves it.
        proof: &'static str,
    },
    /// Nothing on record says; in Chinese, what proves it.
    Proof(&'static str),
}

impl Test {
    /// The kinds of records that it looks at; listings and the organisation are beside them.
    #[must_use]
    pub fn looks_at(self) -> &'static [Kind] {
        match self {
            Self::Active => &[Kind::Registered, Kind::StatusChanged],
            Self::NoPenalty { .. } | Self::NoPenaltyLastYear => &[Kind::Penalty],
            Self::Rated { .. } | Self::Reapplied { .. } | Self::GradeKept => &[Kind::Rating],
            Self::LastReportPassed | Self::ReportsPassed => &[Kind::ReportConcluded],
            Self::LastYearReported => &[Kind::ReportConcluded, Kind::ReportMissed],
            Self::NoCourtDefault => &[Kind::CourtDefaulter],
            Self::TaxCredit => &[Kind::TaxCredit],
            Self::RegisteredFor
            | Self::NotListed { .. }
            | Self::Qualified { .. }
            | Self::NotBarred { .. }
            | Self::Proof(_) => &[],
        }
    }
}

/// Within which time something counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// While it lasts.
    Now,
    /// Up to the same day, as many years later as the rule says (前三年内).
    Years,
    /// In this calendar year, and in as many before it as the rule says (前两年度).
    CalendarYears,
}

/// A day of a grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GradeDay {
    /// So many years after its first day, at the latest.
    First,
    /// So many years before its last day, at the earliest.
    Last,
}

/// Which penalties count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penalties {
    /// Every one.
    Any,
    /// Those of the registering authority that are more than a warning.
    ByAuthorityAboveWarning {
        /// Keys of the departments that are a registering authority; a penalty whose department is not stated counts too.
        departments: &'static [&'static str],
    },
    /// Those that stop the activity, revoke the licence, or fine from the amount on that a rule says (重大违法记录).
    Major {
        /// The rule with the amount, in fen.
        fine_from: &'static str,
    },
    /// Those under the law of social organisations. Those that its departments decide are; of others it is not known here.
    UnderOwnLaw {
        /// Keys of the departments that register social organisations.
        departments: &'static [&'static str],
    },
}

impl Penalties {
    /// The rule with the amount that matters, if one does.
    #[must_use]
    pub fn amount(self) -> Option<&'static str> {
        match self {
            Self::Major { fine_from } => Some(fine_from),
            Self::Any | Self::ByAuthorityAboveWarning { .. } | Self::UnderOwnLaw { .. } => None,
        }
    }
}

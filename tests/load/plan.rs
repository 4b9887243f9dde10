//! What is asked of this run.

use std::str::FromStr;
use std::time::Duration;

/// A part of the measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// From the built program to the first answer, and memory at rest.
    Start,
    /// Filling the register.
    Import,
    /// Search by name.
    Search,
    /// A hundred thousand names brought to codes.
    Matching,
    /// Point reads.
    Read,
    /// Replay and latency of the feed.
    Feed,
    /// Single writes.
    Writes,
    /// Sweeping terms.
    Terms,
    /// First pages of tasks.
    Tasks,
    /// Actions on cases.
    Actions,
    /// A random draw and its proof.
    Draw,
    /// The pre-check of annual reports, and the close of a campaign.
    AnnualReports,
    /// Entries of devices that were away, merged.
    Merge,
    /// Checks of eligibility and a rule of risk; of a tenth of `ROWS` organisations.
    Eligibility,
    /// From what others found to drafts of the lists; a hundredth of `ROWS` organisations are read anew.
    Intake,
    /// Postings to one account of the ledger of funds, and its proof over `ROWS` lines.
    Ledger,
    /// Every release and record of a tenth of `ROWS` projects, exported as open contracting data.
    OpenData,
}

impl Section {
    const ALL: [(&str, Self); 17] = [
        ("start", Self::Start),
        ("import", Self::Import),
        ("search", Self::Search),
        ("matching", Self::Matching),
        ("read", Self::Read),
        ("feed", Self::Feed),
        ("writes", Self::Writes),
        ("terms", Self::Terms),
        ("tasks", Self::Tasks),
        ("actions", Self::Actions),
        ("draw", Self::Draw),
        ("annual-reports", Self::AnnualReports),
        ("merge", Self::Merge),
        ("eligibility", Self::Eligibility),
        ("intake", Self::Intake),
        ("ledger", Self::Ledger),
        ("open-data", Self::OpenData),
    ];
}

/// Sections and scale.
#[derive(Debug)]
pub(crate) struct Plan {
    sections: Vec<Section>,
    /// Organisations in the large register or in a draw, open terms, tasks.
    pub(crate) rows: usize,
    /// Turns of ours and of the peer.
    pub(crate) rounds: usize,
    /// How long a turn of a rate lasts.
    pub(crate) turn: Duration,
    /// Concurrent callers of reads and writes.
    pub(crate) callers: usize,
}

impl Plan {
    /// From the arguments (names of sections; none: all) and `ROWS`, `ROUNDS`, `SECONDS`, `CALLERS`.
    pub(crate) fn read() -> Self {
        let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
        let section = |name: &String| {
            let known = Section::ALL.iter().find(|(known, _)| known == name);
            known.unwrap_or_else(|| panic!("no section {name}; there are {:?}", Section::ALL.map(|(name, _)| name))).1
        };
        Self {
            sections: named.iter().map(section).collect(),
            rows: variable("ROWS", 1_000_000),
            rounds: variable("ROUNDS", 3),
            turn: Duration::from_secs(variable("SECONDS", 4)),
            callers: variable("CALLERS", 16),
        }
    }

    /// Whether a section was asked for.
    pub(crate) fn wants(&self, section: Section) -> bool {
        self.sections.is_empty() || self.sections.contains(&section)
    }

    /// Whether any section needs the large register.
    pub(crate) fn wants_large_register(&self) -> bool {
        [Section::Import, Section::Search, Section::Matching, Section::Read, Section::Feed]
            .into_iter()
            .any(|section| self.wants(section))
    }
}

fn variable<T: FromStr>(name: &str, default: T) -> T {
    #[expect(clippy::disallowed_methods, reason = "a measurement is told by the environment how large it shall be")]
    let value = std::env::var(name).ok();
    value.map_or(default, |text| text.parse().unwrap_or_else(|_| panic!("{name}={text} is not a number")))
}

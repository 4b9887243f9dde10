//! The two lists (活动异常名录, 严重违法失信名单): who is on which, since when, on what ground (CR-03, CR-07).

use time::Date;
use uuid::Uuid;
use vocab::UnifiedCode;

/// A list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// 活动异常名录 (CR-03).
    Abnormal,
    /// 严重违法失信名单 (CR-07).
    Serious,
}

impl List {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Abnormal, Self::Serious];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Abnormal => "abnormal",
            Self::Serious => "serious",
        }
    }

    /// The list of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == word)
    }
}

/// That an organisation is, or was, on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Its id.
    pub id: Uuid,
    /// Who.
    pub organization: UnifiedCode,
    /// Division of the authority that decided.
    pub division: String,
    /// Key of the department that decided.
    pub department: String,
    /// Which list.
    pub list: List,
    /// Id of the first ground.
    pub ground: String,
    /// The version of the rule that was applied, `CR-03a@1`.
    pub rule: String,
    /// Number of the decision (文号).
    pub document_number: String,
    /// The day of the decision.
    pub listed_on: Date,
    /// From when its period is counted: a new ground restarts it (CR-05).
    pub period_from: Date,
    /// The day from which it is off the list.
    pub removed_on: Option<Date>,
    /// When it was withdrawn, as if it had never been.
    pub withdrawn_on: Option<Date>,
}

impl Listing {
    /// Whether it stands and counts on a day.
    #[must_use]
    pub fn counts_on(&self, day: Date) -> bool {
        self.withdrawn_on.is_none() && self.listed_on <= day && self.removed_on.is_none_or(|removed| day < removed)
    }
}

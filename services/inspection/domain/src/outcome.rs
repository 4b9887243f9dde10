//! What became of an organisation in inspection (检查结果): a dated list that every matter adds to and every other may rest on.
//!
//! A rating asks for the conclusions of annual reports and for penalties, a report for the grade; none of them needs to know how
//! the other came about. An outcome is never changed: it ends on a day, or is withdrawn when what it rests on falls.

use time::Date;
use vocab::UnifiedCode;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutcomeKind {
    /// An annual report was concluded (年检结论); the value is `qualified`, `basically_qualified` or `unqualified`.
    ReportConcluded,
    /// An annual report was not submitted in time (未按规定报送年报).
    ReportMissed,
    /// What was ordered was not put right in time (未按期整改).
    RectificationMissed,
    /// A check found something serious (严重问题).
    SeriousFinding,
    /// A grade was announced (评估等级); the value is `1A` to `5A`.
    RatingAnnounced,
    /// A case was filed against it (立案调查); it ends when the case does.
    Investigation,
    /// A penalty was decided (行政处罚); it ends when it is executed.
    PenaltyDecided,
    /// A complaint proved true (投诉举报属实).
    ComplaintUpheld,
}

impl OutcomeKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::ReportConcluded,
        Self::ReportMissed,
        Self::RectificationMissed,
        Self::SeriousFinding,
        Self::RatingAnnounced,
        Self::Investigation,
        Self::PenaltyDecided,
        Self::ComplaintUpheld,
    ];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ReportConcluded => "report_concluded",
            Self::ReportMissed => "report_missed",
            Self::RectificationMissed => "rectification_missed",
            Self::SeriousFinding => "serious_finding",
            Self::RatingAnnounced => "rating_announced",
            Self::Investigation => "investigation",
            Self::PenaltyDecided => "penalty_decided",
            Self::ComplaintUpheld => "complaint_upheld",
        }
    }

    /// The kind of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What became of an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The organisation.
    pub organization: UnifiedCode,
    /// Division whose departments may see it: that of the authority that came to it.
    pub division: String,
    /// What happened.
    pub kind: OutcomeKind,
    /// The resource that it is of: `organizations/{code}/annualReports/{year}`.
    pub resource: String,
    /// The year that it is about, where it is about one.
    pub year: Option<i32>,
    /// What came of it, as the kind says; may be empty.
    pub value: String,
    /// Money in fen (分), where it is about some.
    pub amount_fen: Option<i64>,
    /// When it happened, or from when it counts.
    pub from: Date,
    /// The first day on which it does not count any more.
    pub until: Option<Date>,
    /// When it was withdrawn, as if it had never been.
    pub withdrawn: Option<Date>,
}

impl Outcome {
    /// Whether it stands and counts on a day.
    #[must_use]
    pub fn counts_on(&self, day: Date) -> bool {
        self.stands() && self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Whether it was not withdrawn.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.withdrawn.is_none()
    }
}

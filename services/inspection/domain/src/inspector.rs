//! Inspectors (执法检查人员): certificates, how many objects each takes, and whom they may not inspect.

use draw::Window;
use statute::years_over;
use time::Date;
use vocab::UnifiedCode;

use crate::{Refusal, rules};

pub use draw::{Certificate, Inspector};

/// What an examination passed on a day is good for (TA-04a).
///
/// # Errors
/// [`Refusal::RuleNotFound`]: no rule in force on that day says how long.
pub fn of_examination(passed_on: Date) -> Result<Certificate, Refusal> {
    let years = rules::number("TA-04a", passed_on)?;
    Ok(Certificate { valid_from: passed_on, valid_to: years_over(passed_on, i64::from(years)) })
}

/// A post (职务) that an inspector holds or held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Post {
    /// In which organisation.
    pub organization: UnifiedCode,
    /// First day.
    pub valid_from: Date,
    /// First day after it; `None` while it is held.
    pub valid_to: Option<Date>,
}

/// What ties an inspector to an organisation beside posts; somebody states it (SP-11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// A relative of somebody there (亲属).
    Relative,
    /// A complaint by one about the other (投诉).
    Complaint,
    /// Sent there by the same supervising unit (同一业务主管单位委派).
    Appointee,
    /// Something else; the statement gives a reason.
    Other,
}

impl Tie {
    /// Every tie.
    pub const ALL: [Self; 4] = [Self::Relative, Self::Complaint, Self::Appointee, Self::Other];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Relative => "relative",
            Self::Complaint => "complaint",
            Self::Appointee => "appointee",
            Self::Other => "other",
        }
    }
}

/// Why an inspector is recused (回避) from an organisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ground {
    /// Holds a post there.
    HoldsPost,
    /// Held one until less than two years ago.
    HeldPost {
        /// First day after it.
        until: Date,
    },
    /// A tie that was stated, with the reason given.
    Tied {
        /// Which.
        tie: Tie,
        /// As people are to read it.
        reason: String,
    },
}

impl Ground {
    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::HoldsPost => "holds_post",
            Self::HeldPost { .. } => "held_post",
            Self::Tied { tie, .. } => tie.as_str(),
        }
    }
}

/// Whether a post recuses an inspector from its organisation for visits on the days of a window, and why (SP-11).
///
/// # Errors
/// [`Refusal::RuleNotFound`]: no rule was in force on the first day of the window.
pub fn recused_by(post: &Post, window: Window) -> Result<Option<Ground>, Refusal> {
    let years = rules::number("SP-11", window.first)?;
    if post.valid_from > window.last {
        return Ok(None);
    }
    Ok(match post.valid_to {
        None => Some(Ground::HoldsPost),
        Some(end) if end > window.first => Some(Ground::HoldsPost),
        Some(until) => (years_over(until, i64::from(years)) > window.first).then_some(Ground::HeldPost { until }),
    })
}

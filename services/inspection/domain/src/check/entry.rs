//! What a device records in the field (现场记录), one entry at a time.

use time::OffsetDateTime;
use uuid::Uuid;

use super::Place;
use crate::draw::Hash;

/// One entry. It is made on a device, never changed, and never removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Who made it made this up, too.
    pub id: Uuid,
    /// The device.
    pub device: Uuid,
    /// The device's count of its entries in the check, from 1.
    pub sequence: u64,
    /// The device's clock, which may be wrong. Nothing of law rests on it.
    pub at: OffsetDateTime,
    /// The inspector who answers for it.
    pub author: Uuid,
    /// What it says.
    pub content: Content,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Arrival on site (到场签到).
    CheckIn {
        /// Where.
        place: Place,
        /// How exact the place is, in metres.
        accuracy: u32,
    },
    /// The answer to an item of the checklist (检查项目结果).
    Answer {
        /// Key of the item.
        item: String,
        /// What was found.
        verdict: Verdict,
        /// What else is to say.
        note: String,
        /// Digests of the answers to the same item that its author has seen and replaces.
        supersedes: Vec<Hash>,
    },
    /// Something wrong (发现的问题).
    Finding {
        /// Key of the item that it belongs to; empty if to none.
        item: String,
        /// Against what it is.
        ground: String,
        /// How bad.
        severity: Severity,
        /// What it is.
        text: String,
    },
    /// A photograph, recording or paper, by its content (影像、材料).
    Evidence {
        /// Which of these.
        media: Media,
        /// SHA-256 of the content.
        sha256: Hash,
        /// Size of the content in bytes.
        size: u64,
        /// What it shows.
        caption: String,
    },
    /// What the organisation states (当事人陈述).
    Statement {
        /// Who speaks for it.
        speaker: String,
        /// What was said.
        text: String,
    },
    /// An inspector stands for everything under this digest (检查人员确认).
    Confirmation {
        /// [`super::Record::digest`] of what the inspector saw.
        digest: Hash,
    },
    /// An entry of the same author no longer counts (撤回). It stays on record.
    Withdrawal {
        /// Digest of that entry.
        entry: Hash,
        /// Why.
        reason: String,
    },
}

/// What an item of the checklist came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// 符合.
    Conforms,
    /// 不符合.
    DoesNotConform,
    /// 不涉及.
    NotApplicable,
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 一般.
    Minor,
    /// 严重.
    Serious,
}

/// What a piece of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// 照片.
    Photograph,
    /// 音视频.
    Recording,
    /// 书面材料, such as an auditor's report.
    Paper,
}

impl Content {
    /// Its word in what is hashed and stored.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::CheckIn { .. } => "check_in",
            Self::Answer { .. } => "answer",
            Self::Finding { .. } => "finding",
            Self::Evidence { .. } => "evidence",
            Self::Statement { .. } => "statement",
            Self::Confirmation { .. } => "confirmation",
            Self::Withdrawal { .. } => "withdrawal",
        }
    }

    /// Key of the item that it is about, if it is about one.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        match self {
            Self::Answer { item, .. } | Self::Finding { item, .. } => {
                Some(item.as_str()).filter(|item| !item.is_empty())
            }
            Self::CheckIn { .. }
            | Self::Evidence { .. }
            | Self::Statement { .. }
            | Self::Confirmation { .. }
            | Self::Withdrawal { .. } => None,
        }
    }
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Conforms, Self::DoesNotConform, Self::NotApplicable];

    /// Its word in what is hashed and stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Conforms => "conforms",
            Self::DoesNotConform => "does_not_conform",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// What the public reads.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Conforms => "符合",
            Self::DoesNotConform => "不符合",
            Self::NotApplicable => "不涉及",
        }
    }
}

impl Severity {
    /// Its word in what is hashed and stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Serious => "serious",
        }
    }
}

impl Media {
    /// Its word in what is hashed and stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Photograph => "photograph",
            Self::Recording => "recording",
            Self::Paper => "paper",
        }
    }
}

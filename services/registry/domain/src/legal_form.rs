//! The legal form (形式) of a private non-enterprise unit (REG-22); other kinds of organisation have none.

use serde::{Deserialize, Serialize};

/// A legal form.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalForm {
    /// Nobody has stated it, or the organisation is of a kind that has none.
    #[default]
    Unknown,
    /// 法人.
    Corporate,
    /// 合伙.
    Partnership,
    /// 个体.
    Individual,
}

impl LegalForm {
    /// Every form, in the order of the contract.
    pub const ALL: [Self; 4] = [Self::Unknown, Self::Corporate, Self::Partnership, Self::Individual];

    /// The name in the database and on certificates: `corporate`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Corporate => "corporate",
            Self::Partnership => "partnership",
            Self::Individual => "individual",
        }
    }

    /// The statute's word: 法人; 未载明 where it is unknown.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Unknown => "未载明",
            Self::Corporate => "法人",
            Self::Partnership => "合伙",
            Self::Individual => "个体",
        }
    }
}

//! How grave a warning is, and why it is closed.

/// How grave a warning is (预警等级), the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// 红色.
    Red,
    /// 橙色.
    Orange,
    /// 黄色.
    Yellow,
    /// 蓝色.
    Blue,
}

impl Level {
    /// All.
    pub const ALL: [Self; 4] = [Self::Red, Self::Orange, Self::Yellow, Self::Blue];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Yellow => "yellow",
            Self::Blue => "blue",
        }
    }

    /// The level of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }
}

/// Why a warning is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CloseReason {
    /// 已处置.
    Disposed,
    /// 经核查不成立.
    Unfounded,
    /// 触发事实已撤回: by itself.
    CauseWithdrawn,
}

impl CloseReason {
    /// All.
    pub const ALL: [Self; 3] = [Self::Disposed, Self::Unfounded, Self::CauseWithdrawn];

    /// Its name in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Disposed => "disposed",
            Self::Unfounded => "unfounded",
            Self::CauseWithdrawn => "cause_withdrawn",
        }
    }

    /// The reason of a name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

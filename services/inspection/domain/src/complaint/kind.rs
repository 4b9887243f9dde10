//! How a complaint comes in (举报渠道), and how it is concluded (办理结果).

/// How a complaint came in (举报渠道).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// 网络.
    Web,
    /// 电话.
    Phone,
    /// 来信.
    Letter,
    /// 来访.
    Visit,
    /// 其他部门移送.
    Department,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 5] = [Self::Web, Self::Phone, Self::Letter, Self::Visit, Self::Department];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Phone => "phone",
            Self::Letter => "letter",
            Self::Visit => "visit",
            Self::Department => "department",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == word)
    }
}

/// How a complaint was concluded (办理结果), the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// 属实.
    Upheld,
    /// 部分属实.
    PartlyUpheld,
    /// 不属实.
    NotUpheld,
    /// 无法查实.
    Unverifiable,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Upheld, Self::PartlyUpheld, Self::NotUpheld, Self::Unverifiable];

    /// Its word in what is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Upheld => "upheld",
            Self::PartlyUpheld => "partly_upheld",
            Self::NotUpheld => "not_upheld",
            Self::Unverifiable => "unverifiable",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }

    /// Whether something of the complaint was true, so that it counts against the organisation.
    #[must_use]
    pub fn counts(self) -> bool {
        matches!(self, Self::Upheld | Self::PartlyUpheld)
    }

    /// What counts against an organisation of several complaints about it that had one course: the gravest, if any counts.
    #[must_use]
    pub fn against(several: impl IntoIterator<Item = Self>) -> Option<Self> {
        several.into_iter().filter(|outcome| outcome.counts()).min() // the variants are in the order of gravity
    }
}

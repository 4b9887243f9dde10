//! Where an organisation stands in its life (状态), and what may follow what.

use serde::{Deserialize, Serialize};

use crate::Refusal;

/// A status of an organisation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 状态不详: the source of the record does not say.
    #[default]
    Unknown,
    /// 正常.
    Active,
    /// 限期停止活动.
    Suspended,
    /// 清算中.
    Liquidating,
    /// 撤销登记, 吊销登记证书: may still be liquidated.
    Revoked,
    /// 注销: final (USCC-09).
    Deregistered,
}

impl Status {
    /// Every status, in the order of the contract.
    pub const ALL: [Self; 6] =
        [Self::Unknown, Self::Active, Self::Suspended, Self::Liquidating, Self::Revoked, Self::Deregistered];

    /// What may follow this status: the whole table.
    #[must_use]
    pub const fn allowed(self) -> &'static [Self] {
        match self {
            Self::Unknown => &[Self::Active, Self::Suspended, Self::Liquidating, Self::Revoked, Self::Deregistered],
            Self::Active => &[Self::Suspended, Self::Liquidating, Self::Revoked, Self::Deregistered],
            Self::Suspended => &[Self::Active, Self::Liquidating, Self::Revoked, Self::Deregistered],
            Self::Liquidating => &[Self::Revoked, Self::Deregistered],
            Self::Revoked => &[Self::Liquidating, Self::Deregistered],
            Self::Deregistered => &[],
        }
    }

    /// The name in the database and in metadata: `active`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Liquidating => "liquidating",
            Self::Revoked => "revoked",
            Self::Deregistered => "deregistered",
        }
    }

    /// Checks one step.
    pub(crate) fn follow(self, to: Self) -> Result<(), Refusal> {
        if self.allowed().contains(&to) { Ok(()) } else { Err(Refusal::StatusTransition { from: self, to }) }
    }
}

//! Risk warning as the contract says it.

pub(crate) mod alert;
pub(crate) mod facts;
pub(crate) mod overview;
pub(crate) mod rehearsal;
pub(crate) mod rule;
pub(crate) mod zombie;

use credit_domain::risk::{CloseReason, Level};
use onecode_proto::credit::v1 as pb;

fn level(level: Level) -> pb::RiskLevel {
    match level {
        Level::Red => pb::RiskLevel::Red,
        Level::Orange => pb::RiskLevel::Orange,
        Level::Yellow => pb::RiskLevel::Yellow,
        Level::Blue => pb::RiskLevel::Blue,
    }
}

/// The level that is in the database; none that a later release wrote.
fn kept_level(word: &str) -> pb::RiskLevel {
    Level::parse(word).map(level).unwrap_or_default()
}

fn read_level(stated: pb::RiskLevel) -> Option<Level> {
    Level::ALL.into_iter().find(|known| level(*known) == stated)
}

fn close_reason(reason: CloseReason) -> pb::RiskCloseReason {
    match reason {
        CloseReason::Disposed => pb::RiskCloseReason::Disposed,
        CloseReason::Unfounded => pb::RiskCloseReason::Unfounded,
        CloseReason::CauseWithdrawn => pb::RiskCloseReason::CauseWithdrawn,
    }
}

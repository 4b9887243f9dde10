//! What is told of warnings.

use ::time::OffsetDateTime;
use credit_domain::risk::CloseReason;
use onecode_proto::credit::v1 as pb;
use vocab::day_of;

use crate::store::risk::alert::AlertRow;
use crate::wire::{name, time as day};

/// An organisation is warned of.
pub(crate) fn raised(alert: &AlertRow) -> pb::RiskAlertRaised {
    pb::RiskAlertRaised {
        risk_alert: name::risk_alert(alert.id),
        organization: name::organization(alert.organization),
        rule_key: alert.rule_key.clone(),
        rule_version: alert.rule_version,
        level: super::kept_level(&alert.level).into(),
        department: name::department(&alert.department),
        raise_date: Some(day::date(alert.raised_on)),
    }
}

/// A warning was closed.
pub(crate) fn closed(alert: &AlertRow, reason: CloseReason, at: OffsetDateTime) -> pb::RiskAlertClosed {
    pb::RiskAlertClosed {
        risk_alert: name::risk_alert(alert.id),
        organization: name::organization(alert.organization),
        rule_key: alert.rule_key.clone(),
        close_reason: super::close_reason(reason).into(),
        close_date: Some(day::date(day_of(at))),
    }
}

//! What is told of warnings.

use ::time::OffsetDateTime;
use credit_domain::risk::{Candidate, CloseReason};
use onecode_proto::credit::v1 as pb;
use vocab::day_of;

use crate::store::risk::alert::AlertRow;
use crate::store::risk::zombie::DecisionRow;
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

/// An organisation without life is handed over for its exit.
pub(crate) fn handed_over(candidate: &Candidate, decision: &DecisionRow) -> pb::ZombieCandidateHandedOver {
    let found = candidate.signs.iter().filter(|sign| sign.points > 0);
    pb::ZombieCandidateHandedOver {
        organization: name::organization(decision.organization),
        score: super::zombie::small(decision.score),
        rules: found.map(|sign| sign.rule.clone()).collect(),
        department: name::department(&decision.department),
        decide_date: Some(day::date(day_of(decision.created_at))),
    }
}

/// An organisation was found to have life.
pub(crate) fn dismissed(decision: &DecisionRow) -> pb::ZombieCandidateDismissed {
    pb::ZombieCandidateDismissed {
        organization: name::organization(decision.organization),
        score: super::zombie::small(decision.score),
        department: name::department(&decision.department),
        decide_date: Some(day::date(day_of(decision.created_at))),
    }
}

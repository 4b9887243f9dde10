//! Rehearsals: what is asked, and what is told bit by bit.

use ::time::Date;
use credit_domain::organization::Organization;
use credit_domain::risk::{Examined, NotEvaluated, Outcome, Rehearsal, Verdict};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use pb::rehearse_risk_rule_response::Told;
use uow::Call;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::rule::expression;
use crate::ops::risk::rehearse::{Rehearse, Which};
use crate::wire::violations::Violations;
use crate::wire::{name, time as day};

/// Months of a period, at most.
const MOST_MONTHS: i32 = 120;

pub(crate) fn rehearse(request: &pb::RehearseRiskRuleRequest, call: &Call, today: Date) -> Result<Rehearse, Fault> {
    let mut violations = Violations::default();
    let which = which(&mut violations, request);
    let period = period(&mut violations, request, today);
    let outcome = outcome(request.outcome());
    if outcome.is_none() {
        violations.note("outcome", "must be a value of the contract, not UNSPECIFIED");
    }
    let months = if request.outcome_months == 0 { 12 } else { request.outcome_months };
    let months = u16::try_from(months).ok().filter(|months| (1..=60).contains(months));
    if months.is_none() {
        violations.note("outcome_months", "must be 1 to 60, or 0 for 12");
    }
    let rehearse = (|| {
        Some(Rehearse {
            which: which?,
            scope: call.scope.clone(),
            division: call.division.clone(),
            period: period?,
            outcome: outcome.zip(months)?,
            today,
        })
    })();
    violations.finish(rehearse)
}

fn which(violations: &mut Violations, request: &pb::RehearseRiskRuleRequest) -> Option<Which> {
    match (request.risk_rule.is_empty(), request.expression.is_empty()) {
        (false, true) => {
            if !request.compared_key.is_empty() {
                violations.note("compared_key", "must not be stated with risk_rule, whose key it is");
            }
            name::parse_risk_rule(violations, "risk_rule", &request.risk_rule).map(Which::Saved)
        }
        (true, false) => {
            let stated = !request.compared_key.is_empty();
            let key = stated.then(|| name::parse_key(violations, "compared_key", &request.compared_key, "")).flatten();
            let read = expression(violations, "expression", &request.expression)?;
            Some(Which::Draft(Box::new(read), key))
        }
        (true, true) | (false, false) => {
            violations.note("risk_rule", "either risk_rule or expression is required, not both");
            None
        }
    }
}

fn period(violations: &mut Violations, request: &pb::RehearseRiskRuleRequest, today: Date) -> Option<(Date, Date)> {
    let from = day::require_past(violations, "from_date", request.from_date.as_ref(), today);
    let to = day::require_past(violations, "to_date", request.to_date.as_ref(), today);
    let (from, to) = from.zip(to)?;
    let months = (to.year() - from.year()) * 12 + i32::from(u8::from(to.month())) - i32::from(u8::from(from.month()));
    if to < from || months >= MOST_MONTHS {
        violations.note("to_date", format_args!("must not be before from_date, and at most {MOST_MONTHS} months on"));
        return None;
    }
    Some((from, to))
}

fn outcome(stated: pb::RiskOutcome) -> Option<Outcome> {
    match stated {
        pb::RiskOutcome::Unspecified => None,
        pb::RiskOutcome::Penalty => Some(Outcome::Penalty),
        pb::RiskOutcome::SeriousFinding => Some(Outcome::SeriousFinding),
        pb::RiskOutcome::ReportMissed => Some(Outcome::ReportMissed),
        pb::RiskOutcome::AbnormalListing => Some(Outcome::AbnormalListing),
        pb::RiskOutcome::SeriousListing => Some(Outcome::SeriousListing),
        pb::RiskOutcome::Revocation => Some(Outcome::Revocation),
    }
}

fn told(told: Told) -> pb::RehearseRiskRuleResponse {
    pb::RehearseRiskRuleResponse { told: Some(told) }
}

pub(crate) fn progress(examined_count: i64, total_count: i64) -> pb::RehearseRiskRuleResponse {
    told(Told::Progress(pb::RehearsalProgress { examined_count, total_count }))
}

pub(crate) fn alert(organization: &Organization, found: &Examined) -> pb::RehearseRiskRuleResponse {
    let verdict = found.verdict.map(|verdict| match verdict {
        Verdict::Right => pb::RehearsalVerdict::Right,
        Verdict::Wrong => pb::RehearsalVerdict::Wrong,
        Verdict::Undecided => pb::RehearsalVerdict::Undecided,
    });
    told(Told::Alert(pb::RehearsedAlert {
        organization: name::organization(organization.code),
        title: organization.title.clone(),
        alert_date: found.alert_on.map(day::date),
        in_force_date: found.in_force_on.map(day::date),
        outcome_date: found.outcome_on.map(day::date),
        verdict: verdict.unwrap_or_default().into(),
    }))
}

pub(crate) fn summary(
    rehearsal: &Rehearsal,
    compared: Option<Uuid>,
    failures: &[(UnifiedCode, NotEvaluated)],
) -> pb::RehearseRiskRuleResponse {
    let totals = rehearsal.totals();
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let failure = |(code, error): &(UnifiedCode, NotEvaluated)| pb::RiskFailure {
        organization: name::organization(*code),
        description: error.to_string(),
    };
    told(Told::Summary(pb::RehearsalSummary {
        organization_count: count(totals.organizations),
        month_count: i32::try_from(rehearsal.ends().len()).unwrap_or(i32::MAX),
        alert_count: count(totals.alerts),
        right_count: count(totals.right),
        wrong_count: count(totals.wrong),
        undecided_count: count(totals.undecided),
        precision_per_mille: totals.precision_per_mille(),
        unforeseen_count: count(totals.unforeseen),
        compared_rule: compared.map(name::risk_rule).unwrap_or_default(),
        only_new_count: count(totals.only_new),
        only_old_count: count(totals.only_old),
        both_count: count(totals.both),
        failure_count: count(totals.failures),
        failures: failures.iter().map(failure).collect(),
        flags_most: totals.flags_most(),
    }))
}

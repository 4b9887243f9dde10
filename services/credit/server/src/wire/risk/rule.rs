//! Requests about indicators and rules, and their replies.

use ::time::Date;
use credit_domain::risk::{self, Expression, Indicator};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use uow::Call;
use uuid::Uuid;

use crate::ops::risk::rule::{End, ListRules, Listed, Shown};
use crate::store::risk::evaluation::FailureRow;
use crate::store::risk::rule::{Drafted, RuleFilter, RuleRow};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, record, text, time as day};

/// What rules may name.
pub(crate) fn indicators() -> pb::ListRiskIndicatorsResponse {
    pb::ListRiskIndicatorsResponse { risk_indicators: risk::indicators().iter().map(indicator).collect() }
}

fn indicator(one: &Indicator) -> pb::RiskIndicator {
    pb::RiskIndicator {
        key: one.key.clone(),
        title: one.title.clone(),
        unit: one.unit.clone(),
        meaning: one.meaning.clone(),
        r#type: one.measure.gives().as_str().to_owned(),
        record_kinds: one.records.iter().map(|kind| record::kind(*kind).into()).collect(),
        window_months: i32::from(one.months),
    }
}

/// Reads and checks an expression; each mistake is a violation of its own.
pub(super) fn expression(violations: &mut Violations, field: &str, source: &str) -> Option<Expression> {
    match Expression::parse(source) {
        Ok(expression) => Some(expression),
        Err(mistakes) => {
            for mistake in mistakes.0 {
                violations.note(field, mistake);
            }
            None
        }
    }
}

pub(crate) fn create(request: &pb::CreateRiskRuleRequest, call: &Call, today: Date) -> Result<Drafted, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::RiskRule::default();
    let stated = request.risk_rule.as_ref().unwrap_or(&unstated);
    let key = name::parse_key(&mut violations, "risk_rule.key", &stated.key, "");
    let title = text::text(&mut violations, "risk_rule.title", &stated.title, 100);
    expression(&mut violations, "risk_rule.expression", &stated.expression);
    let level = super::read_level(stated.level());
    if level.is_none() {
        violations.note("risk_rule.level", "must be a value of the contract, not UNSPECIFIED");
    }
    let basis = text::text(&mut violations, "risk_rule.basis", &stated.basis, 500);
    if stated.valid_from.is_none() {
        violations.note("risk_rule.valid_from", "is required");
    }
    let valid_from = day::parse_date(&mut violations, "risk_rule.valid_from", stated.valid_from.as_ref());
    let valid_to = day::parse_date(&mut violations, "risk_rule.valid_to", stated.valid_to.as_ref());
    if valid_from.is_some_and(|from| from < today) {
        violations.note("risk_rule.valid_from", format_args!("must not be before today, {today}"));
    }
    if valid_from.zip(valid_to).is_some_and(|(from, to)| to <= from) {
        violations.note("risk_rule.valid_to", "must be after valid_from");
    }
    let duty = if stated.duty_department.is_empty() {
        Some(call.department.clone())
    } else {
        name::parse_department(&mut violations, "risk_rule.duty_department", &stated.duty_department)
    };
    let drafted = (|| {
        Some(Drafted {
            key: key?,
            title: title?,
            expression: stated.expression.clone(),
            level: level?,
            basis: basis?,
            valid_from: valid_from?,
            valid_to,
            duty_department: duty?,
        })
    })();
    violations.finish(drafted)
}

pub(crate) fn approve(request: &pb::ApproveRiskRuleRequest) -> Result<Uuid, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_risk_rule(&mut violations, "name", &request.name);
    violations.finish(id)
}

pub(crate) fn end(request: &pb::EndRiskRuleRequest, today: Date) -> Result<End, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_risk_rule(&mut violations, "name", &request.name);
    if request.end_date.is_none() {
        violations.note("end_date", "is required");
    }
    let on = day::parse_date(&mut violations, "end_date", request.end_date.as_ref());
    if on.is_some_and(|on| on < today) {
        violations.note("end_date", format_args!("must not be before today, {today}"));
    }
    let reason = text::text(&mut violations, "reason", &request.reason, 500);
    violations.finish((|| Some(End { id: id?, on: on?, reason: reason? }))())
}

pub(crate) fn get(request: &pb::GetRiskRuleRequest) -> Result<Uuid, Fault> {
    let mut violations = Violations::default();
    let id = name::parse_risk_rule(&mut violations, "name", &request.name);
    violations.finish(id)
}

pub(crate) fn list(request: &pb::ListRiskRulesRequest, call: &Call) -> Result<ListRules, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRiskRulesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let stated = !request.key.is_empty();
    let key = stated.then(|| name::parse_key(&mut violations, "key", &request.key, "")).flatten();
    let in_force_on = day::parse_date(&mut violations, "in_force_on", request.in_force_on.as_ref());
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| place(&key));
    let division = request.own_division.then(|| call.division.clone());
    let filter = RuleFilter { division, key, day: in_force_on };
    violations.finish(Some(ListRules { filter, after, size, binding }))
}

fn place(key: &str) -> Option<(String, i32, Uuid)> {
    let mut parts = key.split(' ');
    let (key, version, id) = (parts.next()?, parts.next()?, parts.next()?);
    Some((key.to_owned(), version.parse().ok()?, id.parse().ok()?))
}

pub(crate) fn create_reply(row: RuleRow) -> pb::CreateRiskRuleResponse {
    pb::CreateRiskRuleResponse { risk_rule: Some(rule(row)) }
}

pub(crate) fn approve_reply(row: RuleRow) -> pb::ApproveRiskRuleResponse {
    pb::ApproveRiskRuleResponse { risk_rule: Some(rule(row)) }
}

pub(crate) fn end_reply(row: RuleRow) -> pb::EndRiskRuleResponse {
    pb::EndRiskRuleResponse { risk_rule: Some(rule(row)) }
}

pub(crate) fn get_reply(shown: Shown) -> pb::GetRiskRuleResponse {
    let failure = |one: FailureRow| pb::RiskFailure {
        organization: name::organization(one.organization),
        description: one.description,
    };
    pb::GetRiskRuleResponse {
        risk_rule: Some(rule(shown.rule)),
        failure_count: shown.failure_count,
        failures: shown.failures.into_iter().map(failure).collect(),
    }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListRiskRulesResponse {
    pb::ListRiskRulesResponse {
        risk_rules: listed.rules.into_iter().map(rule).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn rule(row: RuleRow) -> pb::RiskRule {
    let status = if row.approved_at.is_some() { pb::RiskRuleStatus::Approved } else { pb::RiskRuleStatus::Draft };
    pb::RiskRule {
        name: name::risk_rule(row.id),
        key: row.key,
        version: row.version,
        title: row.title,
        expression: row.expression,
        level: super::kept_level(&row.level).into(),
        basis: row.basis,
        valid_from: Some(day::date(row.valid_from)),
        valid_to: row.valid_to.map(day::date),
        duty_department: name::department(&row.duty_department),
        division: row.division,
        department: name::department(&row.department),
        status: status.into(),
        create_time: Some(day::timestamp(row.created_at)),
        approve_time: row.approved_at.map(day::timestamp),
        end_reason: row.end_reason,
    }
}

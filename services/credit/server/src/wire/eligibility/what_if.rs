//! Drafts of rules: what is asked, and what is told bit by bit.

use ::time::OffsetDateTime;
use credit_domain::eligibility::{Change, Decisions, Differing, NotTried, Tally, Trial};
use credit_domain::organization::{Organization, OrganizationKind};
use credit_domain::rules;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use onecode_proto::registry::v1 as registry;
use pb::what_if_response::Told;
use statute::{Draft, NotDrafted, Threshold, Unit};
use uow::{Call, Scope};
use vocab::{DivisionCode, day_of};

use super::{decision, known_until, outcome, purpose, rule};
use crate::ops::eligibility::{Until, WhatIf};
use crate::wire::violations::Violations;
use crate::wire::{name, time as day};

const MOST_DRAFTS: usize = 20;

pub(crate) fn what_if(request: &pb::WhatIfRequest, call: &Call, now: OffsetDateTime) -> Result<WhatIf, Fault> {
    let mut violations = Violations::default();
    let purpose = purpose(&mut violations, request.purpose);
    let on = day::parse_date(&mut violations, "on_date", request.on_date.as_ref()).unwrap_or(day_of(now));
    let drafts = drafts(&mut violations, &request.drafts);
    let scope = scope(&mut violations, call, &request.division);
    let kinds = kinds(&mut violations, &request.kinds);
    let (places, drafts): (Vec<usize>, Vec<Draft>) = drafts.into_iter().unzip();
    let trial = purpose.and_then(|purpose| {
        let tried = Trial::new(purpose, on, &drafts, rules());
        tried.map_err(|wrong| wrong.iter().for_each(|(at, why)| not_tried(&mut violations, places[*at], why))).ok()
    });
    violations.finish((|| Some(WhatIf { trial: trial?, drafts, scope: scope?, kinds }))())
}

/// The numbers that can be read, with their places.
fn drafts(violations: &mut Violations, stated: &[pb::DraftedNumber]) -> Vec<(usize, Draft)> {
    if !(1..=MOST_DRAFTS).contains(&stated.len()) {
        violations.note("drafts", format_args!("must hold 1 to {MOST_DRAFTS} numbers"));
        return Vec::new();
    }
    let mut read = Vec::with_capacity(stated.len());
    for (at, one) in stated.iter().enumerate() {
        let mut note = |field: &str, problem: &str| violations.note(format!("drafts[{at}].{field}"), problem);
        let unit = Unit::parse(&one.unit);
        if one.rule.is_empty() {
            note("rule", "is required");
        }
        if unit.is_none() {
            note("unit", "must be a unit of a rule's number, such as years, fen or count");
        }
        if one.value.is_none() {
            note("value", "is required");
        }
        let threshold = one.value.zip(unit).map(|(value, unit)| Threshold { value, unit });
        if let Some(threshold) = threshold.filter(|_| !one.rule.is_empty()) {
            read.push((at, Draft { rule: one.rule.clone(), threshold }));
        }
    }
    read
}

fn not_tried(violations: &mut Violations, at: usize, why: &NotTried) {
    let field = match why {
        NotTried::NotDrafted(NotDrafted::OtherUnit { .. }) => "unit",
        NotTried::NotDrafted(NotDrafted::OutOfRange { .. }) => "value",
        NotTried::NotDrafted(NotDrafted::NotInForce(_) | NotDrafted::NoNumber { .. } | NotDrafted::Twice { .. })
        | NotTried::NotOfPurpose { .. } => "rule",
    };
    violations.note(format!("drafts[{at}].{field}"), why);
}

/// The caller's, or the part of it that is asked for.
fn scope(violations: &mut Violations, call: &Call, division: &str) -> Option<Scope> {
    if division.is_empty() {
        return Some(call.scope.clone());
    }
    let division = violations.take("division", DivisionCode::parse(division))?;
    let asked = Scope::division(division.as_str());
    let within = Some(asked).filter(|asked| call.scope.covers(asked.prefix()));
    if within.is_none() {
        violations.note("division", "must lie within the caller's");
    }
    within
}

fn kinds(violations: &mut Violations, stated: &[i32]) -> Vec<String> {
    let mut words = Vec::with_capacity(OrganizationKind::ALL.len());
    for (at, number) in stated.iter().enumerate() {
        let kind = match registry::OrganizationKind::try_from(*number) {
            Ok(registry::OrganizationKind::SocialGroup) => OrganizationKind::SocialGroup,
            Ok(registry::OrganizationKind::PrivateNonEnterprise) => OrganizationKind::PrivateNonEnterprise,
            Ok(registry::OrganizationKind::Foundation) => OrganizationKind::Foundation,
            Ok(registry::OrganizationKind::Other) => OrganizationKind::Other,
            Ok(registry::OrganizationKind::Unspecified) | Err(_) => {
                violations.note(format!("kinds[{at}]"), "must be a value of the contract, not UNSPECIFIED");
                continue;
            }
        };
        if !words.iter().any(|word| word == kind.as_str()) {
            words.push(kind.as_str().to_owned());
        }
    }
    words
}

fn told(told: Told) -> pb::WhatIfResponse {
    pb::WhatIfResponse { told: Some(told) }
}

pub(crate) fn progress(checked_count: i64, total_count: i64) -> pb::WhatIfResponse {
    told(Told::Progress(pb::WhatIfProgress { checked_count, total_count }))
}

pub(crate) fn change(organization: &Organization, change: &Change) -> pb::WhatIfResponse {
    told(Told::Change(pb::WhatIfChange {
        organization: name::organization(organization.code),
        title: organization.title.clone(),
        division: organization.division.clone(),
        before: decision(change.before).into(),
        after: decision(change.after).into(),
        conditions: change.conditions.iter().map(differing).collect(),
    }))
}

fn differing(one: &Differing) -> pb::WhatIfCondition {
    pb::WhatIfCondition {
        key: one.key.to_owned(),
        rule: one.rule.clone(),
        before: outcome(one.before).into(),
        after: outcome(one.after).into(),
        value: one.value.clone(),
    }
}

pub(crate) fn summary(trial: &Trial<'_>, drafts: &[Draft], until: &Until) -> pb::WhatIfResponse {
    let (before, after) = trial.decisions();
    let drafted = |draft: &Draft| {
        let cited = rules().on(&draft.rule, trial.on()).ok()?;
        Some(pb::WhatIfRule {
            rule: Some(rule(cited)),
            unit: draft.threshold.unit.to_string(),
            value: cited.value(),
            drafted_value: draft.threshold.value,
        })
    };
    told(Told::Summary(pb::WhatIfSummary {
        organization_count: count(before.total()),
        before: Some(decisions(before)),
        after: Some(decisions(after)),
        change_count: count(trial.changed()),
        conditions: trial.tallies().iter().map(tally).collect(),
        rules: drafts.iter().filter_map(drafted).collect(),
        known_until: Some(known_until(until)),
    }))
}

fn decisions(counted: Decisions) -> pb::WhatIfDecisions {
    pb::WhatIfDecisions {
        allowed_count: count(counted.allowed),
        restricted_count: count(counted.restricted),
        refused_count: count(counted.refused),
    }
}

fn tally(one: &Tally) -> pb::WhatIfTally {
    pb::WhatIfTally {
        key: one.key.to_owned(),
        rule: one.rule.clone(),
        not_met_before_count: count(one.not_met.0),
        not_met_after_count: count(one.not_met.1),
        not_known_before_count: count(one.not_known.0),
        not_known_after_count: count(one.not_known.1),
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

//! Requests about eligibility, and their replies.

pub(crate) mod what_if;

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use ::time::OffsetDateTime;
use credit_domain::eligibility::{Cure, Decision, Fact, Finding, Outcome, Purpose, Thing};
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use prost::Message as _;
use vocab::{UnifiedCode, day_of};

use super::violations::Violations;
use super::{name, time as day};
use crate::ops::eligibility::{Check, Checked, Told, Until, WatchEligibility};

const MOST_NAMES: usize = 1_000;
const MOST_PROVED: usize = 50;
const HEARTBEAT_SECONDS: i32 = 15;

pub(crate) fn check(request: &pb::CheckEligibilityRequest, now: OffsetDateTime) -> Result<Check, Fault> {
    let mut violations = Violations::default();
    let code = name::parse_organization(&mut violations, "name", &request.name);
    let purpose = purpose(&mut violations, request.purpose);
    let on = day::parse_date(&mut violations, "on_date", request.on_date.as_ref()).unwrap_or(day_of(now));
    let proved = proved(&mut violations, purpose, &request.proved_conditions);
    let asked = code.zip(purpose);
    violations.finish(asked.map(|(code, purpose)| Check {
        codes: vec![code],
        purposes: vec![purpose],
        on,
        proved,
        now,
    }))
}

pub(crate) fn check_reply(checked: Checked) -> pb::CheckEligibilityResponse {
    pb::CheckEligibilityResponse {
        rules: rules(&checked, |_| true),
        known_until: Some(known_until(&checked.until)),
        eligibility: checked.answers.into_iter().next().map(|told| whole(&told)),
    }
}

pub(crate) fn batch(request: &pb::BatchCheckEligibilityRequest, now: OffsetDateTime) -> Result<Check, Fault> {
    let mut violations = Violations::default();
    let codes = names(&mut violations, &request.names);
    let purpose = purpose(&mut violations, request.purpose);
    let on = day::parse_date(&mut violations, "on_date", request.on_date.as_ref()).unwrap_or(day_of(now));
    violations.finish(purpose.map(|purpose| Check { codes, purposes: vec![purpose], on, proved: Vec::new(), now }))
}

pub(crate) fn batch_reply(checked: Checked) -> pb::BatchCheckEligibilityResponse {
    pb::BatchCheckEligibilityResponse {
        rules: rules(&checked, |_| true),
        known_until: Some(known_until(&checked.until)),
        eligibilities: checked.answers.iter().map(whole).collect(),
        unknown_names: checked.unknown.into_iter().map(name::organization).collect(),
    }
}

pub(crate) fn restrictions(request: &pb::ListRestrictionsRequest, now: OffsetDateTime) -> Result<Check, Fault> {
    let mut violations = Violations::default();
    let code = name::parse_organization(&mut violations, "name", &request.name);
    let on = day::parse_date(&mut violations, "on_date", request.on_date.as_ref()).unwrap_or(day_of(now));
    let purposes = Purpose::ALL.to_vec();
    violations.finish(code.map(|code| Check { codes: vec![code], purposes, on, proved: Vec::new(), now }))
}

pub(crate) fn restrictions_reply(checked: Checked) -> pb::ListRestrictionsResponse {
    pb::ListRestrictionsResponse {
        rules: rules(&checked, stands_against),
        known_until: Some(known_until(&checked.until)),
        eligibilities: checked.answers.into_iter().map(|told| brief(&told)).collect(),
    }
}

pub(crate) fn watch(request: &pb::WatchEligibilityRequest) -> Result<WatchEligibility, Fault> {
    let mut violations = Violations::default();
    let codes = names(&mut violations, &request.names);
    let purpose = purpose(&mut violations, request.purpose);
    let seconds = if request.heartbeat_seconds == 0 { HEARTBEAT_SECONDS } else { request.heartbeat_seconds };
    if !(1..=29).contains(&seconds) {
        violations.note("heartbeat_seconds", "must be 1-29, or 0 for 15");
    }
    let heartbeat = Duration::from_secs(u64::from(seconds.unsigned_abs()));
    violations.finish(purpose.map(|purpose| WatchEligibility { codes, purpose, heartbeat }))
}

fn names(violations: &mut Violations, names: &[String]) -> Vec<UnifiedCode> {
    if names.is_empty() {
        violations.note("names", "must hold at least one name");
    }
    if names.len() > MOST_NAMES {
        violations.note("names", format_args!("must hold at most {MOST_NAMES} names"));
        return Vec::new();
    }
    let (mut codes, mut seen) = (Vec::with_capacity(names.len()), HashSet::with_capacity(names.len()));
    for (at, raw) in names.iter().enumerate() {
        let field = format!("names[{at}]");
        let Some(code) = name::parse_organization(violations, &field, raw) else { continue };
        if seen.insert(code) {
            codes.push(code);
        } else {
            violations.note(field, "is there twice");
        }
    }
    codes
}

fn proved(violations: &mut Violations, purpose: Option<Purpose>, keys: &[String]) -> Vec<String> {
    if keys.len() > MOST_PROVED {
        violations.note("proved_conditions", format_args!("must hold at most {MOST_PROVED} keys"));
        return Vec::new();
    }
    let Some(purpose) = purpose else { return Vec::new() };
    for (at, key) in keys.iter().enumerate() {
        let known = purpose.conditions().iter().any(|condition| condition.key == key && condition.can_be_proved());
        if !known {
            violations
                .note(format!("proved_conditions[{at}]"), "must be a condition of the purpose that proof can show");
        }
    }
    keys.to_vec()
}

fn purpose(violations: &mut Violations, number: i32) -> Option<Purpose> {
    let stated = pb::EligibilityPurpose::try_from(number).ok();
    let read = stated.and_then(|stated| Purpose::ALL.into_iter().find(|known| of_purpose(*known) == stated));
    if read.is_none() {
        violations.note("purpose", "must be a value of the contract, not UNSPECIFIED");
    }
    read
}

/// An answer with every condition, as it is kept with what was decided on it.
pub(crate) fn kept(told: &Told) -> Vec<u8> {
    whole(told).encode_to_vec()
}

/// An answer with every condition.
fn whole(told: &Told) -> pb::Eligibility {
    eligibility(told, |_| true)
}

/// An answer with the conditions that are not met or not known.
pub(crate) fn brief(told: &Told) -> pb::Eligibility {
    eligibility(told, stands_against)
}

fn stands_against(finding: &Finding<'_>) -> bool {
    finding.outcome != Outcome::Met
}

fn eligibility(told: &Told, shown: fn(&Finding<'_>) -> bool) -> pb::Eligibility {
    let answer = &told.answer;
    pb::Eligibility {
        organization: name::organization(told.code),
        title: told.title.clone(),
        purpose: of_purpose(answer.purpose).into(),
        on_date: Some(day::date(answer.on)),
        decision: decision(answer.decision).into(),
        conditions: answer.findings.iter().filter(|finding| shown(finding)).map(condition).collect(),
    }
}

fn condition(finding: &Finding<'_>) -> pb::EligibilityCondition {
    pb::EligibilityCondition {
        key: finding.key.to_owned(),
        result: outcome(finding.outcome).into(),
        value: finding.value.clone(),
        required: finding.required.clone(),
        rule: finding.rule.id().to_owned(),
        rule_version: i32::try_from(finding.rule.version.number).unwrap_or(i32::MAX),
        facts: finding.facts.iter().map(fact).collect(),
        cure: finding.cure.map_or(pb::EligibilityCure::Unspecified, cure).into(),
        cure_date: finding.cures_on.map(day::date),
        lapse_date: finding.lapses_on.map(day::date),
        proved_by_caller: finding.proved,
        proof: finding.proof.to_owned(),
    }
}

fn fact(fact: &Fact) -> pb::EligibilityFact {
    pb::EligibilityFact {
        name: match fact.thing {
            Thing::Record(id) => name::record(id),
            Thing::Listing(id) => name::listing(id),
            Thing::Qualification(id) => name::qualification(id),
            Thing::Organization(code) => name::organization(code),
        },
        source: fact.source.clone(),
        value: fact.value.clone(),
        document_number: fact.document_number.clone(),
        from_date: Some(day::date(fact.from)),
        until_date: fact.until.map(day::date),
    }
}

/// What the rules say that the conditions shown cite, each version once.
fn rules(checked: &Checked, shown: fn(&Finding<'_>) -> bool) -> Vec<pb::EligibilityRule> {
    let mut cited = BTreeMap::new();
    for finding in checked.answers.iter().flat_map(|told| &told.answer.findings).filter(|finding| shown(finding)) {
        cited.entry((finding.rule.id(), finding.rule.version.number)).or_insert(finding.rule);
    }
    cited.into_values().map(rule).collect()
}

/// What a rule says, in the version that was applied.
pub(crate) fn rule(rule: statute::Cited<'_>) -> pb::EligibilityRule {
    pb::EligibilityRule {
        rule: rule.id().to_owned(),
        rule_version: i32::try_from(rule.version.number).unwrap_or(i32::MAX),
        title: rule.rule.title.clone(),
        text: rule.version.text.clone(),
        source: rule.version.source.clone(),
        mark: rule.version.mark.to_string(),
    }
}

fn known_until(until: &Until) -> pb::KnownUntil {
    pb::KnownUntil {
        cursor: until.cursor.to_string(),
        time: Some(day::timestamp(until.time)),
        fact_time: until.fact_at.map(day::timestamp),
    }
}

pub(crate) fn of_purpose(purpose: Purpose) -> pb::EligibilityPurpose {
    match purpose {
        Purpose::Purchase => pb::EligibilityPurpose::Purchase,
        Purpose::TaxExemption => pb::EligibilityPurpose::TaxExemption,
        Purpose::DonationDeduction => pb::EligibilityPurpose::DonationDeduction,
        Purpose::PublicFundraising => pb::EligibilityPurpose::PublicFundraising,
        Purpose::CharityRecognition => pb::EligibilityPurpose::CharityRecognition,
        Purpose::Rating => pb::EligibilityPurpose::Rating,
        Purpose::Award => pb::EligibilityPurpose::Award,
        Purpose::FunctionTransfer => pb::EligibilityPurpose::FunctionTransfer,
        Purpose::Fund => pb::EligibilityPurpose::Fund,
    }
}

fn decision(decision: Decision) -> pb::EligibilityDecision {
    match decision {
        Decision::Allowed => pb::EligibilityDecision::Allowed,
        Decision::Restricted => pb::EligibilityDecision::Restricted,
        Decision::Refused => pb::EligibilityDecision::Refused,
    }
}

fn outcome(outcome: Outcome) -> pb::ConditionResult {
    match outcome {
        Outcome::Met => pb::ConditionResult::Met,
        Outcome::NotMet => pb::ConditionResult::NotMet,
        Outcome::NotKnown => pb::ConditionResult::NotKnown,
    }
}

fn cure(cure: Cure) -> pb::EligibilityCure {
    match cure {
        Cure::Time => pb::EligibilityCure::Time,
        Cure::RemovalFromList => pb::EligibilityCure::RemovalFromList,
        Cure::ActiveRegistration => pb::EligibilityCure::ActiveRegistration,
        Cure::Rating => pb::EligibilityCure::Rating,
        Cure::Report => pb::EligibilityCure::Report,
        Cure::BetterConclusion => pb::EligibilityCure::BetterConclusion,
        Cure::PerformJudgment => pb::EligibilityCure::PerformJudgment,
        Cure::TaxCredit => pb::EligibilityCure::TaxCredit,
        Cure::Proof => pb::EligibilityCure::Proof,
        Cure::FreshFacts => pb::EligibilityCure::FreshFacts,
        Cure::Qualification => pb::EligibilityCure::Qualification,
    }
}

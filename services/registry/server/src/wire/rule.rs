//! Rules as their callers see them.

use ::time::Date;
use fault::Fault;
use onecode_proto::procedure::v1 as pb;
use registry_domain::Refusal;
use statute::{Cited, Mark, RuleBook, Threshold, Unit};
use uow::Call;

use super::page::{self, Binding};
use super::time;
use super::violations::Violations;

const LONGEST_ID: usize = 20;

/// Which rule, in the version of which day.
#[derive(Debug)]
pub(crate) struct GetRule {
    id: String,
    day: Date,
}

/// Which page of which list.
#[derive(Debug)]
pub(crate) struct ListRules {
    prefix: String,
    day: Date,
    /// The last id of the page before; empty for the first.
    after: String,
    size: usize,
    binding: Binding,
}

pub(crate) fn get(request: &pb::GetRuleRequest, today: Date) -> Result<GetRule, Fault> {
    let mut violations = Violations::default();
    let id = request.name.strip_prefix("rules/").filter(|id| !id.is_empty() && is_part_of_id(id));
    if id.is_none() {
        violations.note("name", "must be rules/{id}, such as rules/REG-05");
    }
    let day = time::parse_date(&mut violations, "on_date", request.on_date.as_ref()).unwrap_or(today);
    violations.finish(id.map(|id| GetRule { id: id.to_owned(), day }))
}

pub(crate) fn get_reply(book: &RuleBook, query: &GetRule) -> Result<pb::GetRuleResponse, Fault> {
    let cited = book.on(&query.id, query.day).ok();
    let cited = cited.ok_or_else(|| Refusal::RuleNotFound { rule: query.id.clone() })?;
    Ok(pb::GetRuleResponse { rule: Some(rule(cited)) })
}

pub(crate) fn list(request: &pb::ListRulesRequest, call: &Call, today: Date) -> Result<ListRules, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListRulesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let after = binding.key(&mut violations, &request.page_token).unwrap_or_default();
    let day = time::parse_date(&mut violations, "on_date", request.on_date.as_ref()).unwrap_or(today);
    let prefix = request.prefix.clone();
    if !is_part_of_id(&prefix) {
        violations.note("prefix", "must be the beginning of a rule's id, such as REG-");
    }
    violations.finish(Some(ListRules { prefix, day, after, size, binding }))
}

pub(crate) fn list_reply(book: &RuleBook, query: &ListRules) -> pb::ListRulesResponse {
    let wanted = |id: &str| id.starts_with(&query.prefix) && id > query.after.as_str();
    let in_force = book.rules().filter(|rule| wanted(&rule.id)).filter_map(|rule| book.on(&rule.id, query.day).ok());
    let mut page: Vec<Cited<'_>> = in_force.take(query.size + 1).collect();
    let next_page_token = page::cut(&mut page, query.size, &query.binding, |cited| cited.id().to_owned());
    let rules = page.into_iter().map(rule).collect();
    pb::ListRulesResponse { rules, next_page_token, fingerprint: book.fingerprint().to_owned() }
}

fn is_part_of_id(text: &str) -> bool {
    text.len() <= LONGEST_ID && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn rule(cited: Cited<'_>) -> pb::Rule {
    let Cited { rule, version } = cited;
    pb::Rule {
        name: format!("rules/{}", rule.id),
        id: rule.id.clone(),
        title: rule.title.clone(),
        version: i32::try_from(version.number).unwrap_or(i32::MAX),
        text: version.text.clone(),
        threshold: version.threshold.map(threshold),
        valid_from: Some(time::date(version.valid_from)),
        valid_to: version.valid_to.map(time::date),
        source: version.source.clone(),
        confidence: confidence(version.mark).into(),
    }
}

fn threshold(threshold: Threshold) -> pb::Threshold {
    pb::Threshold { value: threshold.value, unit: unit(threshold.unit).into() }
}

fn unit(unit: Unit) -> pb::ThresholdUnit {
    match unit {
        Unit::WorkingDays => pb::ThresholdUnit::WorkingDays,
        Unit::CalendarDays => pb::ThresholdUnit::CalendarDays,
        Unit::Months => pb::ThresholdUnit::Months,
        Unit::Years => pb::ThresholdUnit::Years,
        Unit::Persons => pb::ThresholdUnit::Persons,
        Unit::Units => pb::ThresholdUnit::Units,
        Unit::Members => pb::ThresholdUnit::Members,
        Unit::Posts => pb::ThresholdUnit::Posts,
        Unit::Terms => pb::ThresholdUnit::Terms,
        Unit::Fen => pb::ThresholdUnit::Fen,
        Unit::Thirds => pb::ThresholdUnit::Thirds,
        Unit::Percent => pb::ThresholdUnit::Percent,
        Unit::PerMille => pb::ThresholdUnit::PerMille,
        Unit::Count => pb::ThresholdUnit::Count,
    }
}

fn confidence(mark: Mark) -> pb::Confidence {
    match mark {
        Mark::Verified => pb::Confidence::Verified,
        Mark::SecondHand => pb::Confidence::SecondHand,
        Mark::MemoryHigh => pb::Confidence::MemoryHigh,
        Mark::MemoryMedium => pb::Confidence::MemoryMedium,
        Mark::MemoryLow => pb::Confidence::MemoryLow,
        Mark::Design => pb::Confidence::Design,
    }
}

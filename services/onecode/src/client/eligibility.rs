//! `onecode eligibility`: whether organisations may be admitted to something, and if not, why.

mod what_if;

use std::collections::HashMap;
use std::io::{self, Read as _};
use std::path::Path;

use onecode_proto::credit::v1::{
    BatchCheckEligibilityRequest, BatchCheckEligibilityResponse, CheckEligibilityRequest, Eligibility,
    EligibilityCondition, EligibilityDecision, EligibilityPurpose, EligibilityRule, KnownUntil,
    ListRestrictionsRequest,
};

use super::casework::{card, last};
use super::{Connection, Failure};
use crate::args::{EligibilityBatchArgs, EligibilityCheckArgs, EligibilityCommand, EligibilityListArgs};
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::{Cells, Printer, day, instant};

/// What the contract takes at once.
const BATCH: usize = 1_000;

const CONDITIONS: [(&str, &str); 6] = [
    ("condition", "条件"),
    ("result", "结果"),
    ("why", "依据"),
    ("rule", "规则"),
    ("cured by", "如何满足"),
    ("cures on", "自行满足日"),
];
const CODES: [(&str, &str); 4] =
    [("code", "代码"), ("name", "名称"), ("decision", "结论"), ("conditions not met", "未满足的条件")];
const PURPOSES: [(&str, &str); 3] = [("purpose", "用途"), ("decision", "结论"), ("conditions not met", "未满足的条件")];

pub(super) async fn run(
    connection: &Connection,
    command: EligibilityCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        EligibilityCommand::Check(args) => check(connection, args, printer).await,
        EligibilityCommand::Batch(args) => batch(connection, args, printer).await,
        EligibilityCommand::List(args) => list(connection, args, printer).await,
        EligibilityCommand::WhatIf(args) => what_if::run(connection, *args, printer).await,
    }
}

async fn check(connection: &Connection, args: EligibilityCheckArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = CheckEligibilityRequest {
        name: args.name,
        purpose: EligibilityPurpose::from(args.wanted).into(),
        on_date: args.on,
        proved_conditions: args.proved,
    };
    let answer = connection.eligibilities().check_eligibility(connection.timed(request)).await?.into_inner();
    let eligibility = answer.eligibility.as_ref().ok_or_else(|| Failure::contract("eligibility"))?;
    let exit = exit([eligibility]);
    if printer.is_json() {
        printer.json(&answer)?;
        return Ok(exit);
    }
    let rules = by_id(&answer.rules);
    let lines = head(eligibility, answer.known_until.as_ref(), printer);
    printer.table(&[], card(lines, printer.language()))?;
    printer.line("")?;
    printer.table(&CONDITIONS, eligibility.conditions.iter().map(|condition| row(condition, &rules, printer)))?;
    Ok(exit)
}

async fn batch(connection: &Connection, args: EligibilityBatchArgs, printer: &Printer) -> Result<Exit, Failure> {
    let names = codes(&args.file)?;
    if names.is_empty() {
        return Err(Failure::usage(Message::NothingToRead));
    }
    let mut all = BatchCheckEligibilityResponse::default();
    for names in names.chunks(BATCH) {
        let purpose = EligibilityPurpose::from(args.wanted).into();
        let request = BatchCheckEligibilityRequest { names: names.to_vec(), purpose, on_date: args.on };
        let request = connection.timed(request);
        let answer = connection.eligibilities().batch_check_eligibility(request).await?.into_inner();
        all.eligibilities.extend(answer.eligibilities);
        all.unknown_names.extend(answer.unknown_names);
        let new = |rule: &EligibilityRule| !all.rules.contains(rule);
        let rules: Vec<_> = answer.rules.into_iter().filter(new).collect();
        all.rules.extend(rules);
        all.known_until = answer.known_until;
    }
    let exit = if all.unknown_names.is_empty() { exit(&all.eligibilities) } else { Exit::Refused };
    if printer.is_json() {
        printer.json(&all)?;
        return Ok(exit);
    }
    let rules = by_id(&all.rules);
    let known = all.eligibilities.iter().map(|one| {
        let code = last(&one.organization).to_owned();
        vec![code, one.title.clone(), printer.label(&one.decision()), against(one, &rules)]
    });
    let unknown = all.unknown_names.iter().map(|name| {
        let said = printer.label(&("unknown to the register", "登记簿中没有"));
        vec![last(name).to_owned(), String::new(), said, String::new()]
    });
    printer.table(&CODES, known.chain(unknown))?;
    Ok(exit)
}

async fn list(connection: &Connection, args: EligibilityListArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = connection.timed(ListRestrictionsRequest { name: args.name, on_date: args.on });
    let answer = connection.eligibilities().list_restrictions(request).await?.into_inner();
    if printer.is_json() {
        printer.json(&answer)?;
        return Ok(Exit::Done);
    }
    let rules = by_id(&answer.rules);
    let rows = answer
        .eligibilities
        .iter()
        .map(|one| vec![printer.label(&one.purpose()), printer.label(&one.decision()), against(one, &rules)]);
    printer.table(&PURPOSES, rows)?;
    Ok(Exit::Done)
}

fn exit<'a>(answers: impl IntoIterator<Item = &'a Eligibility>) -> Exit {
    let all = answers.into_iter().all(|one| one.decision() == EligibilityDecision::Allowed);
    if all { Exit::Done } else { Exit::Refused }
}

/// Names of the organisations in a file of codes.
fn codes(file: &Path) -> Result<Vec<String>, Failure> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        io::stdin().lock().read_to_string(&mut text).map(drop)
    } else {
        std::fs::read_to_string(file).map(|read| text = read)
    };
    read.map_err(|error| Failure::unreadable(file, &error))?;
    let codes = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(codes.map(|code| format!("organizations/{code}")).collect())
}

type Rules<'a> = HashMap<&'a str, &'a EligibilityRule>;

fn by_id(rules: &[EligibilityRule]) -> Rules<'_> {
    rules.iter().map(|rule| (rule.rule.as_str(), rule)).collect()
}

fn head(
    eligibility: &Eligibility,
    until: Option<&KnownUntil>,
    printer: &Printer,
) -> Vec<((&'static str, &'static str), String)> {
    vec![
        (("organisation", "社会组织"), format!("{} {}", last(&eligibility.organization), eligibility.title)),
        (("purpose", "用途"), printer.label(&eligibility.purpose())),
        (("on", "日期"), day(eligibility.on_date)),
        (("decision", "结论"), printer.label(&eligibility.decision())),
        (("known until", "信息截至"), until.map(|until| instant(until.time)).unwrap_or_default()),
    ]
}

fn row(condition: &EligibilityCondition, rules: &Rules<'_>, printer: &Printer) -> Cells {
    let rule = rules.get(condition.rule.as_str());
    let title = rule.map(|rule| rule.title.as_str()).unwrap_or_default();
    let result = if condition.proved_by_caller {
        printer.label(&("met (you saw the proof)", "符合（已见证明）"))
    } else {
        printer.label(&condition.result())
    };
    let cited = format!("{}@{} {}", condition.rule, condition.rule_version, source(rule.copied()));
    let cure = match condition.proof.as_str() {
        "" => printer.label(&condition.cure()),
        proof => format!("{}：{proof}", printer.label(&condition.cure())),
    };
    vec![format!("{title} ({})", condition.key), result, why(condition), cited, cure, day(condition.cure_date)]
}

fn source(rule: Option<&EligibilityRule>) -> &str {
    rule.map(|rule| rule.source.as_str()).unwrap_or_default()
}

/// What was found of what is asked, and the documents that say so.
fn why(condition: &EligibilityCondition) -> String {
    let found = match (condition.value.as_str(), condition.required.as_str()) {
        ("", _) => String::new(),
        (value, "") => value.to_owned(),
        (value, required) => format!("{value} / {required}"),
    };
    let told = condition.facts.iter().map(|fact| {
        let what = if fact.document_number.is_empty() { &fact.name } else { &fact.document_number };
        format!("{what} ({})", day(fact.from_date))
    });
    std::iter::once(found).filter(|found| !found.is_empty()).chain(told).collect::<Vec<_>>().join("; ")
}

/// The conditions that are not met or not known.
fn against(eligibility: &Eligibility, rules: &Rules<'_>) -> String {
    use onecode_proto::credit::v1::ConditionResult::{Met, NotKnown};
    let standing = eligibility.conditions.iter().filter(|condition| condition.result() != Met);
    let told = standing.map(|condition| {
        let title = rules.get(condition.rule.as_str()).map_or(condition.key.as_str(), |rule| rule.title.as_str());
        let mark = if condition.result() == NotKnown { "?" } else { "" };
        format!("{title}{mark}")
    });
    told.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_not_allowed_makes_a_script_stop() {
        let with = |decision: EligibilityDecision| Eligibility { decision: decision.into(), ..Eligibility::default() };
        let allowed = with(EligibilityDecision::Allowed);
        assert_eq!(exit([&allowed]), Exit::Done);
        assert_eq!(exit([&allowed, &with(EligibilityDecision::Restricted)]), Exit::Refused);
        assert_eq!(exit([&with(EligibilityDecision::Refused)]), Exit::Refused);
        assert_eq!(exit([&with(EligibilityDecision::Unspecified)]), Exit::Refused);
    }

    #[test]
    fn codes_are_read_a_line_each() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), " 51330500XX0000001X\r\n\n51330500XX0000002U\n").unwrap();
        assert_eq!(
            codes(file.path()).unwrap(),
            ["organizations/51330500XX0000001X", "organizations/51330500XX0000002U"]
        );
        assert_eq!(codes(Path::new("/nowhere")).unwrap_err().exit(), Exit::Usage);
    }
}

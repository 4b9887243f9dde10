//! `onecode rule`: the rules that procedures go by, on any day.

use onecode_proto::procedure::v1::{GetRuleRequest, ListRulesRequest, ListRulesResponse, Rule, Threshold};

use super::card;
use crate::args::{RuleListArgs, RuleShowArgs};
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::output::{Printer, day};

const HEADINGS: [(&str, &str); 6] = [
    ("id", "编号"),
    ("version", "版本"),
    ("about", "规则名称"),
    ("number", "数值"),
    ("holds from", "施行日期"),
    ("wording", "可信程度"),
];

pub(super) async fn show(connection: &Connection, args: RuleShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = connection.timed(GetRuleRequest { name: args.name, on_date: args.as_of });
    let answer = connection.rules().get_rule(request).await?.into_inner();
    let rule = answer.rule.ok_or_else(|| Failure::contract("rule"))?;
    if printer.is_json() {
        printer.json(&rule)?;
        return Ok(Exit::Done);
    }
    let lines = [
        (("id", "编号"), rule.id.clone()),
        (("about", "规则名称"), rule.title.clone()),
        (("version", "版本"), rule.version.to_string()),
        (("text", "内容"), rule.text.clone()),
        (("number", "数值"), number(rule.threshold, printer)),
        (("holds from", "施行日期"), day(rule.valid_from)),
        (("until before", "失效日期"), day(rule.valid_to)),
        (("source", "依据"), rule.source.clone()),
        (("wording", "可信程度"), printer.label(&rule.confidence())),
    ];
    printer.table(&[], card(lines, printer.language()))?;
    Ok(Exit::Done)
}

pub(super) async fn list(connection: &Connection, args: RuleListArgs, printer: &Printer) -> Result<Exit, Failure> {
    let prefix = args.prefix.unwrap_or_default();
    let mut request = ListRulesRequest { prefix, on_date: args.as_of, page_size: 200, page_token: String::new() };
    let mut found = ListRulesResponse::default();
    loop {
        let page = connection.rules().list_rules(connection.timed(request.clone())).await?.into_inner();
        found.rules.extend(page.rules);
        found.fingerprint = page.fingerprint;
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    printer.found(&found, &HEADINGS, found.rules.iter().map(|rule| row(rule, printer)))?;
    Ok(Exit::Done)
}

fn row(rule: &Rule, printer: &Printer) -> Vec<String> {
    vec![
        rule.id.clone(),
        rule.version.to_string(),
        rule.title.clone(),
        number(rule.threshold, printer),
        day(rule.valid_from),
        printer.label(&rule.confidence()),
    ]
}

fn number(threshold: Option<Threshold>, printer: &Printer) -> String {
    threshold.map(|number| format!("{} {}", number.value, printer.label(&number.unit()))).unwrap_or_default()
}

//! `onecode risk`: a rule of warning, rehearsed on the past.

use std::fs;
use std::path::Path;

use onecode_proto::credit::v1::rehearse_risk_rule_response::Told;
use onecode_proto::credit::v1::{
    ListRiskRulesRequest, RehearsalSummary, RehearseRiskRuleRequest, RehearseRiskRuleResponse, RehearsedAlert,
};
use serde::Deserialize;
use tonic::Request;

use super::casework::{card, last};
use super::streamed::{Bit, gathered};
use super::{Connection, Failure};
use crate::args::{RehearseArgs, RiskCommand};
use crate::exit::Exit;
use crate::messages::Message;
use crate::output::{Cells, Printer, day};

const ALERTS: [(&str, &str); 6] = [
    ("organisation", "社会组织"),
    ("name", "名称"),
    ("warned", "预警"),
    ("rule in force", "现行规则"),
    ("came", "结果发生"),
    ("verdict", "是否应验"),
];

/// A draft as a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    expression: String,
    #[serde(default)]
    key: String,
}

pub(super) async fn run(connection: &Connection, command: RiskCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        RiskCommand::Rehearse(args) => rehearse(connection, &args, printer).await,
    }
}

async fn rehearse(connection: &Connection, args: &RehearseArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = RehearseRiskRuleRequest {
        from_date: Some(args.from),
        to_date: Some(args.to),
        outcome: args.outcome.into(),
        outcome_months: args.months,
        ..RehearseRiskRuleRequest::default()
    };
    if let Some(file) = &args.file {
        let draft = read(file)?;
        (request.expression, request.compared_key) = (draft.expression, draft.key);
    }
    if let Some(key) = &args.rule {
        request.risk_rule = newest(connection, key).await?;
    }
    // no time limit: a rehearsal over the whole register takes its time, and shows that it goes on
    let told = connection.risks().rehearse_risk_rule(Request::new(request)).await?.into_inner();
    let bit = |message: RehearseRiskRuleResponse| {
        Some(match message.told? {
            Told::Progress(at) => Bit::Progress(at.examined_count, at.total_count),
            Told::Alert(alert) => Bit::One(alert),
            Told::Summary(all) => Bit::Summary(all),
        })
    };
    let (alerts, hidden, summary) = gathered(told, args.limit, printer, bit).await?;
    if !printer.is_json() {
        show(&alerts, hidden, &summary, printer)?;
    }
    Ok(Exit::Done)
}

fn read(file: &Path) -> Result<Draft, Failure> {
    let text = fs::read_to_string(file).map_err(|error| Failure::unreadable(file, &error))?;
    toml::from_str(&text)
        .map_err(|error| Failure::usage(Message::BadRuleFile(file.display().to_string(), error.message().to_owned())))
}

/// The newest version of a key of the caller's own division.
async fn newest(connection: &Connection, key: &str) -> Result<String, Failure> {
    let mut request = ListRiskRulesRequest {
        key: key.to_owned(),
        own_division: true,
        page_size: 200,
        ..ListRiskRulesRequest::default()
    };
    let mut newest = None;
    loop {
        let page = connection.risks().list_risk_rules(connection.timed(request.clone())).await?.into_inner();
        newest = page.risk_rules.into_iter().next_back().or(newest);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    newest.map(|rule| rule.name).ok_or_else(|| Failure::usage(Message::NoRuleOfKey(key.to_owned())))
}

fn show(
    alerts: &[RehearsedAlert],
    hidden: usize,
    summary: &RehearsalSummary,
    printer: &Printer,
) -> Result<(), Failure> {
    if !alerts.is_empty() {
        printer.table(&ALERTS, alerts.iter().map(|alert| row(alert, printer)))?;
    }
    if hidden > 0 {
        printer.line(&format!("… +{hidden}"))?;
    }
    if !alerts.is_empty() {
        printer.line("")?;
    }
    printer.table(&[], card(lines(summary), printer.language()))?;
    for failure in &summary.failures {
        printer.line(&format!("  {}: {}", last(&failure.organization), failure.description))?;
    }
    if summary.flags_most {
        printer.line(&Message::FlagsMost.text(printer.language()))?;
    }
    Ok(())
}

fn row(alert: &RehearsedAlert, printer: &Printer) -> Cells {
    vec![
        last(&alert.organization).to_owned(),
        alert.title.clone(),
        day(alert.alert_date),
        day(alert.in_force_date),
        day(alert.outcome_date),
        printer.label(&alert.verdict()),
    ]
}

fn lines(summary: &RehearsalSummary) -> Vec<((&'static str, &'static str), String)> {
    let precision = summary.precision_per_mille.map_or_else(String::new, |it| format!("{}.{} %", it / 10, it % 10));
    let both = format!("{} / {} / {}", summary.only_new_count, summary.only_old_count, summary.both_count);
    vec![
        (("organisations", "社会组织"), summary.organization_count.to_string()),
        (("month ends", "月末"), summary.month_count.to_string()),
        (("warned of", "预警"), summary.alert_count.to_string()),
        (("right", "应验"), summary.right_count.to_string()),
        (("wrong", "未应验"), summary.wrong_count.to_string()),
        (("not yet", "未到期"), summary.undecided_count.to_string()),
        (("precision", "精确率"), precision),
        (("not foreseen", "漏报"), summary.unforeseen_count.to_string()),
        (("new only / in force only / both", "仅新规则 / 仅现行规则 / 两者"), both),
        (("not evaluated", "无法计算"), summary.failure_count.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_shows_precision_and_what_differs() {
        let summary = RehearsalSummary {
            precision_per_mille: Some(667),
            only_new_count: 3,
            only_old_count: 1,
            both_count: 2,
            ..RehearsalSummary::default()
        };
        let shown: Vec<String> = lines(&summary).into_iter().map(|(_, value)| value).collect();
        assert!(shown.contains(&"66.7 %".to_owned()) && shown.contains(&"3 / 1 / 2".to_owned()), "{shown:?}");
        assert!(lines(&RehearsalSummary::default()).iter().any(|(_, value)| value.is_empty()), "nothing is decided");
    }

    #[test]
    fn a_draft_states_an_expression_and_may_name_a_key() {
        let draft: Draft = toml::from_str("key = 'silent'\nexpression = 'missed_reports >= 2'").unwrap();
        assert_eq!((draft.key.as_str(), draft.expression.as_str()), ("silent", "missed_reports >= 2"));
        assert!(toml::from_str::<Draft>("key = 'silent'").is_err());
        assert!(toml::from_str::<Draft>("expression = 'true'\nlevel = 'red'").is_err());
    }
}

//! `onecode eligibility what-if`: whose answer would change if numbers of the rules were others.

use onecode_proto::credit::v1::what_if_response::Told;
use onecode_proto::credit::v1::{
    EligibilityPurpose, WhatIfChange, WhatIfDecisions, WhatIfRequest, WhatIfResponse, WhatIfRule, WhatIfSummary,
    WhatIfTally,
};
use tonic::Request;

use super::{Connection, Failure};
use crate::args::EligibilityWhatIfArgs;
use crate::client::casework::{card, last};
use crate::client::streamed::{Bit, gathered};
use crate::exit::Exit;
use crate::output::{Cells, Printer, instant};

const CHANGES: [(&str, &str); 5] = [
    ("code", "代码"),
    ("name", "名称"),
    ("as it is", "现结论"),
    ("would be", "推演结论"),
    ("conditions that differ", "结果变化的条件"),
];
const CONDITIONS: [(&str, &str); 5] = [
    ("condition", "条件"),
    ("not met", "不符合（现）"),
    ("would be", "不符合（推演）"),
    ("not known", "无法核实（现）"),
    ("would be", "无法核实（推演）"),
];
const RULES: [(&str, &str); 4] = [("rule", "规则"), ("title", "名称"), ("as it is", "现值"), ("draft", "推演值")];

pub(super) async fn run(
    connection: &Connection,
    args: EligibilityWhatIfArgs,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let request = WhatIfRequest {
        purpose: EligibilityPurpose::from(args.wanted).into(),
        drafts: args.drafts,
        on_date: args.on,
        division: args.division.unwrap_or_default(),
        kinds: args.kinds.into_iter().map(Into::into).collect(),
    };
    // no time limit: the whole register takes its time, and shows that it goes on
    let told = connection.eligibilities().what_if(Request::new(request)).await?.into_inner();
    let bit = |message: WhatIfResponse| {
        Some(match message.told? {
            Told::Progress(at) => Bit::Progress(at.checked_count, at.total_count),
            Told::Change(change) => Bit::One(change),
            Told::Summary(all) => Bit::Summary(all),
        })
    };
    let (changes, hidden, summary) = gathered(told, args.limit, printer, bit).await?;
    if !printer.is_json() {
        show(&changes, hidden, &summary, printer)?;
    }
    Ok(Exit::Done)
}

fn show(changes: &[WhatIfChange], hidden: usize, summary: &WhatIfSummary, printer: &Printer) -> Result<(), Failure> {
    printer.table(&RULES, summary.rules.iter().map(rule))?;
    printer.line("")?;
    if !changes.is_empty() {
        printer.table(&CHANGES, changes.iter().map(|one| change(one, printer)))?;
    }
    if hidden > 0 {
        printer.line(&format!("… +{hidden}"))?;
    }
    if !changes.is_empty() {
        printer.line("")?;
    }
    printer.table(&CONDITIONS, summary.conditions.iter().map(tally))?;
    printer.line("")?;
    printer.table(&[], card(lines(summary), printer.language()))?;
    Ok(())
}

fn rule(one: &WhatIfRule) -> Cells {
    let rule = one.rule.clone().unwrap_or_default();
    let number = |value: i64| format!("{value} {}", one.unit);
    vec![format!("{}@{}", rule.rule, rule.rule_version), rule.title, number(one.value), number(one.drafted_value)]
}

fn change(one: &WhatIfChange, printer: &Printer) -> Cells {
    let conditions = one.conditions.iter().map(|condition| {
        let (before, after) = (printer.label(&condition.before()), printer.label(&condition.after()));
        format!("{} ({}): {before} → {after}", condition.key, condition.rule)
    });
    vec![
        last(&one.organization).to_owned(),
        one.title.clone(),
        printer.label(&one.before()),
        printer.label(&one.after()),
        conditions.collect::<Vec<_>>().join("; "),
    ]
}

fn tally(one: &WhatIfTally) -> Cells {
    let counts =
        [one.not_met_before_count, one.not_met_after_count, one.not_known_before_count, one.not_known_after_count];
    std::iter::once(format!("{} ({})", one.key, one.rule)).chain(counts.map(|count| count.to_string())).collect()
}

fn lines(summary: &WhatIfSummary) -> Vec<((&'static str, &'static str), String)> {
    let (before, after) = (summary.before.unwrap_or_default(), summary.after.unwrap_or_default());
    let both = |of: fn(&WhatIfDecisions) -> i64| format!("{} → {}", of(&before), of(&after));
    let until = summary.known_until.as_ref();
    vec![
        (("organisations", "社会组织"), summary.organization_count.to_string()),
        (("allowed", "符合"), both(|it| it.allowed_count)),
        (("restricted", "待核实"), both(|it| it.restricted_count)),
        (("refused", "不符合"), both(|it| it.refused_count)),
        (("answers that would change", "结论变化"), summary.change_count.to_string()),
        (("known until", "信息截至"), until.map(|until| instant(until.time)).unwrap_or_default()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_shows_what_is_beside_what_would_be() {
        let summary = WhatIfSummary {
            organization_count: 3,
            before: Some(WhatIfDecisions { allowed_count: 2, restricted_count: 0, refused_count: 1 }),
            after: Some(WhatIfDecisions { allowed_count: 1, restricted_count: 0, refused_count: 2 }),
            change_count: 1,
            ..WhatIfSummary::default()
        };
        let shown: Vec<String> = lines(&summary).into_iter().map(|(_, value)| value).collect();
        assert_eq!(shown[..5], ["3", "2 → 1", "0 → 0", "1 → 2", "1"]);
        let tallied =
            WhatIfTally { key: "rating".into(), rule: "TX-10h".into(), not_met_after_count: 4, ..<_>::default() };
        assert_eq!(tally(&tallied), ["rating (TX-10h)", "0", "4", "0", "0"]);
    }
}

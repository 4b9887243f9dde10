//! `onecode deadline explain`: why a last day is the day it is.

use onecode_proto::google::r#type::Date;
use onecode_proto::procedure::v1::{
    Confidence, Deadline, DeadlineExplanation, ExplainDeadlineRequest, ExplainTermRequest, SkippedDay, ThresholdUnit,
};
use time::Month;

use super::{Line, card, cited, last};
use crate::args::ExplainArgs;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::{Label, Language, Message};
use crate::output::{Printer, day};

const SKIPPED: [(&str, &str); 4] =
    [("did not count: from", "不计入：自"), ("to", "至"), ("days", "天数"), ("why", "原因")];

pub(super) async fn explain(connection: &Connection, args: ExplainArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut deadline = None;
    let explanation = if let Some(rule) = args.rule {
        let request = connection.timed(ExplainTermRequest { rule, start_date: args.from });
        let answer = connection.deadlines().explain_term(request).await?.into_inner();
        if printer.is_json() {
            printer.json(&answer)?;
            return Ok(Exit::Done);
        }
        answer.explanation
    } else {
        let request = connection.timed(ExplainDeadlineRequest { name: args.name.unwrap_or_default() });
        let answer = connection.deadlines().explain_deadline(request).await?.into_inner();
        if printer.is_json() {
            printer.json(&answer)?;
            return Ok(Exit::Done);
        }
        deadline = answer.deadline;
        answer.explanation
    };
    let explanation = explanation.ok_or_else(|| Failure::contract("explanation"))?;
    let language = printer.language();
    printer.table(&[], card(lines(deadline.as_ref(), &explanation, language), language))?;
    if explanation.missing_calendar_year != 0 {
        printer.line(&Message::CalendarMissing(explanation.missing_calendar_year).text(language))?;
    }
    let spans = spans(&explanation.skipped_days);
    if !spans.is_empty() {
        printer.line("")?;
        let row = |span: Span| vec![day(span.first), day(span.last), span.days.to_string(), span.reason];
        printer.table(&SKIPPED, spans.into_iter().map(row))?;
    }
    Ok(Exit::Done)
}

fn lines(deadline: Option<&Deadline>, why: &DeadlineExplanation, language: Language) -> Vec<Line> {
    let rule = why.rule.as_ref().map(cited).unwrap_or_default();
    let mut lines = vec![];
    if let Some(deadline) = deadline {
        lines.push((("term", "期限"), deadline.title.clone()));
        lines.push((("who must act", "办理部门"), last(&deadline.department).to_owned()));
        lines.push((("state", "状态"), standing(deadline, language)));
    }
    lines.extend([
        (("rule", "规则"), format!("{rule}  {}", why.rule_title)),
        (("text", "内容"), why.text.clone()),
        (("source", "依据"), why.source.clone()),
        (("wording", "可信程度"), confidence(&why.mark).label(language).to_owned()),
        (("length", "期限长度"), format!("{} {}", why.length, unit(&why.unit).label(language))),
        (("event", "起算事件日"), day(why.start_date)),
        (("last day", "届满日"), day(why.due_date)),
    ]);
    for pause in &why.suspensions {
        let end = pause.end_date.map_or_else(|| "…".to_owned(), |end| day(Some(end)));
        lines.push((("stood still", "中止"), format!("{} – {end}  {}", day(pause.start_date), pause.reason)));
    }
    for more in &why.extensions {
        let by = last(&more.approved_by);
        lines.push((("prolonged", "延长"), format!("+{}  {}  {by}", more.days, more.reason)));
    }
    lines
}

/// Where a term stands, and whether it is overdue.
pub(super) fn standing(deadline: &Deadline, language: Language) -> String {
    let overdue = if deadline.overdue { ("  OVERDUE", "  逾期").label(language) } else { "" };
    format!("{}{overdue}", deadline.state().label(language))
}

fn unit(word: &str) -> ThresholdUnit {
    ThresholdUnit::from_str_name(&format!("THRESHOLD_UNIT_{}", word.to_uppercase())).unwrap_or_default()
}

fn confidence(mark: &str) -> Confidence {
    match mark {
        "V" => Confidence::Verified,
        "v" => Confidence::SecondHand,
        "MH" => Confidence::MemoryHigh,
        "MM" => Confidence::MemoryMedium,
        "ML" => Confidence::MemoryLow,
        "D" => Confidence::Design,
        _ => Confidence::Unspecified,
    }
}

/// Days one after another that did not count for the same reason.
#[derive(Debug, PartialEq, Eq)]
struct Span {
    first: Option<Date>,
    last: Option<Date>,
    days: u32,
    reason: String,
}

fn spans(days: &[SkippedDay]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some(span) if span.reason == day.reason && follows(span.last, day.date) => {
                span.last = day.date;
                span.days += 1;
            }
            _ => spans.push(Span { first: day.date, last: day.date, days: 1, reason: day.reason.clone() }),
        }
    }
    spans
}

fn follows(before: Option<Date>, after: Option<Date>) -> bool {
    before
        .and_then(calendar_day)
        .and_then(time::Date::next_day)
        .is_some_and(|next| after.and_then(calendar_day) == Some(next))
}

fn calendar_day(date: Date) -> Option<time::Date> {
    let month = Month::try_from(u8::try_from(date.month).ok()?).ok()?;
    time::Date::from_calendar_date(date.year, month, u8::try_from(date.day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skipped(month: i32, day: i32, reason: &str) -> SkippedDay {
        SkippedDay { date: Some(Date { year: 2026, month, day }), reason: reason.to_owned() }
    }

    #[test]
    fn days_off_one_after_another_are_told_together_and_by_reason() {
        let days = [skipped(1, 31, "周末"), skipped(2, 1, "周末"), skipped(2, 2, "春节"), skipped(2, 7, "周末")];
        let told: Vec<(String, String, u32, String)> =
            spans(&days).into_iter().map(|span| (day(span.first), day(span.last), span.days, span.reason)).collect();
        let expected = [
            ("2026-01-31", "2026-02-01", 2, "周末"),
            ("2026-02-02", "2026-02-02", 1, "春节"),
            ("2026-02-07", "2026-02-07", 1, "周末"),
        ];
        assert_eq!(told, expected.map(|(from, to, days, why)| (from.to_owned(), to.to_owned(), days, why.to_owned())));
    }

    #[test]
    fn units_and_marks_of_explanations_have_names_in_both_languages() {
        for unit in ["working_days", "calendar_days", "months", "years"].map(unit) {
            assert!(!unit.label(Language::En).is_empty() && !unit.label(Language::Zh).is_empty(), "{unit:?}");
        }
        for mark in ["V", "v", "MH", "MM", "ML", "D"].map(confidence) {
            assert!(!mark.label(Language::En).is_empty() && !mark.label(Language::Zh).is_empty(), "{mark:?}");
        }
    }
}

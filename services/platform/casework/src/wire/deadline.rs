//! Terms as their callers see them, and why they end when they do.

use fault::Fault;
use intake::time::{date, parse_date};
use intake::violations::Violations;
use onecode_proto::procedure::v1 as pb;
use procedure::Procedure;
use statute::{Cited, Clock, Reckoning, SkippedDay, Why};
use time::Date;
use uow::Call;

use super::case::rule;
use super::name::{self, deadline_name, department};
use crate::read::ExplainDeadline;
use crate::store::deadline::FoundDeadline;

const LONGEST_REASON: usize = 200;

/// A change of a term that rests on what somebody saw.
#[derive(Debug, Clone)]
pub(crate) struct Adjust {
    pub(crate) case: uuid::Uuid,
    pub(crate) deadline: uuid::Uuid,
    pub(crate) etag: String,
    pub(crate) how: How,
}

/// What is done to it.
#[derive(Debug, Clone)]
pub(crate) enum How {
    /// It stands still.
    Suspend { reason: String },
    /// It goes on.
    Resume,
    /// It becomes longer.
    Extend { days: u32, reason: String },
}

pub(crate) fn explain(request: &pb::ExplainDeadlineRequest, call: &Call) -> Result<ExplainDeadline, Fault> {
    let mut violations = Violations::default();
    let ids = name::parse_deadline(&mut violations, "name", &request.name);
    violations.finish(ids.map(|(case, id)| ExplainDeadline { scope: call.scope.clone(), case, id }))
}

pub(crate) fn explain_term(request: &pb::ExplainTermRequest) -> Result<(String, Date), Fault> {
    let mut violations = Violations::default();
    let rule = request.rule.strip_prefix("rules/").filter(|id| !id.is_empty() && id.len() <= 40);
    if rule.is_none() {
        violations.note("rule", "must be rules/{id}");
    }
    let day = parse_date(&mut violations, "start_date", request.start_date.as_ref());
    if request.start_date.is_none() {
        violations.note("start_date", "must be stated");
    }
    violations.finish(rule.map(str::to_owned).zip(day))
}

pub(crate) fn suspend(request: &pb::SuspendDeadlineRequest) -> Result<Adjust, Fault> {
    let mut violations = Violations::default();
    let reason = reason(&mut violations, &request.reason);
    let how = How::Suspend { reason };
    adjust(violations, &request.name, &request.etag, how)
}

pub(crate) fn resume(request: &pb::ResumeDeadlineRequest) -> Result<Adjust, Fault> {
    adjust(Violations::default(), &request.name, &request.etag, How::Resume)
}

pub(crate) fn extend(request: &pb::ExtendDeadlineRequest) -> Result<Adjust, Fault> {
    let mut violations = Violations::default();
    let reason = reason(&mut violations, &request.reason);
    let days = u32::try_from(request.days).unwrap_or_default();
    if days == 0 {
        violations.note("days", "must be at least 1");
    }
    adjust(violations, &request.name, &request.etag, How::Extend { days, reason })
}

fn adjust(mut violations: Violations, raw: &str, etag: &str, how: How) -> Result<Adjust, Fault> {
    let ids = name::parse_deadline(&mut violations, "name", raw);
    if etag.is_empty() {
        violations.note("etag", "must be the etag of the case that was read");
    }
    violations.finish(ids.map(|(case, deadline)| Adjust { case, deadline, etag: etag.to_owned(), how }))
}

fn reason(violations: &mut Violations, raw: &str) -> String {
    let reason = raw.trim();
    if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
        violations.note("reason", format_args!("must have 1 to {LONGEST_REASON} characters"));
    }
    reason.to_owned()
}

pub(crate) fn deadline(procedure: &Procedure, row: &FoundDeadline) -> pb::Deadline {
    let spec = procedure.clock(row.key.split(':').next().unwrap_or_default());
    pb::Deadline {
        name: deadline_name(row.case_id, row.id),
        key: row.key.clone(),
        title: spec.map(|spec| spec.title.to_owned()).unwrap_or_default(),
        rule: Some(rule(&row.clock.rule)),
        department: department(&row.department),
        start_date: Some(date(row.clock.started_on)),
        due_date: row.due_on.map(date),
        state: match row.state.as_str() {
            "running" => pb::DeadlineState::Running,
            "suspended" => pb::DeadlineState::Suspended,
            "stopped" => pb::DeadlineState::Stopped,
            _ => pb::DeadlineState::Cancelled,
        }
        .into(),
        overdue: row.overdue,
        provisional: row.provisional,
    }
}

pub(crate) fn explanation(cited: Cited<'_>, clock: &Clock, reckoning: &Reckoning) -> pb::DeadlineExplanation {
    pb::DeadlineExplanation {
        rule: Some(rule(&cited.reference())),
        rule_title: cited.rule.title.clone(),
        text: cited.version.text.clone(),
        source: cited.version.source.clone(),
        mark: cited.version.mark.as_str().to_owned(),
        length: i32::try_from(reckoning.term).unwrap_or(i32::MAX),
        unit: reckoning.unit.as_str().to_owned(),
        start_date: Some(date(clock.started_on)),
        due_date: reckoning.due.map(date),
        skipped_days: reckoning.skipped.iter().map(skipped).collect(),
        suspensions: clock
            .suspensions
            .iter()
            .map(|one| pb::Suspension {
                start_date: Some(date(one.from)),
                end_date: one.to.map(date),
                reason: one.reason.clone(),
            })
            .collect(),
        extensions: clock
            .extensions
            .iter()
            .map(|one| pb::Extension {
                days: i32::try_from(one.days).unwrap_or(i32::MAX),
                reason: one.reason.clone(),
                approved_by: department(&one.approved_by),
            })
            .collect(),
        missing_calendar_year: reckoning.missing_year.unwrap_or_default(),
    }
}

fn skipped(day: &SkippedDay) -> pb::SkippedDay {
    let reason = match &day.why {
        Why::Weekend => "周末".to_owned(),
        Why::Holiday(name) => name.clone(),
        Why::Suspended(reason) => format!("中止：{reason}"),
    };
    pb::SkippedDay { date: Some(date(day.date)), reason }
}

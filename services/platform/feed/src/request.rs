//! What `WatchEvents` may be asked, and what it is answered.

use std::time::Duration;

use fault::{Fault, Kind, Violation};
use onecode_proto::event::v1::{Event, WatchEventsRequest, WatchEventsResponse};
use prost_types::{Any, Timestamp};
use time::OffsetDateTime;
use uow::Scope;

use crate::{Batch, Cursor, CursorError, Record, WatchQuery};

const MAX_TYPES: usize = 50;
const MAX_DIVISIONS: usize = 50;
const MAX_SUBJECTS: usize = 1_000;
/// Longest type or subject, in bytes.
const MAX_NAME: usize = 200;
const HEARTBEAT_SECONDS: i32 = 15;

/// Reads a request of a caller who may see `scope`.
///
/// # Errors
/// Every violated field at once; `OUTSIDE_DIVISION` if a division lies where the caller sees nothing.
pub(crate) fn watch_query(request: WatchEventsRequest, scope: &Scope) -> Result<WatchQuery, Fault> {
    let mut violations = Violations::default();
    let after = match request.cursor.as_str() {
        "" => None,
        text => text.parse().map_err(|error: CursorError| violations.note("cursor", error.to_string())).ok(),
    };
    violations.check_list("types", &request.types, MAX_TYPES, "a full message name", is_type);
    violations.check_list("divisions", &request.divisions, MAX_DIVISIONS, "six digits (GB/T 2260)", is_division);
    violations.check_list(
        "subjects",
        &request.subjects,
        MAX_SUBJECTS,
        "a resource name, at most 200 bytes",
        is_subject,
    );
    let seconds = match request.heartbeat_seconds {
        0 => HEARTBEAT_SECONDS,
        seconds => seconds,
    };
    if !(1..=29).contains(&seconds) {
        violations.note("heartbeat_seconds", "must be 1-29, or 0 for 15".to_owned());
    }
    violations.into_result()?;
    Ok(WatchQuery {
        after,
        types: request.types,
        scope_prefixes: prefixes(&request.divisions, scope)?,
        subjects: request.subjects,
        heartbeat: Duration::from_secs(u64::from(seconds.unsigned_abs())),
    })
}

/// What of the divisions asked for lies in the caller's scope; all of the scope if none are asked for.
fn prefixes(divisions: &[String], scope: &Scope) -> Result<Vec<String>, Fault> {
    if divisions.is_empty() {
        return Ok(vec![scope.prefix().to_owned()]);
    }
    let narrowed = |division: &String| {
        let within = scope.narrowed(&Scope::division(division)).ok_or_else(|| outside(division))?;
        Ok(within.prefix().to_owned())
    };
    divisions.iter().map(narrowed).collect()
}

fn outside(division: &str) -> Fault {
    let message = format!("the caller does not see division {division}");
    Fault::new(Kind::PermissionDenied, "OUTSIDE_DIVISION", message).with("division", division)
}

fn is_type(name: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    name.len() <= MAX_NAME && name.split('.').all(is_word)
}

fn is_division(division: &str) -> bool {
    division.len() == 6 && division.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_subject(subject: &str) -> bool {
    (1..=MAX_NAME).contains(&subject.len()) && !subject.contains(char::is_control)
}

/// Both cursors of a comparison.
///
/// # Errors
/// Every violated field at once.
pub(crate) fn cursors(left: &str, right: &str) -> Result<(Cursor, Cursor), Fault> {
    let mut violations = Violations::default();
    let mut read =
        |field, text: &str| text.parse::<Cursor>().map_err(|error| violations.note(field, error.to_string())).ok();
    match (read("left", left), read("right", right)) {
        (Some(left), Some(right)) => Ok((left, right)),
        _ => Err(Fault::invalid(violations.0)),
    }
}

/// A batch as it is sent at `now`.
pub(crate) fn response(batch: Batch, now: OffsetDateTime) -> WatchEventsResponse {
    WatchEventsResponse {
        events: batch.events.into_iter().map(event).collect(),
        cursor: batch.cursor.to_string(),
        continues: batch.continues,
        send_time: Some(timestamp(now)),
    }
}

fn event(record: Record) -> Event {
    Event {
        id: record.id.to_string(),
        source: format!("//{}.onecode", record.source),
        data: Some(Any { type_url: format!("type.googleapis.com/{}", record.kind), value: record.payload.into() }),
        r#type: record.kind,
        subject: record.subject,
        time: Some(timestamp(record.time)),
        division: record.division,
        sequence: record.position,
        transaction: record.call_id.to_string(),
    }
}

fn timestamp(instant: OffsetDateTime) -> Timestamp {
    // Both are below 10^9, which an i32 holds.
    Timestamp { seconds: instant.unix_timestamp(), nanos: i32::try_from(instant.nanosecond()).unwrap_or_default() }
}

#[derive(Default)]
struct Violations(Vec<Violation>);

impl Violations {
    fn note(&mut self, field: impl Into<String>, description: impl Into<String>) {
        self.0.push(Violation { field: field.into(), description: description.into() });
    }

    fn check_list(&mut self, field: &str, values: &[String], most: usize, shape: &str, is_valid: fn(&str) -> bool) {
        if values.len() > most {
            self.note(field, format!("at most {most}"));
        }
        for (index, _) in values.iter().take(most).enumerate().filter(|(_, value)| !is_valid(value)) {
            self.note(format!("{field}[{index}]"), format!("must be {shape}"));
        }
    }

    fn into_result(self) -> Result<(), Fault> {
        if self.0.is_empty() { Ok(()) } else { Err(Fault::invalid(self.0)) }
    }
}

#[cfg(test)]
mod tests;

//! What a watcher may ask for.

use fault::Fault;
use onecode_proto::event::v1::WatchEventsRequest;
use uow::Scope;

use super::watch_query;

fn divisions(divisions: &[&str]) -> WatchEventsRequest {
    WatchEventsRequest { divisions: divisions.iter().map(ToString::to_string).collect(), ..Default::default() }
}

fn prefixes(asked: &[&str], scope: &str) -> Result<Vec<String>, Fault> {
    watch_query(divisions(asked), &Scope::division(scope)).map(|query| query.scope_prefixes)
}

#[test]
fn every_wrong_field_is_named_at_once() {
    let request = WatchEventsRequest {
        cursor: "garbage".into(),
        types: vec!["onecode.registry.v1.Fact".into(), "no type".into()],
        divisions: vec!["33".into()],
        subjects: vec![String::new(); 1_001],
        heartbeat_seconds: 30,
    };
    let fault = watch_query(request, &Scope::everywhere()).unwrap_err();
    let fields: Vec<_> = fault.violations().iter().map(|violation| violation.field.as_str()).collect();
    assert_eq!(fields[..5], ["cursor", "types[1]", "divisions[0]", "subjects", "subjects[0]"]);
    assert_eq!(fields.last(), Some(&"heartbeat_seconds"));
}

#[test]
fn a_caller_who_asks_for_no_division_gets_its_own() {
    assert_eq!(prefixes(&[], "330500").unwrap(), ["3305"]);
    assert_eq!(prefixes(&[], "100000").unwrap(), [""]);
}

#[test]
fn a_wider_division_is_narrowed_to_what_the_caller_sees() {
    assert_eq!(prefixes(&["330000", "330502"], "330500").unwrap(), ["3305", "330502"]);
}

#[test]
fn a_division_outside_is_denied_by_name() {
    let fault = prefixes(&["330502", "330100"], "330500").unwrap_err();
    assert_eq!((fault.reason(), fault.metadata()), ("OUTSIDE_DIVISION", &[("division", "330100".to_owned())][..]));
}

#[test]
fn a_heartbeat_comes_every_fifteen_seconds_unless_asked_otherwise() {
    let heartbeat = |heartbeat_seconds| {
        let request = WatchEventsRequest { heartbeat_seconds, ..Default::default() };
        watch_query(request, &Scope::everywhere()).map(|query| query.heartbeat.as_secs()).ok()
    };
    assert_eq!([0, 1, 29, 30, -1].map(heartbeat), [Some(15), Some(1), Some(29), None, None]);
}

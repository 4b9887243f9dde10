//! What Prometheus reads.

use std::time::Duration;

use telemetry::{OTHER, Telemetry};

const METHOD: &str = "onecode.registry.v1.OrganizationService/GetOrganization";
const TOOK: Duration = Duration::from_millis(3);

/// The value of the one series of `name` whose labels include these.
fn value(text: &str, name: &str, labels: &[(&str, &str)]) -> Option<f64> {
    let labels: Vec<_> = labels.iter().map(|(label, value)| format!("{label}=\"{value}\"")).collect();
    let mut lines = text
        .lines()
        .filter(|line| line.starts_with(&format!("{name}{{")) && labels.iter().all(|label| line.contains(label)));
    let line = lines.next()?;
    assert_eq!(lines.next(), None, "more than one series of {name}");
    line.rsplit_once(' ')?.1.parse().ok()
}

#[test]
fn calls_are_counted_per_method_department_and_code() {
    let telemetry = Telemetry::for_tests().unwrap();
    let metrics = telemetry.rpc_metrics();
    metrics.record(METHOD, "market-supervision", "OK", TOOK);
    metrics.record(METHOD, "market-supervision", "OK", Duration::from_secs(20));
    metrics.record(METHOD, "market-supervision", "NOT_FOUND", TOOK);
    metrics.record(METHOD, "", "UNAUTHENTICATED", TOOK);

    let text = telemetry.prometheus_text();
    let name = "rpc_server_call_duration_seconds";
    assert!(text.contains(&format!("# TYPE {name} histogram")), "{text}");
    let ok = [("rpc_method", METHOD), ("onecode_department", "market-supervision"), ("rpc_response_status_code", "OK")];
    assert_eq!(value(&text, &format!("{name}_count"), &ok), Some(2.0));
    assert_eq!(value(&text, &format!("{name}_bucket"), &[&ok[..], &[("le", "0.005")]].concat()), Some(1.0));
    assert_eq!(value(&text, &format!("{name}_sum"), &ok), Some(20.003));
    let denied = [("rpc_response_status_code", "UNAUTHENTICATED"), ("onecode_department", OTHER)];
    assert_eq!(value(&text, &format!("{name}_count"), &denied), Some(1.0));
    assert_eq!(text.matches(&format!("{name}_count{{")).count(), 3);
}

#[test]
fn a_call_is_in_flight_until_dropped() {
    let telemetry = Telemetry::for_tests().unwrap();
    let metrics = telemetry.rpc_metrics();
    let (first, second) = (metrics.begin(METHOD), metrics.begin(METHOD));
    let in_flight = || value(&telemetry.prometheus_text(), "rpc_server_in_flight", &[("rpc_method", METHOD)]);
    assert_eq!(in_flight(), Some(2.0));
    drop(first);
    assert_eq!(in_flight(), Some(1.0));
    drop(second);
    assert_eq!(in_flight(), Some(0.0));
}

#[test]
fn invented_departments_do_not_multiply_series() {
    let telemetry = Telemetry::for_tests().unwrap();
    let metrics = telemetry.rpc_metrics();
    for n in 0..1_000 {
        metrics.record(METHOD, &format!("department-{n}"), "OK", TOOK);
    }
    let text = telemetry.prometheus_text();
    assert_eq!(text.matches("rpc_server_call_duration_seconds_count{").count(), 65, "64 and the rest");
    let other = [("onecode_department", OTHER)];
    assert_eq!(value(&text, "rpc_server_call_duration_seconds_count", &other), Some(936.0));
}

#[test]
fn only_the_departments_named_are_told_apart() {
    let telemetry = Telemetry::for_tests().unwrap();
    let metrics = telemetry.rpc_metrics().with_departments(["tax".to_owned()]);
    for department in ["tax", "customs", "police"] {
        metrics.record(METHOD, department, "OK", TOOK);
    }
    let text = telemetry.prometheus_text();
    let count =
        |department| value(&text, "rpc_server_call_duration_seconds_count", &[("onecode_department", department)]);
    assert_eq!((count("tax"), count(OTHER)), (Some(1.0), Some(2.0)));
}

#[test]
fn racing_first_calls_are_all_counted() {
    let telemetry = Telemetry::for_tests().unwrap();
    let metrics = telemetry.rpc_metrics();
    std::thread::scope(|threads| {
        for _ in 0..8 {
            threads.spawn(|| (0..500).for_each(|_| metrics.record(METHOD, "tax", "OK", TOOK)));
        }
    });
    let text = telemetry.prometheus_text();
    assert_eq!(value(&text, "rpc_server_call_duration_seconds_count", &[]), Some(4_000.0));
}

#[test]
fn two_telemetries_of_one_process_do_not_mix() {
    let (one, two) = (Telemetry::for_tests().unwrap(), Telemetry::for_tests().unwrap());
    one.rpc_metrics().record(METHOD, "tax", "OK", TOOK);
    assert!(one.prometheus_text().contains("rpc_server_call_duration"));
    assert!(!two.prometheus_text().contains("rpc_server_call_duration"));
}

#[test]
fn a_log_filter_that_cannot_be_read_leaves_the_old_one() {
    let telemetry = Telemetry::for_tests().unwrap();
    assert!(telemetry.set_log_filter("uow=loudly").is_err());
    assert_eq!(telemetry.log_filter(), "info");
    telemetry.set_log_filter("warn,uow=debug").unwrap();
    assert_eq!(telemetry.log_filter(), "warn,uow=debug");
}

//! Everything reaches a collector, at the latest at the end. One test: a process sets its telemetry up once.

mod collector;

use std::{collections::BTreeMap, time::Duration};

use collector::{Collector, attribute, text};
use http::{HeaderMap, HeaderValue};
use opentelemetry_proto::tonic::{metrics::v1::metric::Data, trace::v1::span::SpanKind};
use telemetry::{InitError, TelemetryConfig, TraceContext, counter, init, scope};

const METHOD: &str = "onecode.registry.v1.OrganizationService/GetOrganization";
const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
const NOT_SAMPLED: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

fn caller(traceparent: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(http::HeaderName::from_static("traceparent"), HeaderValue::from_static(traceparent))])
}

#[tokio::test]
async fn traces_metrics_and_logs_reach_the_collector_when_telemetry_is_flushed() {
    let collector = Collector::default();
    let config = TelemetryConfig {
        service_name: "onecode-test".into(),
        otlp_endpoint: Some(collector.listen().await),
        sample_ratio: 1.0,
        resource: BTreeMap::from([("deployment.environment.name".into(), "test".into())]),
        ..TelemetryConfig::default()
    };
    let telemetry = init(&config).unwrap();
    assert!(matches!(init(&config), Err(InitError::Installed)), "once a process");

    let mut child = telemetry.door().enter(&caller(PARENT), METHOD);
    let context = child.trace.context;
    let span = child.span.as_mut().unwrap();
    span.department("market-supervision");
    span.status(13);
    scope(child.trace, async {
        tracing::info!(organization.id = 7, "organization read");
        tracing::debug!("not chosen");
        telemetry.set_log_filter("debug").unwrap();
        tracing::debug!("chosen now");
    })
    .await;
    drop(child.span);
    let unsampled = telemetry.door().enter(&caller(NOT_SAMPLED), METHOD);
    assert!(unsampled.span.is_none());
    let root = telemetry.door().enter(&HeaderMap::new(), METHOD);
    let root_context = root.trace.context;
    assert!(root_context.sampled, "the ratio is one");
    drop(root);
    telemetry.rpc_metrics().record(METHOD, "market-supervision", "OK", Duration::from_millis(3));
    counter("uow.retries", "Transactions run again.").add(3, &[]);
    assert!(telemetry.prometheus_text().contains("uow_retries_total"));

    let flushed = tokio::task::spawn_blocking(move || telemetry.shutdown()).await.unwrap();
    flushed.unwrap();

    let received = collector.0.lock().unwrap();
    let parent = TraceContext::parse(PARENT).unwrap();
    assert_eq!(received.spans.len(), 2, "one not sampled");
    let span = received.spans.iter().find(|span| span.trace_id == parent.trace_id).unwrap();
    assert_eq!(span.span_id, context.span_id, "the span that callees know");
    assert_eq!(span.parent_span_id, parent.span_id);
    assert_eq!((span.name.as_str(), span.kind()), (METHOD, SpanKind::Server));
    for (key, value) in [
        ("rpc.system", "grpc"),
        ("rpc.service", "onecode.registry.v1.OrganizationService"),
        ("rpc.method", "GetOrganization"),
        ("rpc.grpc.status_code", "13"),
        ("onecode.department", "market-supervision"),
    ] {
        assert_eq!(attribute(&span.attributes, key).as_deref(), Some(value), "{key}");
    }
    assert_eq!(span.status.as_ref().unwrap().code, 2, "an error of the server");
    let root = received.spans.iter().find(|span| span.trace_id == root_context.trace_id).unwrap();
    assert_eq!((root.span_id.as_slice(), root.parent_span_id.len()), (&root_context.span_id[..], 0));

    let find = |body: &str| received.logs.iter().find(|log| text(log.body.as_ref()).as_deref() == Some(body));
    let log = find("organization read").unwrap();
    assert_eq!((log.trace_id.as_slice(), log.span_id.as_slice()), (&context.trace_id[..], &context.span_id[..]));
    assert_eq!(attribute(&log.attributes, "organization.id").as_deref(), Some("7"));
    assert!(find("chosen now").is_some() && find("not chosen").is_none());

    let duration = received.metrics.iter().find(|metric| metric.name == "rpc.server.call.duration").unwrap();
    assert_eq!(duration.unit, "s");
    assert!(matches!(&duration.data, Some(Data::Histogram(histogram)) if histogram.data_points[0].count == 1));
    assert!(received.metrics.iter().any(|metric| metric.name == "uow.retries"));

    for resource in &received.resources {
        assert_eq!(attribute(&resource.attributes, "service.name").as_deref(), Some("onecode-test"));
        assert_eq!(attribute(&resource.attributes, "deployment.environment.name").as_deref(), Some("test"));
    }
}

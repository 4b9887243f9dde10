//! What callers send as trace context, and who decides on sampling.

use http::{HeaderMap, HeaderValue};
use proptest::prelude::*;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use telemetry::{Door, Telemetry, Trace, TraceContext, current, inject_current, scope};

const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        headers.append(*name, HeaderValue::from_str(value).expect("a header"));
    }
    headers
}

fn never() -> Door {
    Telemetry::for_tests().expect("telemetry").door().clone()
}

#[test]
fn the_example_of_the_standard_is_read_and_written() {
    let context = TraceContext::parse(PARENT).unwrap();
    assert_eq!(context.trace_hex(), "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(context.span_hex(), "00f067aa0ba902b7");
    assert!(context.sampled);
    assert_eq!(context.header_value(), PARENT);
    assert!(!TraceContext::parse(&format!("{}00", &PARENT[..53])).unwrap().sampled);
    assert!(TraceContext::parse(&format!("{}ff", &PARENT[..53])).unwrap().sampled, "unknown flags are ignored");
}

#[test]
fn a_later_version_is_read_as_far_as_it_is_known() {
    let later = format!("cc{}", &PARENT[2..]);
    assert_eq!(TraceContext::parse(&later), TraceContext::parse(PARENT));
    assert_eq!(TraceContext::parse(&format!("{later}-what-comes")), TraceContext::parse(PARENT));
    assert_eq!(TraceContext::parse(&format!("{later}.what-comes")), None);
}

#[test]
fn malformed_contexts_are_refused() {
    let zero_trace = format!("00-{}-00f067aa0ba902b7-01", "0".repeat(32));
    let zero_span = format!("00-4bf92f3577b34da6a3ce929d0e0e4736-{}-01", "0".repeat(16));
    let forbidden = format!("ff{}", &PARENT[2..]);
    let longer = format!("{PARENT}-00");
    let upper = PARENT.to_uppercase();
    let underscored = PARENT.replace('-', "_");
    for text in ["", "00", &zero_trace, &zero_span, &forbidden, &longer, &upper, &underscored, &PARENT[..54]] {
        assert_eq!(TraceContext::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn any_context_survives_its_header(trace_id: [u8; 16], span_id: [u8; 8], sampled: bool) {
        prop_assume!(trace_id != [0; 16] && span_id != [0; 8]);
        let context = TraceContext { trace_id, span_id, sampled };
        let mut headers = HeaderMap::new();
        context.inject(&mut headers);
        prop_assert_eq!(TraceContext::extract(&headers), Some(context));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
        let _ = TraceContext::parse(&text);
    }
}

#[test]
fn a_malformed_context_begins_a_new_trace_without_the_callers_state() {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let twice = [("traceparent", PARENT), ("traceparent", PARENT), ("tracestate", "a=1")];
    for pairs in [&[("traceparent", "00-zz"), ("tracestate", "a=1")][..], &twice, &[("tracestate", "a=1")]] {
        let admitted = never().enter_with(&mut rng, &headers(pairs), "p.S/M");
        let mut onward = HeaderMap::new();
        admitted.trace.inject(&mut onward);
        assert!(!onward.contains_key("tracestate"));
        let context = TraceContext::extract(&onward).unwrap();
        assert_ne!(context.trace_hex(), "4bf92f3577b34da6a3ce929d0e0e4736");
        assert!(!context.sampled);
    }
}

#[test]
fn the_callers_decision_holds_whatever_the_ratio() {
    let parent = TraceContext::parse(PARENT).unwrap();
    let admitted = never().enter(&headers(&[("traceparent", PARENT)]), "p.S/M");
    assert!(admitted.trace.context.sampled);
    assert_eq!(admitted.trace.context.trace_id, parent.trace_id);
    assert_ne!(admitted.trace.context.span_id, parent.span_id, "the request is a span of its own");
    assert!(admitted.span.is_none(), "nobody collects spans here");
}

#[tokio::test]
async fn calls_of_a_request_carry_its_trace_and_state_on() {
    let incoming = headers(&[("traceparent", PARENT), ("tracestate", "a=1"), ("tracestate", "b=2")]);
    let trace = Trace::extract(&incoming).unwrap();
    let mut onward = HeaderMap::new();
    inject_current(&mut onward);
    assert!(onward.is_empty() && current().is_none());

    scope(trace.clone(), async {
        tokio::task::yield_now().await;
        assert_eq!(current(), Some(trace.context));
        inject_current(&mut onward);
    })
    .await;
    assert_eq!(onward["traceparent"], PARENT);
    assert_eq!(onward["tracestate"], "a=1,b=2");
    assert!(current().is_none());
}

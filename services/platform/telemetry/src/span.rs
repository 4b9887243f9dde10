//! The span of one sampled request.

use std::cell::Cell;

use opentelemetry::{
    Context, KeyValue,
    trace::{
        Span as _, SpanBuilder, SpanContext, SpanId, SpanKind, Status, TraceContextExt, TraceFlags, TraceId,
        TraceState, Tracer,
    },
};
use opentelemetry_sdk::trace::{IdGenerator, RandomIdGenerator, Span};

use crate::{Door, TraceContext};

thread_local! {
    /// The ids of the span that this thread is about to start.
    static CHOSEN: Cell<Option<TraceContext>> = const { Cell::new(None) };
}

/// A server span; it ends when dropped.
#[derive(Debug)]
pub struct RequestSpan(Span);

impl RequestSpan {
    /// Starts the span `context` below `parent` for `method` (`package.Service/Method`), if it is sampled and spans are
    /// collected.
    #[must_use]
    pub fn start(door: &Door, context: TraceContext, parent: Option<TraceContext>, method: &str) -> Option<Self> {
        let tracer = door.tracer().filter(|_| context.sampled)?;
        let (service, name) = method.rsplit_once('/').unwrap_or(("", method));
        let builder = SpanBuilder::from_name(method.to_owned()).with_kind(SpanKind::Server).with_attributes([
            KeyValue::new("rpc.system", "grpc"),
            KeyValue::new("rpc.service", service.to_owned()),
            KeyValue::new("rpc.method", name.to_owned()),
        ]);
        let outer = parent.map_or_else(Context::new, |parent| Context::new().with_remote_span_context(remote(parent)));
        CHOSEN.set(Some(context));
        let span = tracer.build_with_context(builder, &outer);
        CHOSEN.set(None);
        Some(Self(span))
    }

    /// Notes the department (部门) that calls.
    pub fn department(&mut self, department: &str) {
        self.0.set_attribute(KeyValue::new("onecode.department", department.to_owned()));
    }

    /// Notes the answer's gRPC status; a server's failures mark the span as an error.
    pub fn status(&mut self, code: i32) {
        /// UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS.
        const FAILURES: [i32; 6] = [2, 4, 12, 13, 14, 15];
        self.0.set_attribute(KeyValue::new("rpc.grpc.status_code", i64::from(code)));
        if FAILURES.contains(&code) {
            self.0.set_status(Status::error(""));
        }
    }
}

fn remote(context: TraceContext) -> SpanContext {
    SpanContext::new(
        TraceId::from_bytes(context.trace_id),
        SpanId::from_bytes(context.span_id),
        TraceFlags::default().with_sampled(context.sampled),
        true,
        TraceState::NONE,
    )
}

/// Gives a span the ids that the door chose, which its callees may know already.
#[derive(Debug, Default)]
pub(crate) struct ChosenIds(RandomIdGenerator);

impl IdGenerator for ChosenIds {
    fn new_trace_id(&self) -> TraceId {
        CHOSEN.get().map_or_else(|| self.0.new_trace_id(), |context| TraceId::from_bytes(context.trace_id))
    }

    fn new_span_id(&self) -> SpanId {
        CHOSEN.get().map_or_else(|| self.0.new_span_id(), |context| SpanId::from_bytes(context.span_id))
    }
}

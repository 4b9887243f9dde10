//! What operators see (可观测性): log lines, metrics, traces.
//!
//! Sampling is decided once, at the [`Door`]; a request that is not sampled carries its [`TraceContext`] and creates no
//! span. Metrics are bound instruments, read by Prometheus and, where an endpoint is given, pushed by OTLP beside traces
//! and logs. Log lines name the trace of the request they were written in.

mod current;
mod door;
mod exporters;
mod instruments;
mod log;
mod rpc_metrics;
mod settings;
mod setup;
mod span;
mod trace_context;

pub use current::{Trace, current, inject_current, scope};
pub use door::{Admitted, Door};
pub use instruments::{counter, gauge, histogram, level};
pub use log::FilterError;
pub use opentelemetry::{
    KeyValue,
    metrics::{Counter, Gauge, Histogram, Meter, UpDownCounter},
};
pub use rpc_metrics::{InFlight, OTHER, RpcMetrics};
pub use settings::{LogFormat, TelemetryConfig};
pub use setup::{InitError, ShutdownError, Telemetry, init};
pub use span::RequestSpan;
pub use trace_context::TraceContext;

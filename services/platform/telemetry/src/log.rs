//! Log lines: where they go, which are written, and the trace that each names.

use std::{
    fmt,
    sync::{Mutex, PoisonError},
};

use opentelemetry::{
    InstrumentationScope,
    logs::LogRecord,
    trace::{SpanId, TraceFlags, TraceId},
};
use opentelemetry_appender_tracing::layer::OpenTelemetryTracingBridge;
use opentelemetry_sdk::{
    error::OTelSdkResult,
    logs::{LogProcessor, SdkLogRecord, SdkLoggerProvider},
};
use tracing::{Event, Subscriber};
use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    fmt::{FmtContext, FormatEvent, FormatFields, format, format::JsonFields, format::Writer},
    layer::SubscriberExt,
    registry::LookupSpan,
    reload,
    util::SubscriberInitExt,
};

use crate::{LogFormat, TraceContext, current};

/// Directives that cannot be read, or a subscriber that has gone.
#[derive(Debug, thiserror::Error)]
#[error("the log filter cannot be used: {0}")]
pub struct FilterError(String);

/// The directives in force.
#[derive(Debug)]
pub(crate) struct Filter {
    directives: Mutex<String>,
    handle: Option<reload::Handle<EnvFilter, Registry>>,
}

impl Filter {
    /// Directives for a subscriber that is not ours.
    pub(crate) fn detached(directives: &str) -> Self {
        Self { directives: Mutex::new(directives.to_owned()), handle: None }
    }

    pub(crate) fn get(&self) -> String {
        self.directives.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set(&self, directives: &str) -> Result<(), FilterError> {
        let filter = parse(directives)?;
        if let Some(handle) = &self.handle {
            handle.reload(filter).map_err(|error| FilterError(error.to_string()))?;
        }
        directives.clone_into(&mut self.directives.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }
}

pub(crate) fn parse(directives: &str) -> Result<EnvFilter, FilterError> {
    EnvFilter::try_new(directives).map_err(|error| FilterError(error.to_string()))
}

/// Writes the log lines of the process to standard error, and to `provider` if there is one; `None` when there is a
/// subscriber already.
pub(crate) fn install(
    directives: &str,
    filter: EnvFilter,
    log_format: LogFormat,
    provider: Option<&SdkLoggerProvider>,
) -> Option<Filter> {
    let (filter, handle) = reload::Layer::new(filter);
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let lines = match log_format {
        LogFormat::Text => lines.event_format(Traced { inner: format(), json: false }).boxed(),
        LogFormat::Json => {
            let inner = format().json().flatten_event(true).with_current_span(false).with_span_list(false);
            lines.fmt_fields(JsonFields::new()).event_format(Traced { inner, json: true }).boxed()
        }
    };
    let pushed = provider.map(OpenTelemetryTracingBridge::new);
    tracing_subscriber::registry().with(filter).with(lines).with(pushed).try_init().ok()?;
    Some(Filter { directives: Mutex::new(directives.to_owned()), handle: Some(handle) })
}

/// A format whose lines name the trace they belong to.
struct Traced<F> {
    inner: F,
    json: bool,
}

impl<S, N, F> FormatEvent<S, N> for Traced<F>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    F: FormatEvent<S, N>,
{
    fn format_event(&self, ctx: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let Some(trace) = current() else { return self.inner.format_event(ctx, writer, event) };
        let mut line = String::new();
        self.inner.format_event(ctx, Writer::new(&mut line), event)?;
        writer.write_str(&name_trace(&line, &trace, self.json))
    }
}

fn name_trace(line: &str, trace: &TraceContext, json: bool) -> String {
    let (line, (trace_id, span_id)) = (line.trim_end(), (trace.trace_hex(), trace.span_hex()));
    match line.strip_suffix('}').filter(|_| json) {
        Some(object) => format!("{object},\"trace_id\":\"{trace_id}\",\"span_id\":\"{span_id}\"}}\n"),
        None => format!("{line} trace_id={trace_id} span_id={span_id}\n"),
    }
}

/// Names the trace in the records that are pushed.
#[derive(Debug)]
pub(crate) struct NameTrace;

impl LogProcessor for NameTrace {
    fn emit(&self, record: &mut SdkLogRecord, _: &InstrumentationScope) {
        if let Some(trace) = current() {
            let flags = TraceFlags::default().with_sampled(trace.sampled);
            let (trace_id, span_id) = (TraceId::from_bytes(trace.trace_id), SpanId::from_bytes(trace.span_id));
            record.set_trace_context(trace_id, span_id, Some(flags));
        }
    }

    fn force_flush(&self) -> OTelSdkResult {
        Ok(())
    }

    fn shutdown_with_timeout(&self, _: std::time::Duration) -> OTelSdkResult {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::name_trace;
    use crate::TraceContext;

    #[test]
    fn a_line_names_its_trace_in_its_own_format() {
        let trace = TraceContext { trace_id: [0xab; 16], span_id: [1; 8], sampled: false };
        let ids = ("ab".repeat(16), "01".repeat(8));
        let json = format!("{{\"message\":\"a\",\"trace_id\":\"{}\",\"span_id\":\"{}\"}}\n", ids.0, ids.1);
        assert_eq!(name_trace("{\"message\":\"a\"}\n", &trace, true), json);
        let text = format!("INFO braces {{}} trace_id={} span_id={}\n", ids.0, ids.1);
        assert_eq!(name_trace("INFO braces {}\n", &trace, false), text);
    }
}

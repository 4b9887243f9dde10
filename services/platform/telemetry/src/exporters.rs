//! Pushing traces, metrics and logs to an OTLP collector by gRPC.

use std::{
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use opentelemetry::Context;
use opentelemetry_otlp::{ExporterBuildError, LogExporter, MetricExporter, SpanExporter, WithExportConfig};
use opentelemetry_sdk::{
    Resource,
    error::OTelSdkResult,
    logs::SdkLoggerProvider,
    metrics::{PeriodicReader, SdkMeterProvider},
    trace::{Sampler, SdkTracerProvider},
};
use tokio::runtime::{Builder, Runtime};

use crate::{InitError, ShutdownError, log::NameTrace, span::ChosenIds};

/// How long one push may take.
const PUSH_LIMIT: Duration = Duration::from_secs(3);
/// How often metrics are pushed.
const METRICS_EVERY: Duration = Duration::from_secs(15);

type Flush = Box<dyn FnOnce() -> OTelSdkResult + Send>;

/// The connections to a collector, on a thread of their own: a busy or blocked server cannot stop its telemetry, and
/// what the connections log themselves is not pushed.
#[derive(Debug)]
pub(crate) struct Exporters {
    pub(crate) traces: SdkTracerProvider,
    pub(crate) logs: SdkLoggerProvider,
    runtime: Option<Runtime>,
}

impl Exporters {
    /// Connects lazily to `endpoint`; also the reader that pushes metrics.
    pub(crate) fn new(
        endpoint: &str,
        resource: &Resource,
    ) -> Result<(Self, PeriodicReader<MetricExporter>), InitError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("otlp")
            // The thread keeps this for its whole life.
            .on_thread_start(|| std::mem::forget(Context::enter_telemetry_suppressed_scope()))
            .enable_all()
            .build()
            .map_err(InitError::Runtime)?;
        let built = {
            let _inside = runtime.enter();
            Self::build(endpoint, resource)
        };
        match built {
            Ok((traces, logs, reader)) => Ok((Self { traces, logs, runtime: Some(runtime) }, reader)),
            Err(error) => {
                runtime.shutdown_background();
                Err(InitError::Endpoint(error))
            }
        }
    }

    fn build(
        endpoint: &str,
        resource: &Resource,
    ) -> Result<(SdkTracerProvider, SdkLoggerProvider, PeriodicReader<MetricExporter>), ExporterBuildError> {
        let spans = SpanExporter::builder().with_tonic().with_endpoint(endpoint).with_timeout(PUSH_LIMIT).build()?;
        let logs = LogExporter::builder().with_tonic().with_endpoint(endpoint).with_timeout(PUSH_LIMIT).build()?;
        let metrics =
            MetricExporter::builder().with_tonic().with_endpoint(endpoint).with_timeout(PUSH_LIMIT).build()?;
        let traces = SdkTracerProvider::builder()
            .with_resource(resource.clone())
            .with_sampler(Sampler::AlwaysOn) // only what the door sampled becomes a span
            .with_id_generator(ChosenIds::default())
            .with_batch_exporter(spans)
            .build();
        let logs = SdkLoggerProvider::builder()
            .with_resource(resource.clone())
            .with_log_processor(NameTrace)
            .with_batch_exporter(logs)
            .build();
        Ok((traces, logs, PeriodicReader::builder(metrics).with_interval(METRICS_EVERY).build()))
    }

    /// Pushes what is left, all three at once, and stops; returns after `limit` at the latest.
    pub(crate) fn shutdown(&mut self, metrics: SdkMeterProvider, limit: Duration) -> Result<(), ShutdownError> {
        let Some(runtime) = self.runtime.take() else { return Ok(()) };
        let (traces, logs) = (self.traces.clone(), self.logs.clone());
        let flushes: [(&'static str, Flush); 3] = [
            // The flush first: the end alone does not tell whether the last push arrived.
            ("traces", Box::new(move || traces.force_flush().and(traces.shutdown_with_timeout(limit)))),
            ("logs", Box::new(move || logs.force_flush().and(logs.shutdown_with_timeout(limit)))),
            ("metrics", Box::new(move || metrics.shutdown_with_timeout(limit))),
        ];
        let (done, outcomes) = mpsc::channel();
        let mut pending = Vec::with_capacity(flushes.len());
        for (signal, flush) in flushes {
            let done = done.clone();
            pending.push(signal);
            thread::spawn(move || done.send((signal, flush())));
        }
        drop(done);
        let deadline = Instant::now() + limit;
        let mut failed = Vec::new();
        while let Ok((signal, outcome)) = outcomes.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            pending.retain(|&other| other != signal);
            failed.extend(outcome.err().map(|error| format!("{signal}: {error}")));
        }
        failed.extend(pending.into_iter().map(|signal| format!("{signal}: not within {limit:?}")));
        runtime.shutdown_background();
        if failed.is_empty() { Ok(()) } else { Err(ShutdownError(failed.join("; "))) }
    }
}

impl Drop for Exporters {
    fn drop(&mut self) {
        // A runtime dropped inside another one panics.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

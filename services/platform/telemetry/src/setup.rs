//! Setting telemetry up, and flushing it at the end.

use std::{
    sync::{Mutex, Once, PoisonError},
    time::Duration,
};

use opentelemetry::{
    KeyValue, global,
    metrics::{Meter, MeterProvider},
    trace::TracerProvider,
};
use opentelemetry_otlp::ExporterBuildError;
use opentelemetry_sdk::{Resource, error::OTelSdkError, metrics::SdkMeterProvider};
use prometheus::{Registry, TextEncoder};

use crate::{
    Door, FilterError, RpcMetrics, TelemetryConfig,
    exporters::Exporters,
    instruments::SCOPE,
    log::{self, Filter},
};

/// How long the end of the process waits for the last push.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(5);

/// Why telemetry could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// The process writes its log lines elsewhere already.
    #[error("telemetry is set up already in this process")]
    Installed,
    /// The log filter.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The sampling ratio.
    #[error("the sample ratio {0} is not between 0 and 1")]
    Ratio(f64),
    /// The collector's address.
    #[error("the OTLP endpoint cannot be used: {0}")]
    Endpoint(ExporterBuildError),
    /// The metrics that Prometheus reads.
    #[error("metrics cannot be offered to Prometheus: {0}")]
    Prometheus(OTelSdkError),
    /// The thread of the exporters.
    #[error("the exporters' thread cannot start: {0}")]
    Runtime(std::io::Error),
}

/// What could not be pushed at the end, and why.
#[derive(Debug, thiserror::Error)]
#[error("telemetry was not flushed: {0}")]
pub struct ShutdownError(pub(crate) String);

/// The telemetry of a process; dropping it pushes what is left.
#[derive(Debug)]
pub struct Telemetry {
    registry: Registry,
    metrics: SdkMeterProvider,
    exporters: Mutex<Option<Exporters>>,
    door: Door,
    filter: Filter,
}

/// Sets the telemetry of this process up: log lines to standard error, metrics for Prometheus, and all three by OTLP
/// where an endpoint is given. Once a process; needs no runtime.
///
/// # Errors
///
/// A configuration that cannot be used, or a subscriber that is there already.
pub fn init(config: &TelemetryConfig) -> Result<Telemetry, InitError> {
    if !(0.0..=1.0).contains(&config.sample_ratio) {
        return Err(InitError::Ratio(config.sample_ratio));
    }
    let filter = log::parse(&config.log_filter)?;
    let resource = resource(config);
    let registry = Registry::new();
    let mut metrics = SdkMeterProvider::builder()
        .with_resource(resource.clone())
        .with_reader(prometheus_reader(&registry).map_err(InitError::Prometheus)?);
    let mut exporters = None;
    if let Some(endpoint) = &config.otlp_endpoint {
        let (connected, reader) = Exporters::new(endpoint, &resource)?;
        metrics = metrics.with_reader(reader);
        exporters = Some(connected);
    }
    let logs = exporters.as_ref().map(|exporters| &exporters.logs);
    let filter = log::install(&config.log_filter, filter, config.log_format, logs).ok_or(InitError::Installed)?;
    let metrics = metrics.build();
    global::set_meter_provider(metrics.clone());
    let tracer = exporters.as_ref().map(|exporters| exporters.traces.tracer(SCOPE));
    let door = Door::new(tracer, config.sample_ratio);
    Ok(Telemetry { registry, metrics, exporters: Mutex::new(exporters), door, filter })
}

impl Telemetry {
    /// Metrics of its own and nothing else: no subscriber, no exporters, nothing sampled of itself. Any number of these
    /// live in one process; the first also takes the instruments of the process.
    ///
    /// # Errors
    ///
    /// As [`init`], for metrics.
    pub fn for_tests() -> Result<Self, InitError> {
        static FIRST: Once = Once::new();
        let config = TelemetryConfig { sample_ratio: 0.0, ..TelemetryConfig::default() };
        let registry = Registry::new();
        let metrics = SdkMeterProvider::builder()
            .with_resource(resource(&config))
            .with_reader(prometheus_reader(&registry).map_err(InitError::Prometheus)?)
            .build();
        FIRST.call_once(|| global::set_meter_provider(metrics.clone()));
        Ok(Self {
            registry,
            metrics,
            exporters: Mutex::new(None),
            door: Door::new(None, config.sample_ratio),
            filter: Filter::detached(&config.log_filter),
        })
    }

    /// Where requests enter.
    #[must_use]
    pub const fn door(&self) -> &Door {
        &self.door
    }

    /// For instruments of this telemetry.
    #[must_use]
    pub fn meter(&self) -> Meter {
        self.metrics.meter(SCOPE)
    }

    /// The instruments of a server.
    #[must_use]
    pub fn rpc_metrics(&self) -> RpcMetrics {
        RpcMetrics::new(&self.meter())
    }

    /// All metrics in the text format of Prometheus, for `/metrics`.
    #[must_use]
    pub fn prometheus_text(&self) -> String {
        let families = self.registry.gather();
        TextEncoder::new().encode_to_string(&families).unwrap_or_else(|error| {
            tracing::error!(%error, "metrics cannot be written for prometheus");
            String::new()
        })
    }

    /// The directives by which log lines are chosen.
    #[must_use]
    pub fn log_filter(&self) -> String {
        self.filter.get()
    }

    /// Chooses log lines by other directives, at once.
    ///
    /// # Errors
    ///
    /// Directives that cannot be read; those in force stay.
    pub fn set_log_filter(&self, directives: &str) -> Result<(), FilterError> {
        self.filter.set(directives)
    }

    /// Pushes what is left and stops pushing; blocks for five seconds at most. Further calls do nothing.
    ///
    /// # Errors
    ///
    /// What could not be pushed.
    pub fn shutdown(&self) -> Result<(), ShutdownError> {
        let exporters = self.exporters.lock().unwrap_or_else(PoisonError::into_inner).take();
        exporters.map_or(Ok(()), |mut exporters| exporters.shutdown(self.metrics.clone(), SHUTDOWN_LIMIT))
    }
}

impl Drop for Telemetry {
    fn drop(&mut self) {
        if let Err(error) = self.shutdown() {
            tracing::warn!(%error, "telemetry lost at the end");
        }
    }
}

fn resource(config: &TelemetryConfig) -> Resource {
    Resource::builder()
        .with_attributes(config.resource.iter().map(|(key, value)| KeyValue::new(key.clone(), value.clone())))
        .with_service_name(config.service_name.clone())
        .build()
}

fn prometheus_reader(registry: &Registry) -> Result<opentelemetry_prometheus::PrometheusExporter, OTelSdkError> {
    opentelemetry_prometheus::exporter().with_registry(registry.clone()).build()
}

//! What an operator may choose about telemetry.

use std::collections::BTreeMap;

use config::{Docs, Documented};
use serde::{Deserialize, Serialize};

/// Choices about logs, metrics and traces.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TelemetryConfig {
    /// The name under which this process reports.
    pub service_name: String,
    /// Where an OTLP collector listens by gRPC, such as `http://collector:4317`; none: nothing is pushed.
    pub otlp_endpoint: Option<String>,
    /// The share of new traces that are recorded, from 0 to 1. A caller's own decision is honoured.
    pub sample_ratio: f64,
    /// Which log lines are written, as `tracing` directives: `info,uow=debug`.
    pub log_filter: String,
    /// How a log line looks.
    pub log_format: LogFormat,
    /// Further attributes of the resource, such as `deployment.environment.name`.
    pub resource: BTreeMap<String, String>,
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

impl Default for TelemetryConfig {
    fn default() -> Self {
        Self {
            service_name: "onecode".to_owned(),
            otlp_endpoint: None,
            sample_ratio: 0.01,
            log_filter: "info".to_owned(),
            log_format: LogFormat::Text,
            resource: BTreeMap::new(),
        }
    }
}

impl Documented for TelemetryConfig {
    fn docs() -> Docs {
        Docs::new(&[
            ("service_name", "The name under which this process reports."),
            (
                "otlp_endpoint",
                "Where an OTLP collector listens by gRPC (http://collector:4317); unset: nothing is pushed.",
            ),
            ("sample_ratio", "The share of new traces that are recorded, 0 to 1; a caller's own decision is honoured."),
            ("log_filter", "Which log lines are written, as tracing directives: info,uow=debug."),
            ("log_format", "How a log line looks: text or json."),
            ("resource", "Further attributes of the resource, such as deployment.environment.name."),
        ])
    }
}

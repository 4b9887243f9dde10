//! A small OTLP collector that keeps what it receives.

use std::sync::{Arc, Mutex};

use opentelemetry_proto::tonic::{
    collector::{
        logs::v1::{
            ExportLogsServiceRequest, ExportLogsServiceResponse,
            logs_service_server::{LogsService, LogsServiceServer},
        },
        metrics::v1::{
            ExportMetricsServiceRequest, ExportMetricsServiceResponse,
            metrics_service_server::{MetricsService, MetricsServiceServer},
        },
        trace::v1::{
            ExportTraceServiceRequest, ExportTraceServiceResponse,
            trace_service_server::{TraceService, TraceServiceServer},
        },
    },
    common::v1::{AnyValue, KeyValue, any_value::Value},
    logs::v1::LogRecord,
    metrics::v1::Metric,
    resource::v1::Resource,
    trace::v1::Span,
};
use tokio_stream::wrappers::TcpListenerStream;
use tonic::{Request, Response, Status, async_trait, transport::Server};

#[derive(Default)]
pub(crate) struct Received {
    pub(crate) spans: Vec<Span>,
    pub(crate) metrics: Vec<Metric>,
    pub(crate) logs: Vec<LogRecord>,
    pub(crate) resources: Vec<Resource>,
}

#[derive(Clone, Default)]
pub(crate) struct Collector(pub(crate) Arc<Mutex<Received>>);

impl Collector {
    /// Listens; the endpoint to push to.
    #[expect(clippy::disallowed_methods, reason = "the collector lives as long as the test's runtime")]
    pub(crate) async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = Server::builder()
            .add_service(TraceServiceServer::new(self.clone()))
            .add_service(MetricsServiceServer::new(self.clone()))
            .add_service(LogsServiceServer::new(self.clone()))
            .serve_with_incoming(TcpListenerStream::new(listener));
        tokio::spawn(server);
        format!("http://{address}")
    }

    fn keep(&self, change: impl FnOnce(&mut Received)) {
        change(&mut self.0.lock().expect("no test panicked here"));
    }
}

#[async_trait]
impl TraceService for Collector {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        self.keep(|received| {
            for group in request.into_inner().resource_spans {
                received.resources.extend(group.resource);
                received.spans.extend(group.scope_spans.into_iter().flat_map(|scope| scope.spans));
            }
        });
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}

#[async_trait]
impl MetricsService for Collector {
    async fn export(
        &self,
        request: Request<ExportMetricsServiceRequest>,
    ) -> Result<Response<ExportMetricsServiceResponse>, Status> {
        self.keep(|received| {
            for group in request.into_inner().resource_metrics {
                received.resources.extend(group.resource);
                received.metrics.extend(group.scope_metrics.into_iter().flat_map(|scope| scope.metrics));
            }
        });
        Ok(Response::new(ExportMetricsServiceResponse::default()))
    }
}

#[async_trait]
impl LogsService for Collector {
    async fn export(
        &self,
        request: Request<ExportLogsServiceRequest>,
    ) -> Result<Response<ExportLogsServiceResponse>, Status> {
        self.keep(|received| {
            for group in request.into_inner().resource_logs {
                received.resources.extend(group.resource);
                received.logs.extend(group.scope_logs.into_iter().flat_map(|scope| scope.log_records));
            }
        });
        Ok(Response::new(ExportLogsServiceResponse::default()))
    }
}

/// The value of an attribute, as text.
pub(crate) fn attribute(attributes: &[KeyValue], key: &str) -> Option<String> {
    let found = attributes.iter().find(|attribute| attribute.key == key)?;
    text(found.value.as_ref())
}

/// A text or a number, as text.
pub(crate) fn text(value: Option<&AnyValue>) -> Option<String> {
    let value = value?.value.as_ref()?;
    if let Value::IntValue(number) = value {
        return Some(number.to_string());
    }
    if let Value::StringValue(text) = value { Some(text.clone()) } else { None }
}

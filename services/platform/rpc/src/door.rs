//! The door: every call gets a trace, a deadline and a verified caller here, or is refused. Fails closed.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use auth::{TokenError, Verifier};
use fault::{Fault, Kind};
use http::{HeaderMap, HeaderValue, Request, Response, header};
use onecode_proto::access::{self, Method};
use telemetry::{InFlight, RequestSpan, RpcMetrics, Trace};
use tokio_util::sync::CancellationToken;
use tonic::body::Body;
use tonic::transport::server::{TcpConnectInfo, TlsConnectInfo};
use tonic::{Code, Status};
use tower::{Layer, Service};
use uow::{Clock, Uow};

use crate::Admission;
use crate::body::{Observed, code_in, deadline_exceeded};
use crate::memory::InProcess;
use crate::metadata::{CLIENT_CERTIFICATE, REQUEST_ID};

/// Services that answer anybody: they say what the contract is and whether it is served, and nothing else.
const OPEN: [&str; 3] =
    ["/grpc.health.v1.Health/", "/grpc.reflection.v1.ServerReflection/", "/grpc.reflection.v1alpha.ServerReflection/"];

/// Where denials are recorded: the part's own ledger, if it has one.
#[derive(Debug, Clone, Default)]
pub struct Refusals(Option<Uow>);

impl Refusals {
    /// Into the ledger of a part.
    #[must_use]
    pub fn recorded_by(uow: Uow) -> Self {
        Self(Some(uow))
    }

    fn record(&self, actor: &str, department: &str, method: &str, fault: &Fault) {
        if let Some(uow) = &self.0 {
            uow.record_refusal(actor, department, method, fault);
        }
    }
}

/// Makes [`Door`]s.
#[derive(Clone)]
pub struct DoorLayer {
    verifier: Arc<Verifier>,
    clock: Clock,
    traces: telemetry::Door,
    metrics: Arc<RpcMetrics>,
    refusals: Refusals,
    timeout: Duration,
    draining: Option<CancellationToken>,
}

impl DoorLayer {
    /// A door that verifies tokens, and ends unary calls after `timeout` if the caller does not ask for less.
    #[must_use]
    pub fn new(
        verifier: Arc<Verifier>,
        clock: Clock,
        traces: telemetry::Door,
        metrics: Arc<RpcMetrics>,
        refusals: Refusals,
        timeout: Duration,
    ) -> Self {
        Self { verifier, clock, traces, metrics, refusals, timeout, draining: None }
    }

    /// The same door, which ends the streams behind it when `stop` is cancelled.
    #[must_use]
    pub(crate) fn until(self, stop: CancellationToken) -> Self {
        Self { draining: Some(stop), ..self }
    }

    fn admit(&self, request: &Request<Body>, trace: &Trace) -> Result<Admission, Fault> {
        let method = access::method(request.uri().path())
            .ok_or_else(|| Fault::new(Kind::Unimplemented, "METHOD_UNKNOWN", "the contract has no such method"))?;
        let token = bearer(request.headers()).ok_or_else(|| unauthenticated(&TokenError::Missing))?;
        let certificate = request.headers().get(CLIENT_CERTIFICATE).and_then(|value| value.to_str().ok());
        let principal =
            self.verifier.verify(token, self.clock.now(), certificate).map_err(|error| unauthenticated(&error))?;
        let (actor, department) = (principal.subject.clone(), principal.department.clone());
        Admission::new(method, principal, request.headers(), Some(trace.context.trace_id))
            .inspect_err(|fault| self.refusals.record(&actor, &department, method.path, fault))
    }
}

impl<S> Layer<S> for DoorLayer {
    type Service = Door<S>;

    fn layer(&self, inner: S) -> Self::Service {
        Door { inner, layer: self.clone() }
    }
}

/// A service behind a door.
#[derive(Clone)]
pub struct Door<S> {
    inner: S,
    layer: DoorLayer,
}

impl<S> Service<Request<Body>> for Door<S>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Infallible>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        // The instance that was polled ready must be the one that is called.
        let ready = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, ready);
        if OPEN.iter().any(|open| request.uri().path().starts_with(open)) {
            return Box::pin(inner.call(request));
        }
        note_certificate(&mut request);
        let layer = self.layer.clone();
        let started = Instant::now();
        let method = access::method(request.uri().path()).map_or("unknown", |method| method.path);
        let telemetry::Admitted { trace, span } = layer.traces.enter(request.headers(), method.trim_start_matches('/'));
        let admitted = layer.admit(&request, &trace);
        Box::pin(async move {
            let request_id = trace.context.trace_hex();
            let observer = Observer::new(&layer, request_id.clone(), span, method, &admitted, started);
            let (mut deadline, mut draining) = (None, None);
            let answered = match admitted {
                Ok(admission) => {
                    let allowed = time_allowed(request.headers(), admission.method(), layer.timeout);
                    deadline = allowed.map(|allowed| started + allowed);
                    if admission.method().server_streaming {
                        draining.clone_from(&layer.draining);
                    }
                    request.extensions_mut().insert(admission);
                    let call = telemetry::scope(trace, inner.call(request));
                    within(allowed, call).await
                }
                Err(fault) => refused(fault),
            };
            let (mut head, body) = answered.into_parts();
            if let Ok(value) = HeaderValue::from_str(&request_id) {
                head.headers.insert(REQUEST_ID, value);
            }
            if let Some(code) = code_in(&head.headers) {
                observer.end(code);
                return Ok(Response::from_parts(head, body));
            }
            let watched = Observed::new(body, move |code| observer.end(code));
            let body = Body::new(watched.until(deadline.map(Into::into)).unless(draining));
            Ok(Response::from_parts(head, body))
        })
    }
}

/// Answers within the time allowed, or with DEADLINE_EXCEEDED.
async fn within<F>(allowed: Option<Duration>, call: F) -> Response<Body>
where
    F: Future<Output = Result<Response<Body>, Infallible>>,
{
    let outcome = match allowed {
        Some(allowed) => tokio::time::timeout(allowed, call).await.ok(),
        None => Some(call.await),
    };
    match outcome {
        Some(Ok(response)) => response,
        Some(Err(never)) => match never {},
        None => refused(deadline_exceeded()),
    }
}

fn refused(fault: Fault) -> Response<Body> {
    Status::from(fault).into_http()
}

fn unauthenticated(error: &TokenError) -> Fault {
    Fault::new(Kind::Unauthenticated, "UNAUTHENTICATED", error.to_string()).with("detail", error.reason())
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// Notes the client's certificate on the request, for tokens bound to one (RFC 8705), and forgets what the client itself
/// may have written there. What comes from within the process passed the outermost door of the same process.
fn note_certificate(request: &mut Request<Body>) {
    use base64::Engine as _;
    use sha2::{Digest as _, Sha256};
    if request.extensions().get::<InProcess>().is_some() {
        return;
    }
    let shown = request.extensions().get::<TlsConnectInfo<TcpConnectInfo>>().and_then(TlsConnectInfo::peer_certs);
    let thumbprint = shown
        .as_ref()
        .and_then(|chain| chain.first())
        .map(|certificate| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(Sha256::digest(certificate)));
    request.headers_mut().remove(CLIENT_CERTIFICATE);
    if let Some(value) = thumbprint.and_then(|thumbprint| HeaderValue::try_from(thumbprint).ok()) {
        request.headers_mut().insert(CLIENT_CERTIFICATE, value);
    }
}

/// What the caller allows, capped for unary calls; a stream without a deadline lives until it ends.
fn time_allowed(headers: &HeaderMap, method: &Method, cap: Duration) -> Option<Duration> {
    let asked = headers.get("grpc-timeout").and_then(|value| value.to_str().ok()).and_then(grpc_timeout);
    let stream = method.client_streaming || method.server_streaming;
    match asked {
        Some(asked) if stream => Some(asked),
        Some(asked) => Some(asked.min(cap)),
        None if stream => None,
        None => Some(cap),
    }
}

/// `TimeoutValue TimeoutUnit` of the gRPC wire format: at most eight digits and one of `H M S m u n`.
fn grpc_timeout(text: &str) -> Option<Duration> {
    let (digits, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    let count: u64 = digits.parse().ok()?;
    match unit {
        "H" => Some(Duration::from_secs(count * 3_600)),
        "M" => Some(Duration::from_secs(count * 60)),
        "S" => Some(Duration::from_secs(count)),
        "m" => Some(Duration::from_millis(count)),
        "u" => Some(Duration::from_micros(count)),
        "n" => Some(Duration::from_nanos(count)),
        _ => None,
    }
}

/// Counts one call, and writes its line in the access log when it ends.
struct Observer {
    metrics: Arc<RpcMetrics>,
    span: Option<RequestSpan>,
    request_id: String,
    method: &'static str,
    department: String,
    started: Instant,
    _in_flight: InFlight,
}

impl Observer {
    fn new(
        layer: &DoorLayer,
        request_id: String,
        mut span: Option<RequestSpan>,
        method: &'static str,
        admitted: &Result<Admission, Fault>,
        started: Instant,
    ) -> Self {
        let department = admitted.as_ref().map_or("none", |admission| &admission.principal().department).to_owned();
        if let Some(span) = &mut span {
            span.department(&department);
        }
        let metrics = Arc::clone(&layer.metrics);
        let in_flight = metrics.begin(method);
        Self { metrics, span, request_id, method, department, started, _in_flight: in_flight }
    }

    fn end(self, code: Code) {
        let elapsed = self.started.elapsed();
        let name = code_name(code);
        self.metrics.record(self.method, &self.department, name, elapsed);
        if let Some(mut span) = self.span {
            span.status(code.into());
        }
        tracing::info!(
            target: "access",
            request_id = self.request_id,
            rpc.method = self.method,
            caller.department = self.department,
            rpc.code = name,
            duration_us = u64::try_from(elapsed.as_micros()).unwrap_or(u64::MAX),
            "call"
        );
    }
}

/// The code as gRPC spells it.
fn code_name(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timeouts_are_read_as_the_wire_format_says() {
        assert_eq!(grpc_timeout("250m"), Some(Duration::from_millis(250)));
        assert_eq!(grpc_timeout("99999999n"), Some(Duration::from_nanos(99_999_999)));
        for wrong in ["", "m", "123456789S", "1x", "-1S", "１S"] {
            assert_eq!(grpc_timeout(wrong), None, "{wrong}");
        }
    }
}

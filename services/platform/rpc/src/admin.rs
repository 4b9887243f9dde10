//! The port for operations: is it alive, is it ready, what does it measure, how much does it log.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use fault::Fault;
use telemetry::Telemetry;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// What the admin port tells. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AdminState {
    telemetry: Arc<Telemetry>,
    ready: Arc<AtomicBool>,
}

impl AdminState {
    /// Not ready yet.
    #[must_use]
    pub fn new(telemetry: Arc<Telemetry>) -> Self {
        Self { telemetry, ready: Arc::default() }
    }

    /// Says whether the process takes calls.
    pub fn set_ready(&self, ready: bool) {
        self.ready.store(ready, Ordering::Release);
    }

    /// Whether the process takes calls.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.ready.load(Ordering::Acquire)
    }
}

/// The admin port, bound and not yet answering. Plain HTTP; never reachable from outside the cluster.
#[derive(Debug)]
pub struct Admin {
    listener: TcpListener,
    state: AdminState,
}

impl Admin {
    /// Binds the port; `:0` takes a free one.
    ///
    /// # Errors
    /// The address is taken or not ours.
    pub async fn bind(address: SocketAddr, state: AdminState) -> std::io::Result<Self> {
        Ok(Self { listener: TcpListener::bind(address).await?, state })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// The socket is gone.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until told to stop.
    ///
    /// # Errors
    /// The listener broke.
    pub async fn serve(self, stop: CancellationToken) -> Result<(), Fault> {
        let routes = axum::Router::new()
            .route("/live", get(|| async { "live\n" }))
            .route("/ready", get(ready))
            .route("/metrics", get(metrics))
            .route("/log-filter", get(log_filter).put(set_log_filter))
            .with_state(self.state);
        axum::serve(self.listener, routes).with_graceful_shutdown(stop.cancelled_owned()).await.map_err(Fault::internal)
    }
}

async fn ready(State(state): State<AdminState>) -> (StatusCode, &'static str) {
    if state.is_ready() { (StatusCode::OK, "ready\n") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready\n") }
}

async fn metrics(State(state): State<AdminState>) -> String {
    state.telemetry.prometheus_text()
}

async fn log_filter(State(state): State<AdminState>) -> String {
    state.telemetry.log_filter()
}

async fn set_log_filter(State(state): State<AdminState>, directives: String) -> (StatusCode, String) {
    match state.telemetry.set_log_filter(directives.trim()) {
        Ok(()) => (StatusCode::OK, state.telemetry.log_filter()),
        Err(error) => (StatusCode::BAD_REQUEST, error.to_string()),
    }
}

//! How one part reaches another: a channel per service, in memory or over TCP, with the trace carried on.

use std::collections::HashMap;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Request;
use tonic::body::Body;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint};
use tower::Service;

use crate::Memory;

/// Where a part runs.
#[derive(Debug, Clone)]
pub enum Peer {
    /// In this process.
    Here(Memory),
    /// At a URL, `http://host:port` or `https://host:port`, the latter checked against `authority` or the system's.
    At {
        /// Where to.
        url: String,
        /// PEM of the certificate authority, if it is not one of the system's.
        authority: Option<String>,
    },
}

/// The parts that this process knows, by the full name of the gRPC service they answer.
#[derive(Debug, Clone, Default)]
pub struct Peers(HashMap<String, Channel>);

impl Peers {
    /// Knows nobody.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Learns where some services run. Connects when first used.
    ///
    /// # Errors
    /// The URL or the certificate is not one.
    pub fn add(&mut self, services: &[&str], peer: &Peer) -> Result<(), tonic::transport::Error> {
        let channel = match peer {
            Peer::Here(memory) => memory.channel(),
            Peer::At { url, authority } => remote(url, authority.as_deref())?,
        };
        for service in services {
            self.0.insert((*service).to_owned(), channel.clone());
        }
        Ok(())
    }

    /// The channel to the part that answers a service.
    #[must_use]
    pub fn channel(&self, service: &str) -> Option<Traced> {
        self.0.get(service).cloned().map(Traced)
    }
}

fn remote(url: &str, authority: Option<&str>) -> Result<Channel, tonic::transport::Error> {
    let mut endpoint = Endpoint::from_shared(url.to_owned())?
        .tcp_nodelay(true)
        .connect_timeout(Duration::from_secs(3))
        .http2_keep_alive_interval(Duration::from_secs(20))
        .keep_alive_while_idle(true)
        .initial_stream_window_size(1 << 20)
        .initial_connection_window_size(8 << 20);
    if let Some(authority) = authority {
        endpoint = endpoint.tls_config(ClientTlsConfig::new().ca_certificate(Certificate::from_pem(authority)))?;
    }
    Ok(endpoint.connect_lazy())
}

/// A channel that hands the trace of the call under way to the next hop (W3C trace context).
#[derive(Debug, Clone)]
pub struct Traced(Channel);

impl Service<Request<Body>> for Traced {
    type Response = <Channel as Service<Request<Body>>>::Response;
    type Error = <Channel as Service<Request<Body>>>::Error;
    type Future = <Channel as Service<Request<Body>>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        telemetry::inject_current(request.headers_mut());
        self.0.call(request)
    }
}

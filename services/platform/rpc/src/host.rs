//! A host: one part behind its door on one listener, with health and reflection beside it.

use std::net::SocketAddr;
use std::time::Duration;

use fault::Fault;
use tokio_stream::StreamExt as _;
use tokio_util::sync::CancellationToken;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Certificate, Identity, Server, ServerTlsConfig};
use tonic_health::ServingStatus;
use tonic_health::server::HealthReporter;

use crate::memory::MemoryIncoming;
use crate::{DoorLayer, Edge, Memory, Part};

/// How a host treats its connections.
#[derive(Debug, Clone)]
pub struct HostOptions {
    /// A connection is asked to close after this, so that clients find new replicas.
    pub max_connection_age: Option<Duration>,
    /// Most calls under way on one connection.
    pub max_streams: u32,
    /// How often an idle connection is probed; below what intermediaries cut (30 s).
    pub keep_alive: Duration,
}

impl Default for HostOptions {
    fn default() -> Self {
        Self { max_connection_age: None, max_streams: 1_024, keep_alive: Duration::from_secs(20) }
    }
}

/// Certificates of a TLS listener, PEM.
#[derive(Debug, Clone)]
pub struct Tls {
    /// The server's chain.
    pub certificate: String,
    /// Its private key.
    pub key: String,
    /// Who signs client certificates; with it, clients must show one (mTLS).
    pub client_authority: Option<String>,
}

/// Where a host listens.
pub enum Listener {
    /// A bound TCP port, with TLS if certificates are given.
    Tcp(TcpIncoming, Option<Tls>),
    /// Inside the process.
    Memory(MemoryIncoming),
}

impl Listener {
    /// Binds a TCP port; `:0` takes a free one.
    ///
    /// # Errors
    /// The address is taken or not ours.
    pub fn tcp(address: SocketAddr, tls: Option<Tls>) -> Result<Self, Fault> {
        let incoming = TcpIncoming::bind(address).map_err(Fault::internal)?.with_nodelay(Some(true));
        Ok(Self::Tcp(incoming, tls))
    }

    /// An address inside the process, and its listening end.
    #[must_use]
    pub fn memory() -> (Memory, Self) {
        let (memory, incoming) = Memory::new();
        (memory, Self::Memory(incoming))
    }

    /// Where a TCP listener listens.
    #[must_use]
    pub fn address(&self) -> Option<SocketAddr> {
        match self {
            Self::Tcp(incoming, _) => incoming.local_addr().ok(),
            Self::Memory(_) => None,
        }
    }
}

/// A part that is mounted, and not yet served.
pub struct Host {
    routes: tonic::service::Routes,
    edge: Option<Edge>,
    door: DoorLayer,
    options: HostOptions,
    health: HealthReporter,
    services: Vec<&'static str>,
}

impl Host {
    /// Mounts a part behind a door. Health says NOT_SERVING until [`Serving::set`] says otherwise.
    ///
    /// # Errors
    /// The contracts' descriptors cannot be read; our mistake.
    pub async fn mount(part: &mut Part, door: DoorLayer, options: HostOptions) -> Result<Self, Fault> {
        let (health, health_service) = tonic_health::server::health_reporter();
        let reflection = || {
            tonic_reflection::server::Builder::configure()
                .register_encoded_file_descriptor_set(onecode_proto::DESCRIPTORS)
                .register_encoded_file_descriptor_set(tonic_health::pb::FILE_DESCRIPTOR_SET)
        };
        let routes = std::mem::take(&mut part.routes)
            .add_service(health_service)
            .add_service(reflection().build_v1().map_err(Fault::internal)?)
            .add_service(reflection().build_v1alpha().map_err(Fault::internal)?);
        let host = Self { routes, edge: part.edge.take(), door, options, health, services: part.services.clone() };
        host.serving().set(false).await;
        Ok(host)
    }

    /// The switch of this host's health.
    #[must_use]
    pub fn serving(&self) -> Serving {
        Serving { health: self.health.clone(), services: self.services.clone() }
    }

    /// Serves until told to stop, then lets the calls under way finish.
    ///
    /// # Errors
    /// The certificates are wrong, or the listener broke.
    pub async fn serve(self, listener: Listener, stop: CancellationToken) -> Result<(), Fault> {
        let mut server = Server::builder()
            .tcp_nodelay(true)
            .http2_keepalive_interval(Some(self.options.keep_alive))
            .max_concurrent_streams(self.options.max_streams)
            .initial_stream_window_size(1 << 20)
            .initial_connection_window_size(8 << 20);
        if let Some(age) = self.options.max_connection_age {
            server = server.max_connection_age(age);
        }
        let outcome = match listener {
            Listener::Tcp(incoming, tls) => {
                if let Some(tls) = tls {
                    server = server.tls_config(tls_config(tls)).map_err(Fault::internal)?;
                }
                server
                    .layer(tower::util::option_layer(self.edge))
                    .layer(self.door)
                    .add_routes(self.routes)
                    .serve_with_incoming_shutdown(incoming, stop.cancelled_owned())
                    .await
            }
            Listener::Memory(incoming) => {
                let closing = stop.clone();
                let incoming = incoming.take_while(move |_| !closing.is_cancelled());
                server
                    .layer(tower::util::option_layer(self.edge))
                    .layer(self.door)
                    .add_routes(self.routes)
                    .serve_with_incoming_shutdown(incoming, stop.cancelled_owned())
                    .await
            }
        };
        outcome.map_err(Fault::internal)
    }
}

fn tls_config(tls: Tls) -> ServerTlsConfig {
    let config = ServerTlsConfig::new().identity(Identity::from_pem(tls.certificate, tls.key));
    match tls.client_authority {
        Some(authority) => config.client_ca_root(Certificate::from_pem(authority)),
        None => config,
    }
}

/// Turns a host's health on and off.
#[derive(Debug, Clone)]
pub struct Serving {
    health: HealthReporter,
    services: Vec<&'static str>,
}

impl Serving {
    /// Sets the status of every service of the part, and of the host as a whole.
    pub async fn set(&self, serving: bool) {
        let status = if serving { ServingStatus::Serving } else { ServingStatus::NotServing };
        self.health.set_service_status("", status).await;
        for service in &self.services {
            self.health.set_service_status(*service, status).await;
        }
    }
}

//! The gateway as a part of a process.

use onecode_proto::access::METHODS;
use rpc::{Edge, Part, Peers, Readiness, Refusals};
use tonic::service::Routes;

use crate::proxy::Proxy;
use crate::{Config, Localise};

/// The gateway: answers for every service of the contracts that a peer is known for.
///
/// Without a door before it, it refuses every call.
#[must_use]
pub fn part(peers: &Peers, config: Config) -> Part {
    let mut services: Vec<&'static str> = METHODS.iter().map(|method| method.service).collect();
    services.dedup();
    services.retain(|service| peers.channel(service).is_some());
    let proxy = Proxy::new(peers.clone(), config);
    Part {
        name: "gateway",
        services,
        routes: Routes::from(axum::Router::new().fallback_service(proxy)),
        tasks: Vec::new(),
        readiness: Readiness::at_once(),
        refusals: Refusals::default(),
        edge: Some(Edge::new(Localise)),
    }
}

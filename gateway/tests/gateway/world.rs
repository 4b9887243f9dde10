//! A gateway in front of a peer, both behind doors, as in production.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use onecode_gateway::Config;
use onecode_proto::event::v1::event_service_client::EventServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use rpc::{DoorLayer, HostOptions, Listener, Peers, Process, Refusals};
use telemetry::Telemetry;
use testkit::{Caller, Credentials, Identities, START};
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;
use uow::Clock;

use crate::peer::{Peer, SERVICES};

pub(crate) type Client = InterceptedService<Channel, Credentials>;

pub(crate) struct World {
    pub(crate) channel: Channel,
    pub(crate) peer: Peer,
    identities: Identities,
    _process: Process,
}

impl World {
    /// A gateway that lets messages of 4,000 bytes pass, and a peer that it reaches over TCP.
    pub(crate) async fn start() -> Self {
        let mut world = Ground::new();
        let peer = Peer::default();
        let listener = Listener::tcp(SocketAddr::from(([127, 0, 0, 1], 0)), None).unwrap();
        let url = format!("http://{}", listener.address().unwrap());
        let stage = world.process.stage("peer");
        let door = world.door();
        rpc::start(&stage, peer.part(), listener, door, HostOptions::default()).await.unwrap().until_ready().await;
        let mut peers = Peers::new();
        peers.add(&SERVICES, &rpc::Peer::At { url, authority: None }).unwrap();
        world.gateway(&peers, peer).await
    }

    /// A gateway whose peer is expected at a URL.
    pub(crate) async fn with_peer_at(url: String) -> Self {
        let mut peers = Peers::new();
        peers.add(&SERVICES, &rpc::Peer::At { url, authority: None }).unwrap();
        Ground::new().gateway(&peers, Peer::default()).await
    }

    pub(crate) fn caller(&self, roles: &[&str]) -> Caller {
        self.identities.caller("civil-affairs", "330500", roles)
    }

    /// Somebody who may do all that the tests do, and sees names masked.
    pub(crate) fn registrar(&self) -> Caller {
        self.caller(&["registry-registrar"])
    }

    pub(crate) fn events(&self) -> EventServiceClient<Client> {
        EventServiceClient::new(InterceptedService::new(self.channel.clone(), self.registrar().fresh()))
    }

    pub(crate) fn organizations(&self, caller: &Caller) -> OrganizationServiceClient<Client> {
        OrganizationServiceClient::new(InterceptedService::new(self.channel.clone(), caller.fresh()))
    }
}

struct Ground {
    clock: Clock,
    identities: Identities,
    process: Process,
}

impl Ground {
    fn new() -> Self {
        let clock = Clock::held(START);
        Self { identities: Identities::new(clock.clone()), clock, process: Process::new() }
    }

    fn door(&self) -> DoorLayer {
        let telemetry = Telemetry::for_tests().unwrap();
        DoorLayer::new(
            self.identities.verifier(),
            self.clock.clone(),
            telemetry.door().clone(),
            Arc::new(telemetry.rpc_metrics()),
            Refusals::default(),
            Duration::from_secs(30),
        )
    }

    async fn gateway(mut self, peers: &Peers, peer: Peer) -> World {
        let config = Config { max_request_bytes: 4_000, max_response_bytes: 4_000 };
        let part = onecode_gateway::part(peers, config);
        let (memory, listener) = Listener::memory();
        let (door, stage) = (self.door(), self.process.stage("gateway"));
        rpc::start(&stage, part, listener, door, HostOptions::default()).await.unwrap().until_ready().await;
        World { channel: memory.channel(), peer, identities: self.identities, _process: self.process }
    }
}

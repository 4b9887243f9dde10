//! The parts of a process, mounted one after the other: each behind its door, the outermost at the port.

use std::sync::Arc;

use fault::{Fault, Kind};
use rpc::{HostOptions, Listener, Part, Peer, Peers, Process, Running, Stage};

use super::{Ground, Settings, unusable};

/// Where the parts of a process are mounted, and what each can reach by then.
pub(super) struct Mounts<'a> {
    process: &'a mut Process,
    ground: &'a Ground,
    settings: &'a Settings,
    peers: Peers,
    outer: Option<Listener>,
    /// A gateway stands before the parts, which are reached in memory then.
    gateway: bool,
    running: Vec<Running>,
}

impl<'a> Mounts<'a> {
    /// None yet; `peers` are those of other processes.
    pub(super) fn new(
        process: &'a mut Process,
        ground: &'a Ground,
        settings: &'a Settings,
        peers: Peers,
        outer: Listener,
        gateway: bool,
    ) -> Self {
        Self { process, ground, settings, peers, outer: Some(outer), gateway, running: Vec::new() }
    }

    /// A stage for one part; it ends before those made earlier.
    pub(super) fn stage(&mut self, name: &'static str) -> Stage {
        self.process.stage(name)
    }

    /// What a part can reach.
    pub(super) fn peers(&self) -> &Peers {
        &self.peers
    }

    /// Mounts a part behind the gateway, or at the port where there is no gateway.
    pub(super) async fn inner(&mut self, stage: &Stage, part: Part, services: &[&str]) -> Result<(), Fault> {
        if !self.gateway {
            return self.at_port(stage, part, "one process without a gateway runs one part").await;
        }
        let (memory, listener) = Listener::memory();
        self.peers.add(services, &Peer::Here(memory)).map_err(Fault::internal)?;
        self.mount(stage, part, listener).await
    }

    /// Mounts the part at the port; it is ready when those before it are.
    pub(super) async fn outermost(&mut self, stage: &Stage, part: Part) -> Result<(), Fault> {
        let part = after(part, &self.running);
        self.at_port(stage, part, "two parts cannot share a port").await
    }

    /// What was mounted.
    pub(super) fn running(self) -> Vec<Running> {
        self.running
    }

    async fn at_port(&mut self, stage: &Stage, part: Part, taken: &str) -> Result<(), Fault> {
        let listener = self.outer.take().ok_or_else(|| unusable(taken))?;
        self.mount(stage, part, listener).await
    }

    async fn mount(&mut self, stage: &Stage, part: Part, listener: Listener) -> Result<(), Fault> {
        let door = self.ground.door(&part, self.settings.request_timeout);
        let options =
            HostOptions { max_connection_age: Some(self.settings.max_connection_age), ..HostOptions::default() };
        self.running.push(rpc::start(stage, self.ground.guarded(part), listener, door, options).await?);
        Ok(())
    }
}

/// The gateway is ready when the parts of its process are.
fn after(mut part: Part, parts: &[Running]) -> Part {
    let parts = parts.to_vec();
    part.readiness = rpc::Readiness::new(move || {
        let waiting = parts.iter().any(|part| !part.is_ready());
        async move {
            if waiting {
                return Err(Fault::new(Kind::Unavailable, "UNAVAILABLE", "a part of this process is not ready"));
            }
            Ok(())
        }
    });
    part
}

impl Ground {
    /// A part is ready when it says so itself and the keys are loaded.
    fn guarded(&self, mut part: Part) -> Part {
        let (own, verifier) = (part.readiness, self.verifier());
        part.readiness = rpc::Readiness::new(move || {
            let (own, verifier) = (own.clone(), Arc::clone(&verifier));
            async move {
                if !verifier.keys_loaded() {
                    return Err(Fault::new(Kind::Unavailable, "UNAVAILABLE", "the issuer's keys are not loaded"));
                }
                own.check().await
            }
        });
        part
    }
}

//! The suite behind its gateway, in either of the two ways in which it can be deployed.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use onecode::serve::{self, MIGRATORS, PartName, Server};
use onecode_proto::document::v1::document_service_client::DocumentServiceClient;
use onecode_proto::event::v1::event_service_client::EventServiceClient;
use onecode_proto::registry::v1::certificate_service_client::CertificateServiceClient;
use onecode_proto::registry::v1::department_service_client::DepartmentServiceClient;
use onecode_proto::registry::v1::organization_service_client::OrganizationServiceClient;
use telemetry::Telemetry;
use testkit::{Client, Credentials, Database};
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Channel, Endpoint};

use super::{Books, Metrics, Program, Site, metrics};

/// How the parts are spread over processes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// All of them in this one.
    OneProcess,
    /// Each in one of its own, the gateway in front.
    ProcessPerPart,
}

/// A running suite on a database of its own.
pub struct Deployment {
    /// Its files, and who may call.
    pub site: Site,
    /// Its database.
    pub database: Database,
    address: String,
    admin: String,
    running: Running,
}

enum Running {
    Here(Box<Server>),
    /// The gateway first and the registry last: the order in which they stop.
    Apart(Box<[Program; 6]>),
}

impl Deployment {
    /// Starts it with the settings of [`Site::settings`], and waits until it takes calls.
    pub async fn start(arrangement: Arrangement) -> Self {
        Self::start_with(arrangement, &[]).await
    }

    /// Starts it with other settings; those of the listener are the gateway's.
    pub async fn start_with(arrangement: Arrangement, knobs: &[(&str, String)]) -> Self {
        let database = Database::fresh(&MIGRATORS).await;
        let site = Site::new(database.url());
        Self::arranged(arrangement, site, database, knobs).await
    }

    /// Starts it where time stands until [`Site::pass`] moves it.
    pub async fn start_held(arrangement: Arrangement) -> Self {
        let database = Database::fresh(&MIGRATORS).await;
        let site = Site::held(database.url());
        Self::arranged(arrangement, site, database, &[]).await
    }

    /// The same with a calendar of the year after, which nobody has published yet: made up, without holidays.
    pub async fn start_held_with_next_calendar(arrangement: Arrangement) -> Self {
        let database = Database::fresh(&MIGRATORS).await;
        let site = Site::held(database.url());
        let calendar = format!("[\"{}\"]", site.next_calendar().display());
        Self::arranged(arrangement, site, database, &[("calendar", calendar)]).await
    }

    async fn arranged(arrangement: Arrangement, site: Site, database: Database, knobs: &[(&str, String)]) -> Self {
        match arrangement {
            Arrangement::OneProcess => Self::here(site, database, knobs).await,
            Arrangement::ProcessPerPart => Self::apart(site, database, knobs).await,
        }
    }

    async fn here(site: Site, database: Database, knobs: &[(&str, String)]) -> Self {
        let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let settings = serve::load(Some(&site.settings("all", any, any, knobs))).expect("the settings fit");
        let telemetry = Arc::new(Telemetry::for_tests().expect("metrics can be made"));
        let clock = site.clock().clone();
        let started = Server::start_by(clock, settings, &[PartName::All], telemetry).await;
        let mut server = started.expect("the suite starts");
        server.until_ready().await;
        let (address, admin) = (server.address.to_string(), server.admin_address.to_string());
        Self { site, database, address, admin, running: Running::Here(Box::new(server)) }
    }

    async fn apart(site: Site, database: Database, knobs: &[(&str, String)]) -> Self {
        let of_listener = |key: &str| key.starts_with("tls") || key == "plaintext";
        let shared: Vec<_> = knobs.iter().filter(|(key, _)| !of_listener(key)).cloned().collect();
        let mut registry = site.program("registry", "registry", &shared);
        let of_registry = ("peers.registry", format!("\"{}\"", registry.endpoint()));
        let peers = [shared.as_slice(), std::slice::from_ref(&of_registry)].concat();
        let mut inspection = site.program("inspection", "inspection", &peers);
        let of_inspection = ("peers.inspection", format!("\"{}\"", inspection.endpoint()));
        let mut credit = site.program("credit", "credit", &shared);
        let of_credit = ("peers.credit", format!("\"{}\"", credit.endpoint()));
        let asked = [of_registry.clone(), of_credit.clone()];
        let mut talent = site.program("talent", "talent", &[shared.as_slice(), &asked].concat());
        let of_talent = ("peers.talent", format!("\"{}\"", talent.endpoint()));
        let asked = [of_registry.clone(), of_inspection.clone(), of_credit.clone()];
        let mut purchase = site.program("purchase", "purchase", &[shared.as_slice(), &asked].concat());
        let of_purchase = ("peers.purchase", format!("\"{}\"", purchase.endpoint()));
        let of_parts = [of_registry, of_inspection, of_credit, of_purchase, of_talent];
        let mut gateway = site.program("gateway", "gateway", &[knobs, &of_parts].concat());
        for program in [&mut registry, &mut inspection, &mut credit, &mut purchase, &mut talent, &mut gateway] {
            program.start();
        }
        for program in [&mut registry, &mut inspection, &mut credit, &mut purchase, &mut talent, &mut gateway] {
            program.until_ready().await;
        }
        let address = gateway.endpoint().trim_start_matches("http://").to_owned();
        let admin = gateway.admin();
        Self {
            site,
            database,
            address,
            admin,
            running: Running::Apart(Box::new([gateway, talent, purchase, credit, inspection, registry])),
        }
    }

    /// Host and port of the gateway.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The gateway's URL without TLS.
    #[must_use]
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A fresh connection to the gateway.
    #[must_use]
    pub fn channel(&self) -> Channel {
        Endpoint::from_shared(self.endpoint()).expect("a URL").tcp_nodelay(true).connect_lazy()
    }

    /// What clients of any contract are made of, with these credentials.
    #[must_use]
    pub fn client(&self, credentials: Credentials) -> Client {
        InterceptedService::new(self.channel(), credentials)
    }

    /// The register, called with these credentials.
    #[must_use]
    pub fn organizations(&self, credentials: Credentials) -> OrganizationServiceClient<Client> {
        OrganizationServiceClient::new(InterceptedService::new(self.channel(), credentials))
    }

    /// The directory of departments, called with these credentials.
    #[must_use]
    pub fn departments(&self, credentials: Credentials) -> DepartmentServiceClient<Client> {
        DepartmentServiceClient::new(InterceptedService::new(self.channel(), credentials))
    }

    /// Certificates, called with these credentials.
    #[must_use]
    pub fn certificates(&self, credentials: Credentials) -> CertificateServiceClient<Client> {
        CertificateServiceClient::new(InterceptedService::new(self.channel(), credentials))
    }

    /// The documents, called with these credentials.
    #[must_use]
    pub fn documents(&self, credentials: Credentials) -> DocumentServiceClient<Client> {
        DocumentServiceClient::new(InterceptedService::new(self.channel(), credentials))
    }

    /// The feed, called with these credentials.
    #[must_use]
    pub fn events(&self, credentials: Credentials) -> EventServiceClient<Client> {
        EventServiceClient::new(InterceptedService::new(self.channel(), credentials))
    }

    /// What the gateway's process measures.
    pub async fn metrics(&self) -> Metrics {
        metrics(&self.admin).await
    }

    /// The books of its database.
    pub async fn books(&self) -> Books {
        Books::open(self.database.url()).await
    }

    /// Ends one of its processes with SIGKILL and starts it again; it need not take calls at once.
    ///
    /// # Panics
    /// All parts are in one process, or none is called so.
    pub async fn strike(&mut self, part: &str) {
        let Running::Apart(programs) = &mut self.running else { panic!("all parts are in this process") };
        let struck = programs.iter_mut().find(|program| program.runs(part)).expect("a part");
        struck.kill().await;
        struck.start();
    }

    /// Stops it as an operator does; every process must end in order.
    pub async fn stop(self) {
        match self.running {
            Running::Here(server) => server.drain(Duration::ZERO).await.expect("the suite stops in order"),
            Running::Apart(mut programs) => {
                for program in programs.iter_mut() {
                    program.terminate();
                    let ended = program.ended().await;
                    assert!(ended.success(), "{ended}:\n{}", program.log());
                }
            }
        }
    }
}

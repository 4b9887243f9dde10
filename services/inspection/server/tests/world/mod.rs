//! Inspection beside a register, each behind its own door, on one database, for the same callers and by the same clock.

use casework::Casework;
use onecode_proto::google::r#type::Date;
use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::inspector_service_client::InspectorServiceClient;
use rpc::{Memory, Peer, Peers};
use sqlx::migrate::Migrator;
use testkit::{Caller, Client, Credentials, Suite};
use tonic::service::interceptor::InterceptedService;
use vocab::workdays::Calendar;
use vocab::{OrganizationClass, UnifiedCode};

pub(crate) const HUZHOU: &str = "330500";

pub(crate) type Inspectors = InspectorServiceClient<Client>;

/// A register and inspection.
pub(crate) struct World {
    pub(crate) suite: Suite,
    inspection: Memory,
}

impl World {
    pub(crate) async fn start() -> Self {
        Self::start_with(|_| ()).await
    }

    /// The same, with something in the configuration changed.
    pub(crate) async fn start_with(change: impl FnOnce(&mut inspection_server::Config)) -> Self {
        let migrators: Vec<&Migrator> =
            registry_server::MIGRATORS[1..].iter().copied().chain([&inspection_server::MIGRATOR]).collect();
        let office = office();
        let register = register(office.clone());
        let mut suite =
            Suite::start(&migrators, |uow, feed, stop| registry_server::part(uow, feed, stop, register)).await;
        let mut peers = Peers::new();
        peers.add(registry_server::SERVICES, &Peer::Here(suite.memory().clone())).unwrap();
        let mut config = inspection_server::Config::new(office, seal::Ring::generate().unwrap());
        change(&mut config);
        let build = |uow, stop| inspection_server::part(uow, &peers, stop, config);
        let inspection = suite.beside("inspection", build).await;
        Self { suite, inspection }
    }

    /// Credentials on a channel to inspection.
    pub(crate) fn client(&self, credentials: Credentials) -> Client {
        InterceptedService::new(self.inspection.channel(), credentials)
    }

    /// Somebody of a department of Huzhou.
    pub(crate) fn caller(&self, department: &str, roles: &[&str]) -> Caller {
        self.suite.identities().caller(department, HUZHOU, roles)
    }

    /// The inspectors of a department, as it keeps them itself.
    pub(crate) fn inspectors(&self, department: &str) -> Inspectors {
        let caller = self.caller(department, &["inspection-participant"]);
        Inspectors::new(self.client(caller.fresh()))
    }

    /// Registers an inspector; the id.
    pub(crate) async fn inspector(&self, department: &str, certificate: &str) -> String {
        self.inspector_who(department, inspector(certificate)).await
    }

    /// Registers an inspector as stated; the name.
    pub(crate) async fn inspector_who(&self, department: &str, inspector: pb::Inspector) -> String {
        let request = pb::CreateInspectorRequest { inspector: Some(inspector) };
        let answer = self.inspectors(department).create_inspector(request).await.unwrap().into_inner();
        answer.inspector.unwrap().name
    }
}

/// The code of the `serial`-th association.
pub(crate) fn code(serial: u32) -> String {
    let body = format!("MJ{serial:06}");
    UnifiedCode::from_parts(OrganizationClass::SocialGroup, HUZHOU.parse().unwrap(), &body).unwrap().to_string()
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Some(Date { year, month, day })
}

/// An inspector with a certificate that is good for years.
pub(crate) fn inspector(certificate: &str) -> pb::Inspector {
    pb::Inspector {
        full_name: "王检查".into(),
        certificate_number: certificate.into(),
        certificate_valid_from: date(2024, 1, 1),
        certificate_valid_to: date(2029, 1, 1),
        skills: vec!["财务".into()],
        capacity: 100,
        ..Default::default()
    }
}

/// The procedures and rules of both, as the program has them.
pub(crate) fn office() -> Casework {
    let services = [
        (registry_domain::procedures::PROCEDURES, registry_domain::rules()),
        (inspection_domain::procedures::PROCEDURES, inspection_domain::rules()),
    ];
    Casework::of_services(&services, Calendar::shipped().clone()).unwrap()
}

fn register(office: Casework) -> registry_server::Config {
    let folder = tempfile::tempdir().unwrap().keep();
    registry_server::Config {
        documents: archive::Store::folder(&folder).unwrap(),
        document_limits: archive::Limits::default(),
        office,
        signer: registry_server::Signer::ephemeral().unwrap(),
        ring: seal::Ring::generate().unwrap(),
    }
}
